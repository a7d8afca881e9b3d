/// Where the program begins.
@NullMarked
package platen;

import org.jspecify.annotations.NullMarked;
