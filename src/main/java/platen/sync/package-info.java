/// What a printer host and the server say to each other, and how it is numbered. Pure.
@NullMarked
package platen.sync;

import org.jspecify.annotations.NullMarked;
