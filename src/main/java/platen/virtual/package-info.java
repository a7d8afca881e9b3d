/// A printer in software that behaves like a real one: a pure firmware, and a shell that puts it behind a real tty.
@NullMarked
package platen.virtual;

import org.jspecify.annotations.NullMarked;
