package platen.books;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import platen.values.Json;
import platen.values.Money;
import platen.values.OrderId;

/// A numbered document as it was given to a customer; `name` is its number. Never changed.
public record Document(
        long id,
        Kind kind,
        String name,
        @Nullable OrderId orderId,
        @Nullable Long account,
        @Nullable Long entry,
        @Nullable Long corrects,
        Money total,
        String content,
        String issuedBy,
        Instant at) {

    public enum Kind {
        RECEIPT("R", "receipt"),
        INVOICE("I", "invoice"),
        CREDIT_NOTE("C", "credit");

        private final String letter;
        private final String path;

        Kind(String letter, String path) {
            this.letter = letter;
            this.path = path;
        }

        String letter() {
            return letter;
        }

        /// How its address calls it.
        public String path() {
            return path;
        }
    }

    public Given given() {
        return Json.read(content, Given.class);
    }
}
