/// Slicing: PrusaSlicer from the shop's profiles, on our own STL only, and an estimate where there is none.
@NullMarked
package platen.slicing;

import org.jspecify.annotations.NullMarked;
