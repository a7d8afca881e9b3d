package platen.books;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import platen.values.Money;

/// The till was counted. Never changed. `counts` is how many of each coin and note there were, as JSON.
public record Closing(
        long id,
        Money expected,
        Money counted,
        @Nullable String counts,
        String note,
        long lastEntry,
        String closedBy,
        Instant at) {

    /// Too much in the till, or too little where it is less than nothing.
    public Money difference() {
        return counted.minus(expected);
    }
}
