package platen.orders;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.orders.OrderDesk.Approval;
import platen.pricing.PersonPrice;
import platen.pricing.PriceRequest;
import platen.values.Actor;
import platen.values.Message;
import platen.values.Money;
import platen.values.OrderId;
import platen.values.QuoteId;

/// The desk where persons name prices: an order comes in with the reasons why no rule gives its price, a worker
/// offers lines that hold for some time, and the customer approves or declines them. Groups are confirmed here.
public final class OfferDesk {
    /// How long a price holds that follows from a group that was not confirmed.
    private static final Duration GROUPLESS_HOLDS = Duration.ofDays(14);

    private final Database database;
    private final Quoting quoting;
    private final InstantSource clock;

    /// What became of an act.
    public sealed interface Outcome {
        record Done() implements Outcome {}

        /// Nothing was changed: somebody was quicker, or it came too late.
        record Refused(Message why) implements Outcome {}

        /// What is wrong, by form field.
        record Wrong(Map<String, Message> problems) implements Outcome {}
    }

    /// What a worker offers. `before` is the price that stood when the form was opened; `group` whether the
    /// customer's group is confirmed, nothing where there is none to confirm.
    public record Offered(
            @Nullable QuoteId before,
            List<PersonPrice.Named> lines,
            Instant validUntil,
            String note,
            @Nullable Boolean group) {
        public Offered {
            lines = List.copyOf(lines);
        }
    }

    public OfferDesk(Database database, Quoting quoting, InstantSource clock) {
        this.database = database;
        this.quoting = quoting;
        this.clock = clock;
    }

    /// The customer asks a person for the price of a draft whose choices are made.
    public Outcome submit(String token, Contact contact, String wish) {
        var problems = contact.problems();
        if (!problems.isEmpty()) return new Outcome.Wrong(problems);
        return database.change(change -> {
            var order = change.attach(Orders.class).byToken(token).orElse(null);
            if (order == null) return tooLate();
            if (!quoting.isChosen(change, order.id())) return refused("orders.choose-first");
            var now = clock.instant();
            if (!submit(change, order, contact, wish, null, now)) return tooLate();
            var who = Actor.customer(contact.name());
            Events.write(change, now, who, Subject.of(order.id()), Message.of("orders.submitted"));
            return new Outcome.Done();
        });
    }

    static boolean submit(
            Handle change, Order order, Contact contact, String wish, @Nullable QuoteId agreed, Instant now) {
        if (!change.attach(Orders.class).submit(order.id(), contact.name(), contact.email(), contact.phone())) {
            return false;
        }
        change.attach(Asks.class).set(order.id(), wish, agreed, now);
        return true;
    }

    /// The customer takes the order back, to change it; what the rules give is reckoned anew.
    public Outcome withdraw(String token) {
        return database.change(change -> {
            var order = change.attach(Orders.class).byToken(token).orElse(null);
            if (order == null) return tooLate();
            if (SpentFiles.areSpent(change, order.id())) return new Outcome.Refused(Message.of("orders.files-gone"));
            var who = Actor.customer(name(order));
            var before = List.of(OrderState.SUBMITTED, OrderState.QUOTED, OrderState.EXPIRED);
            var outcome = moved(change, order, before, OrderState.DRAFT, who, Message.of("orders.withdrawn"));
            if (outcome instanceof Outcome.Done) quoting.anew(change, order.id(), clock.instant());
            return outcome;
        });
    }

    /// The customer does not want it at this price.
    public Outcome decline(String token, String reason) {
        var what = reason.isEmpty() ? Message.of("orders.declined") : Message.of("orders.declined-because", reason);
        return moved(token, List.of(OrderState.QUOTED), OrderState.DECLINED, what);
    }

    private Outcome moved(String token, List<OrderState> before, OrderState after, Message what) {
        return database.change(change -> {
            var order = change.attach(Orders.class).byToken(token).orElse(null);
            return order == null ? tooLate() : moved(change, order, before, after, Actor.customer(name(order)), what);
        });
    }

    /// A worker says that the shop cannot make it.
    public Outcome refuse(OrderId id, String reason, Actor who) {
        return database.change(change -> {
            var order = change.attach(Orders.class).find(id).orElse(null);
            if (order == null) return tooLate();
            var before = List.of(OrderState.SUBMITTED, OrderState.QUOTED);
            return moved(change, order, before, OrderState.DECLINED, who, Message.of("orders.refused", reason));
        });
    }

    private Outcome moved(
            Handle change, Order order, List<OrderState> before, OrderState after, Actor who, Message what) {
        if (!before.contains(order.state())) return tooLate();
        if (!change.attach(Orders.class).move(order.id(), order.state(), after)) return tooLate();
        Events.write(change, clock.instant(), who, Subject.of(order.id()), what);
        return new Outcome.Done();
    }

