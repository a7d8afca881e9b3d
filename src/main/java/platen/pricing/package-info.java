/// Price book and request in, quote out. Pure, and exact to the cent.
@NullMarked
package platen.pricing;

import org.jspecify.annotations.NullMarked;
