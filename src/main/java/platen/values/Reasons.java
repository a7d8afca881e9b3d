package platen.values;

import java.util.List;

/// Why something is as it is, all of it, the weightiest first.
public record Reasons(List<Message> all) {
    public Reasons {
        all = List.copyOf(all);
        if (all.isEmpty()) throw new IllegalArgumentException("no reason at all");
    }

    public static Reasons of(Message... all) {
        return new Reasons(List.of(all));
    }

    public Message first() {
        return all.getFirst();
    }
}
