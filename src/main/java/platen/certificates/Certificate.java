package platen.certificates;

import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import platen.values.Digest;

/// A certificate with its key, ready to serve with.
///
/// @param store holds the chain and the key under [#PASSWORD]
/// @param names the host names and addresses that it is for
/// @param from it is not valid before
/// @param until it is not valid after
/// @param digest of the two files that it came from
public record Certificate(KeyStore store, List<String> names, Instant from, Instant until, Digest digest) {
    /// The store never leaves our memory: the password keeps nothing secret.
    public static final String PASSWORD = "platen";

    /// Those who renew by themselves do it a month before; half of that is late.
    private static final Duration LATE = Duration.ofDays(14);

    public boolean isValid(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }

    /// It ends in less than 14 days, and should have been renewed.
    public boolean isLate(Instant now) {
        return now.isAfter(until.minus(LATE));
    }
}
