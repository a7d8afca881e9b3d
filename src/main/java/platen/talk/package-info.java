/// What customers and the shop write to each other about an order, and what was wrong with one.
@NullMarked
package platen.talk;

import org.jspecify.annotations.NullMarked;
