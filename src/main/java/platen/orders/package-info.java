/// What customers ask for and what we promise, from wish to pick-up; and the price book's versions.
@NullMarked
package platen.orders;

import org.jspecify.annotations.NullMarked;
