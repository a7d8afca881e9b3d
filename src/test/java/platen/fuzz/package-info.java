/// Readers of strangers' files, held against what is promised for any bytes at all.
@NullMarked
package platen.fuzz;

import org.jspecify.annotations.NullMarked;
