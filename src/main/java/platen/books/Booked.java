package platen.books;

import platen.values.Message;
import platen.values.Money;

/// What became of something that was to be written in the books.
public sealed interface Booked {
    /// Also when the same form came twice; `open` is what is still to be paid, `document` the number of what the
    /// customer gets for it, empty where that is nothing.
    record Done(Money open, String document) implements Booked {}

    record Refused(Message why) implements Booked {}

    static Booked refused(String key, Object... args) {
        return new Refused(Message.of(key, args));
    }
}
