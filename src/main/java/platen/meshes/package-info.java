/// Meshes: their measures, what is wrong with them, what can be mended, and their picture.
@NullMarked
package platen.meshes;

import org.jspecify.annotations.NullMarked;
