package platen.people;

import java.time.Instant;
import platen.values.Message;

/// A session as its owner sees it; `mark` tells it from the others and opens nothing.
public record OpenSession(String mark, Instant createdAt, Instant seenAt, String address, String browser) {
    static final int MARK_LETTERS = 16;

    public Message where() {
        return Place.where(address);
    }
}
