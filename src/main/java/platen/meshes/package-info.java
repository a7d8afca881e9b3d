/// Meshes read from STL, 3MF and OBJ: their measures, what is wrong with them, and our own STL of them.
@NullMarked
package platen.meshes;

import org.jspecify.annotations.NullMarked;
