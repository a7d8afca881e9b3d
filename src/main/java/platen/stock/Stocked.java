package platen.stock;

import platen.values.Message;

/// What became of something that a person wanted noted.
public sealed interface Stocked {
    record Done() implements Stocked {}

    record Refused(Message why) implements Stocked {}

    static Stocked refused(String key, Object... args) {
        return new Refused(Message.of(key, args));
    }
}
