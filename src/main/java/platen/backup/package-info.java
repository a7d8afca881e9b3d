/// One file with all of a shop: made while the server runs, opened and checked, restored, tried by a drill; and a look
/// whether the uploads are still what they were.
@NullMarked
package platen.backup;

import org.jspecify.annotations.NullMarked;
