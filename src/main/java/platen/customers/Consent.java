package platen.customers;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import platen.orders.Contact;
import platen.values.Digest;
import platen.values.Money;
import platen.values.OrderId;
import platen.values.QuoteId;

/// An order that is to go on an organisation's account, and what was said to it. `word` is what was written to who may
/// say yes, `answer` what they wrote back.
public record Consent(
        long id,
        OrderId orderId,
        long account,
        long askedBy,
        QuoteId quote,
        Digest files,
        Money total,
        String name,
        @Nullable String email,
        @Nullable String phone,
        String word,
        State state,
        Instant askedAt,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy,
        @Nullable String answer,
        boolean overBudget) {

    /// A column holds it, so every change is an update guarded by the state before.
    public enum State {
        WAITING,
        YES,
        NO,
        TAKEN_BACK,
        /// The price or a file was another when it was to be decided.
        OUTDATED
    }

    public boolean isOpen() {
        return state == State.WAITING;
    }

    /// Who the order is for.
    Contact contact() {
        return new Contact(name, email, phone);
    }
}
