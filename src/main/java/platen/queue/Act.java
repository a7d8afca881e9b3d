package platen.queue;

import platen.values.Message;

/// What became of something that a worker did on the floor.
public sealed interface Act {
    record Done() implements Act {}

    record Refused(Message why) implements Act {}

    static Act refused(String key, Object... args) {
        return new Refused(Message.of(key, args));
    }
}
