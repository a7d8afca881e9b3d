package platen.customers;

import java.time.Instant;
import platen.values.Actor;
import platen.values.CustomerId;

/// A customer with an account. The address is proven; the rest is filled in on new orders, and empty until it is known.
public record Customer(
        CustomerId id,
        String email,
        String name,
        String phone,
        String address,
        boolean hasPassword,
        Instant createdAt) {

    /// As whom this customer appears in events.
    public Actor actor() {
        return Actor.customer(name);
    }
}
