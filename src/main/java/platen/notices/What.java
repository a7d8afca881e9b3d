package platen.notices;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import platen.events.Event;
import platen.events.Subject;

/// What a customer is told, and the events that make us tell it.
///
/// To tell of something new, add a constant with the key of its event, and its words in both languages:
/// `mail.ready-subject`, `-lead` (the one thing), `-next` (the next step) and `-button`. That an order is being
/// made is not told: its customer has nothing to do about it, and the page shows it.
public enum What {
    RECEIVED("orders.approved"),
    LOOKED_AT("orders.submitted", "orders.agreed"),
    PRICED("orders.offered"),
    DECLINED("orders.refused"),
    READY("orders.became-ready"),
    DELAYED("talk.delayed"),
    CANCELLED("talk.cancelled", "talk.cancelled-because"),
    PAID("books.paid"),
    REFUNDED("books.refunded"),
    CREDITED("books.credited"),
    OFFER_ENDS("talk.offer-ends"),
    EXPIRED("orders.became-expired"),
    STILL_HERE("talk.still-here"),
    LAST_CALL("talk.last-call"),
    UNCLAIMED("talk.unclaimed"),
    ANSWERED("talk.answered"),
    SETTLED("talk.settled"),
    LINK("talk.link-asked");

    private final String event;
    private final String orEvent;

    What(String event) {
        this(event, event);
    }

    What(String event, String orEvent) {
        this.event = event;
        this.orEvent = orEvent;
    }

    /// What the customer of an order is told because of an event; most events tell nobody anything.
    static Optional<What> of(Event event) {
        if (event.subjectKind() != Subject.Kind.ORDER) return Optional.empty();
        var key = event.what().key();
        return Arrays.stream(values())
                .filter(what -> key.equals(what.event) || key.equals(what.orEvent))
                .findFirst();
    }

    /// With what the keys of its words begin: `mail.looked-at`.
    public String stem() {
        return "mail." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
