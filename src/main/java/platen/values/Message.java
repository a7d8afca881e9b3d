package platen.values;

import java.util.List;
import java.util.stream.Stream;

/// Something to say to a person, stored as a key with arguments; the words are made at the edge,
/// in the reader's language, from `messages.properties`.
public record Message(String key, List<String> args) {

    public Message {
        args = List.copyOf(args);
    }

    public static Message of(String key, Object... args) {
        return new Message(key, Stream.of(args).map(Object::toString).toList());
    }
}
