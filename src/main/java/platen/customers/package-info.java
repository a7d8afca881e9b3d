/// Customers who want an account: signing in, their orders, and the organisations on whose account they order.
@NullMarked
package platen.customers;

import org.jspecify.annotations.NullMarked;
