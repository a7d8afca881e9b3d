package platen.people;

import java.time.Duration;

/// What comes of trying to sign in.
public sealed interface SignIn {
    /// The token goes into the cookie; only its hash is stored.
    record Welcome(Person person, String token) implements SignIn {}

    /// The password is right, and a code is wanted, too; `half` is the token to come back with.
    record NeedsCode(String half) implements SignIn {}

    /// No such account, or another password: which of the two is not told. Or another code.
    record Wrong() implements SignIn {}

    /// Too many wrong ones; nothing is tried before `left` has passed.
    record Wait(Duration left) implements SignIn {}

    /// The code came too late: one begins again.
    record Late() implements SignIn {}
}
