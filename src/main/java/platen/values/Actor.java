package platen.values;

/// Who did something: every event names one.
public record Actor(Kind kind, String name) {
    public enum Kind {
        CUSTOMER,
        WORKER,
        HOST,
        SYSTEM
    }

    /// The server itself, for what no person asked for at that moment.
    public static final Actor SYSTEM = new Actor(Kind.SYSTEM, "Platen");

    public static Actor worker(String name) {
        return new Actor(Kind.WORKER, name);
    }

    public static Actor customer(String name) {
        return new Actor(Kind.CUSTOMER, name);
    }

    public static Actor host(String name) {
        return new Actor(Kind.HOST, name);
    }
}
