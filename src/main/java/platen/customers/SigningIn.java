package platen.customers;

import java.time.Duration;

/// What comes of a customer's password.
public sealed interface SigningIn {
    /// The token goes into the cookie; only its hash is stored.
    record Welcome(Customer customer, String token) implements SigningIn {}

    /// No such account, none with a password, or another password: which of them is not told.
    record Wrong() implements SigningIn {}

    /// Too many wrong ones; nothing is tried before `left` has passed.
    record Wait(Duration left) implements SigningIn {}
}
