/// What a file is and what is wrong with it: one entrance for meshes, programs and documents.
@NullMarked
package platen.inspection;

import org.jspecify.annotations.NullMarked;