    /// A worker names the price, or names another as long as the customer has not answered.
    public Outcome offer(OrderId id, Offered offered, Actor who) {
        return database.change(change -> {
            var now = clock.instant();
            if (offered.lines().isEmpty()) return wrong("words1", "orders.lines-missing");
            if (!offered.validUntil().isAfter(now)) return wrong("until", "orders.until-over");
            var request = quoting.asked(change, id, now);
            if (!request.terms().group().isEmpty()) {
                var confirmed = offered.group();
                if (confirmed == null) return wrong("group", "orders.group-unchecked");
                change.attach(Terms.class).confirm(id, confirmed);
                if (!confirmed) request = request.withoutGroup();
            }
            var book = change.attach(PriceBooks.class).current(now).orElseThrow();
            var named = new PersonPrice(request, offered.lines());
            var quotes = change.attach(Quotes.class);
            var quote = quotes.add(
                    id,
                    book.version(),
                    named,
                    named.price(book.book()),
                    who,
                    offered.validUntil(),
                    offered.note(),
                    now);
            if (!change.attach(Orders.class).offer(id, Orders.key(offered.before()), quote)) return rollback(change);
            tellPrice(change, id, quote, who, now);
            return new Outcome.Done();
        });
    }

    /// The group that the customer named is right: the price that they have said OK to holds.
    /// `made` goes on to make the jobs, in the same transaction.
    public Outcome confirmGroup(OrderId id, Actor who, Approved made) {
        return database.change(change -> {
            var now = clock.instant();
            var agreed = agreed(change, id);
            if (agreed.isEmpty()) return tooLate();
            if (!change.attach(Orders.class).confirm(id, agreed.get(), now)) return tooLate();
            change.attach(Terms.class).confirm(id, true);
            var total = change.attach(Quotes.class).total(agreed.get());
            Events.write(change, now, who, Subject.of(id), Message.of("orders.group-confirmed"));
            var order = change.attach(Orders.class).find(id).orElseThrow();
            var customer = Actor.customer(name(order));
            Events.write(change, now, customer, Subject.of(id), Message.of("orders.approved", total));
            made.approved(change, id, customer, now);
            return new Outcome.Done();
        });
    }

    /// The group is not confirmed: the price without it has to be approved anew.
    public Outcome refuseGroup(OrderId id, Actor who) {
        return database.change(change -> {
            var now = clock.instant();
            var agreed = agreed(change, id);
            if (agreed.isEmpty()) return tooLate();
            var quotes = change.attach(Quotes.class);
            var before = quotes.find(agreed.get()).orElseThrow();
            var quote = quoting.withoutGroup(change, before, now.plus(GROUPLESS_HOLDS), now);
            if (!change.attach(Orders.class).offer(id, agreed.get().value(), quote)) return rollback(change);
            change.attach(Terms.class).confirm(id, false);
            Events.write(change, now, who, Subject.of(id), Message.of("orders.group-refused"));
            tellPrice(change, id, quote, who, now);
            return new Outcome.Done();
        });
    }

    /// Goes on where an order is approved, in the transaction that approves it.
    public interface Approved {
        void approved(Handle change, OrderId order, Actor who, Instant now);
    }

    private static Optional<QuoteId> agreed(Handle look, OrderId id) {
        return look.attach(Asks.class).find(id).flatMap(row -> Optional.ofNullable(row.agreed()));
    }

    private static void tellPrice(Handle change, OrderId id, QuoteId quote, Actor who, Instant now) {
        Money total = change.attach(Quotes.class).total(quote);
        Events.write(change, now, who, Subject.of(id), Message.of("orders.offered", total));
    }

    /// The customer approves what a person offered, in the caller's transaction, which goes on to make the jobs.
    public static Approval accept(Handle change, String token, QuoteId quote, Instant now) {
        var orders = change.attach(Orders.class);
        var order = orders.byToken(token).orElse(null);
        if (order == null) return new Approval.PriceChanged();
        if (order.state() != OrderState.QUOTED) return new Approval.Already();
        var standing = change.attach(Quotes.class).standing(order.id()).orElseThrow();
        if (!standing.id().equals(quote)) return new Approval.PriceChanged();
        if (standing.isOver(now)) {
            expire(change, order.id(), now);
            return new Approval.Refused(Map.of("ok", Message.of("orders.offer-over")));
        }
        if (!orders.accept(order.id(), quote, now)) return new Approval.PriceChanged();
        var who = Actor.customer(name(order));
        var total = standing.price().total();
        Events.write(change, now, who, Subject.of(order.id()), Message.of("orders.approved", total));
        return new Approval.Approved(
                orders.find(order.id()).orElseThrow(),
                change.attach(OrderLines.class).of(order.id()));
    }

    /// Ends offers whose time is over.
    public void expire() {
        database.use(change -> {
            var now = clock.instant();
            change.attach(Orders.class).over(now).forEach(id -> expire(change, id, now));
        });
    }

    private static void expire(Handle change, OrderId id, Instant now) {
        if (!change.attach(Orders.class).move(id, OrderState.QUOTED, OrderState.EXPIRED)) return;
        Events.write(change, now, Actor.SYSTEM, Subject.of(id), Message.of("orders.became-expired"));
    }

    /// What the customer asks for, to begin a price with.
    public PriceRequest asked(OrderId id) {
        return database.look(look -> quoting.asked(look, id, clock.instant()));
    }

    private static String name(Order order) {
        return order.customerName() == null ? "" : order.customerName();
    }

    private static Outcome rollback(Handle change) {
        change.rollback();
        return tooLate();
    }

    private static Outcome tooLate() {
        return refused("orders.too-late");
    }

    private static Outcome refused(String key) {
        return new Outcome.Refused(Message.of(key));
    }

    private static Outcome wrong(String field, String key) {
        return new Outcome.Wrong(Map.of(field, Message.of(key)));
    }
}
