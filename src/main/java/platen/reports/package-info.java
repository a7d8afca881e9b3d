/// What the shop does, in figures, and every record of it to take along. Reads; changes nothing but its own sums.
@NullMarked
package platen.reports;

import org.jspecify.annotations.NullMarked;
