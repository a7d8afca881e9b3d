package platen.idempotency;

/// A request that acts: who sent it, under which name of their own, and what it says, as a hash.
public record Asked(String who, String name, String fingerprint) {
    String place() {
        return who + " " + name;
    }
}
