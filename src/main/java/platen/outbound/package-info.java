/// Posts to addresses that people named, and to none that they should not reach through us.
@NullMarked
package platen.outbound;

import org.jspecify.annotations.NullMarked;
