/// Files that come in pieces over a line that drops, and wait for an order when they are whole.
@NullMarked
package platen.uploads;

import org.jspecify.annotations.NullMarked;
