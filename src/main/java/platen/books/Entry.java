package platen.books;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import platen.values.Money;
import platen.values.OrderId;

/// An amount in the books: more than nothing where money came in. Never changed or deleted, only reversed by another.
///
/// `reversedBy` is the entry that took it back; `document` the number of what was given to the customer for it.
public record Entry(
        long id,
        Kind kind,
        @Nullable Method method,
        Money amount,
        @Nullable OrderId orderId,
        @Nullable Long account,
        String note,
        @Nullable Long reverses,
        @Nullable Long reversedBy,
        @Nullable String document,
        String takenBy,
        Instant at) {

    public enum Kind {
        PAYMENT,
        REFUND,
        /// Put on an account: paid for the order, owed by the account.
        CHARGE,
        /// A credit note: less is to be paid.
        CREDIT,
        REVERSAL,
        /// Change that was put into the till.
        CASH_IN,
        /// Cash that went to the bank.
        CASH_OUT,
        /// What was too much or too little in the till when it was counted.
        DIFFERENCE
    }

    /// Whether it can be taken back. A credit note stands in its customer's books, too, and a count is what it is.
    public boolean isReversible() {
        if (reversedBy != null) return false;
        return switch (kind) {
            case PAYMENT, REFUND, CHARGE, CASH_IN, CASH_OUT -> true;
            case CREDIT, REVERSAL, DIFFERENCE -> false;
        };
    }
}
