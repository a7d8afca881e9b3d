/// What the shop says of itself: name, place, hours, money, units, and how far its set-up has come.
@NullMarked
package platen.shop;

import org.jspecify.annotations.NullMarked;
