package platen.sync;

/// What a host knows of the server's clock, so that no wish is taken for fresh when it is late.
///
/// Each answer bounds the server's clock from both sides: it was stamped after the call went out
/// (plus the time that the server held it), and before the answer came in. Of all answers within
/// one server epoch the narrowest bounds are kept, so a delayed answer changes nothing. The host's
/// own clock here is monotonic, in milliseconds from any origin.
public final class ServerClock {
    private long atLeast = Long.MIN_VALUE;
    private long atMost = Long.MAX_VALUE;

    /// Takes in an answer stamped `serverNowMs` to a call sent at `sentMs` and answered at `receivedMs`.
    public void heard(long serverNowMs, long heldMs, long sentMs, long receivedMs) {
        atLeast = Math.max(atLeast, serverNowMs - receivedMs);
        atMost = Math.min(atMost, serverNowMs - Math.min(receivedMs, sentMs + heldMs));
    }

    /// Forgets everything: another server's clock counts now.
    public void reset() {
        atLeast = Long.MIN_VALUE;
        atMost = Long.MAX_VALUE;
    }

    public boolean isKnown() {
        return atMost != Long.MAX_VALUE;
    }

    /// Whether the server's clock has, for all that is known, not yet reached `expiresAtMs`.
    public boolean isBefore(long expiresAtMs, long nowMs) {
        return isKnown() && nowMs + Math.max(atLeast, atMost) < expiresAtMs;
    }
}
