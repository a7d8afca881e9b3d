/// What is kept of customers and for how long: files deleted after their order, all of an order to take along, and all
/// that is known of a customer deleted.
@NullMarked
package platen.privacy;

import org.jspecify.annotations.NullMarked;
