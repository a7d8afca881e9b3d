/// The register of machines: what they are, where they stand, what is loaded, whether the plate is clear.
@NullMarked
package platen.machines;

import org.jspecify.annotations.NullMarked;
