/// The first engine, kept as it was: quotes that it made are reckoned again by it, with its own records
/// of book and request. Nothing new is priced here.
@NullMarked
package platen.pricing.first;

import org.jspecify.annotations.NullMarked;
