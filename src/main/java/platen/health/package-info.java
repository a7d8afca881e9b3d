/// Whether a shop's server is well, what is wrong if not, and what to do about it: for pages, programs and the
/// terminal.
@NullMarked
package platen.health;

import org.jspecify.annotations.NullMarked;
