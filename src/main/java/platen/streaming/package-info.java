/// One print: the thread that owns a port, and the phases it goes through.
@NullMarked
package platen.streaming;

import org.jspecify.annotations.NullMarked;
