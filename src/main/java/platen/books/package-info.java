/// Payments: what was taken for an order, by whom and how.
@NullMarked
package platen.books;

import org.jspecify.annotations.NullMarked;
