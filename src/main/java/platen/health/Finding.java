package platen.health;

import platen.values.Message;

/// Something about the server that a person should know, in words with the remedy.
public record Finding(Weight weight, Message what) {
    public enum Weight {
        /// Orders are refused, or may be lost.
        FAILING,
        /// It goes on, and somebody has to do something.
        WANTS,
        /// Something is left out, perhaps on purpose.
        NOTE
    }

    public static Finding failing(String key, Object... args) {
        return new Finding(Weight.FAILING, Message.of("health." + key, args));
    }

    public static Finding wants(String key, Object... args) {
        return new Finding(Weight.WANTS, Message.of("health." + key, args));
    }

    public static Finding note(String key, Object... args) {
        return new Finding(Weight.NOTE, Message.of("health." + key, args));
    }
}
