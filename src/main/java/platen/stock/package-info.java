/// What the shop has in store: plastic on spools, paper, ink and other supplies, and what was used of them.
@NullMarked
package platen.stock;

import org.jspecify.annotations.NullMarked;
