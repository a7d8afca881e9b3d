/// Meshes read from STL, 3MF and OBJ, and our own STL of them.
@NullMarked
package platen.meshes.formats;

import org.jspecify.annotations.NullMarked;
