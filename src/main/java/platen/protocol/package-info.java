/// The firmware dialects: numbered lines out, replies in. Pure.
@NullMarked
package platen.protocol;

import org.jspecify.annotations.NullMarked;
