/// Child processes, bounded in time, memory, processor and output, and ended as a whole.
@NullMarked
package platen.processes;

import org.jspecify.annotations.NullMarked;
