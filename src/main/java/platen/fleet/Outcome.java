package platen.fleet;

import platen.values.Message;

/// What became of something that a person asked for.
public sealed interface Outcome {
    record Done() implements Outcome {}

    /// It cannot be: where it stands, and what to do.
    record Refused(Message why) implements Outcome {}

    static Outcome refused(String key, Object... args) {
        return new Refused(Message.of(key, args));
    }
}
