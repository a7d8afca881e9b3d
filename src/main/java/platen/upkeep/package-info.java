/// Machines kept in order: what they have done in all, what they want when, and what was done to them.
@NullMarked
package platen.upkeep;

import org.jspecify.annotations.NullMarked;
