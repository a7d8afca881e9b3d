package platen.people;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import platen.values.Money;
import platen.values.PersonId;

/// Something that one person wants and a second has to look at before it is done.
public record SecondLook(
        long id,
        Kind kind,
        State state,
        PersonId askedBy,
        String askedName,
        @Nullable String decidedName,
        Instant at,
        Money amount,
        long subject,
        String content) {

    public enum Kind {
        PRICES,
        REFUND
    }

    /// A confirmed one is done next; should that be cut off, it can be done again.
    public enum State {
        WAITING,
        CONFIRMED,
        DONE,
        DECLINED
    }

    /// Whether this person may say yes or no to it: another one, who may do the thing themselves.
    public boolean isFor(Person person) {
        if (person.id().equals(askedBy)) return false;
        return switch (kind) {
            case PRICES -> person.coordinates();
            case REFUND -> person.seesMoney();
        };
    }
}
