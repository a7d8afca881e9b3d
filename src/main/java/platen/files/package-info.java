/// Files under the digest of their content: stored once, never changed, deleted when nothing uses them.
@NullMarked
package platen.files;

import org.jspecify.annotations.NullMarked;
