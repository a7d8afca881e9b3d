package platen.orders;

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
import platen.files.FileStore;
import platen.meshes.Measures;
import platen.pricing.PriceRequest;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.LineId;
import platen.values.Message;
import platen.values.OrderId;
import platen.values.QuoteId;
import platen.values.Secrets;

/// The desk where orders are taken: a file comes in, choices are made, a price is told and approved.
public final class OrderDesk {
    /// More things than that are several orders.
    public static final int MOST_LINES = 20;

    private static final int CODE_LETTERS = 6;
    private static final Actor VISITOR = Actor.customer("");

    private final Database database;
    private final FileStore files;
    private final Arrivals arrivals;
    private final Quoting quoting;
    private final InstantSource clock;

    /// What became of a customer's wish to begin an order.
    public sealed interface Begun {
        /// `token` opens the order's private page.
        record Draft(String token) implements Begun {}

        record Refused(Message why) implements Begun {}
    }

    /// What became of the wish for another line.
    public sealed interface Added {
        record Line(LineId id) implements Added {}

        record Refused(Message why) implements Added {}
    }

    /// What became of the customer's choices.
    public sealed interface Chosen {
        record Done() implements Chosen {}

        /// What is wrong, by form field.
        record Refused(Map<String, Message> problems) implements Chosen {}

        /// The order is no draft any more, or was never there.
        record Closed() implements Chosen {}
    }

    /// What became of the customer's approval.
    public sealed interface Approval {
        record Approved(Order order, List<OrderLine> lines) implements Approval {}

        record Refused(Map<String, Message> problems) implements Approval {}

        /// The price is not the one that the customer saw.
        record PriceChanged() implements Approval {}

        /// A person confirms the customer's group first; the price holds then.
        record ToConfirm() implements Approval {}

        /// It was approved before: a second click.
        record Already() implements Approval {}
    }

    public OrderDesk(Database database, FileStore files, Contents.Reader reader, Quoting quoting, InstantSource clock) {
        this.database = database;
        this.files = files;
        this.arrivals = new Arrivals(database, files, reader, quoting, clock);
        this.quoting = quoting;
        this.clock = clock;
    }

    /// Begins an order with a stored file. `form` names the form, so that a double click begins one order;
    /// the same form with another file, as browsers show it when one goes back, begins another.
    public Begun begin(Product product, String form, Digest file, String fileName) throws InterruptedException {
        return begin(product, form, file, fileName, Optional.empty());
    }

    /// The same with what was measured of a mesh while it came in.
    public Begun begin(Product product, String form, Digest file, String fileName, Optional<Measures> measured)
            throws InterruptedException {
        return begin(new Arrival(product, form, file, fileName, measured));
    }

    public Begun begin(Arrival arrival) throws InterruptedException {
        var known = database.reading(Orders.class).byOnce(arrival.once());
        if (known.isPresent()) return new Begun.Draft(known.get().token());
        return switch (arrivals.look(arrival)) {
            case Contents.Outcome.Refused(var why) -> new Begun.Refused(why);
            case Contents.Outcome.Read(var contents) -> new Begun.Draft(draft(arrival, contents));
        };
    }

    private String draft(Arrival arrival, Contents contents) {
        var begun = database.<String, RuntimeException>change(change -> {
            var orders = change.attach(Orders.class);
            var sameForm = orders.byOnce(arrival.once());
            if (sameForm.isPresent()) return sameForm.get().token();
            var now = clock.instant();
            var token = Secrets.token();
            var order = orders.begin(freeCode(orders), token, arrival.once(), now);
            addLine(change, order, arrival, contents, now);
            Events.write(change, now, VISITOR, Subject.of(order), Message.of("orders.begun", arrival.fileName()));
            return token;
        });
        quoting.wake();
        return begun;
    }

    /// A part has a price at once, as most people want it.
    private LineId addLine(Handle change, OrderId order, Arrival arrival, Contents contents, Instant now) {
        var lines = change.attach(OrderLines.class);
        var id = lines.add(order, arrival.product(), arrival.file(), arrival.fileName(), contents, arrival.once());
        var line = lines.find(id).orElseThrow();
        OrderFiles.keep(change, files, line);
        var usual = quoting.usual(change, line, now);
        if (usual.isPresent()) quoting.choose(change, line, usual.get(), now);
        else quoting.afresh(change, order, now);
        return id;
    }

    /// Adds a file to a draft as another line.
    public Added add(String token, Arrival arrival) throws InterruptedException {
        var known = database.reading(OrderLines.class).byOnce(arrival.once());
        if (known.isPresent()) return new Added.Line(known.get().id());
        return switch (arrivals.look(arrival)) {
            case Contents.Outcome.Refused(var why) -> new Added.Refused(why);
            case Contents.Outcome.Read(var contents) -> {
                var added = database.<Added, RuntimeException>change(change -> add(change, token, arrival, contents));
                if (added instanceof Added.Refused) files.discard(arrival.file());
                quoting.wake();
                yield added;
            }
        };
    }

    private Added add(Handle change, String token, Arrival arrival, Contents contents) {
        var now = clock.instant();
        var order = touched(change, token, now);
        if (order.isEmpty()) return new Added.Refused(Message.of("orders.too-late"));
        var id = order.get().id();
        var lines = change.attach(OrderLines.class);
        var sameForm = lines.byOnce(arrival.once());
        if (sameForm.isPresent()) return new Added.Line(sameForm.get().id());
        if (lines.of(id).size() >= MOST_LINES) return new Added.Refused(Message.of("orders.many-lines", MOST_LINES));
        var line = addLine(change, id, arrival, contents, now);
        Events.write(change, now, VISITOR, Subject.of(id), Message.of("orders.line-added", arrival.fileName()));
        return new Added.Line(line);
    }

    /// A draft, kept as it is for everybody else until the transaction ends.
    private static Optional<Order> touched(Handle change, String token, Instant now) {
        var orders = change.attach(Orders.class);
        return orders.byToken(token).filter(order -> orders.touch(order.id(), now));
    }

    /// The customer's choices for the only line of a draft, on the usual terms.
    public Chosen choose(String token, Choices choices) {
        return choose(token, choices, PriceRequest.Terms.USUAL);
    }

    /// The customer's choices for the only line of a draft, and the terms.
    public Chosen choose(String token, Choices choices, PriceRequest.Terms terms) {
        var only = view(token).map(OrderView::line).map(OrderLine::id);
        return only.isEmpty() ? new Chosen.Closed() : choose(token, only.get(), choices, terms);
    }

    /// The customer's choices for a line of a draft: the price of all is reckoned anew. `terms` are nothing where they
    /// stay as they are.
    public Chosen choose(String token, LineId id, Choices choices, PriceRequest.@Nullable Terms terms) {
        var chosen = database.<Chosen, RuntimeException>change(change -> {
            var now = clock.instant();
            var order = touched(change, token, now);
            if (order.isEmpty()) return new Chosen.Closed();
            var line = change.attach(OrderLines.class).find(order.get().id(), id);
            if (line.isEmpty()) return new Chosen.Closed();
            var asked = terms == null ? PriceRequest.Terms.USUAL : terms;
            var problems = quoting.problems(change, line.get(), choices, asked, now);
            if (!problems.isEmpty()) return new Chosen.Refused(problems);
            if (terms != null) change.attach(Terms.class).set(order.get().id(), terms);
            forgetFix(change, line.get(), choices);
            quoting.choose(change, line.get(), choices, now);
            return new Chosen.Done();
        });
        quoting.wake();
        return chosen;
    }

    /// The terms for all lines of a draft.
    public Chosen choose(String token, PriceRequest.Terms terms) {
        return database.change(change -> {
            var now = clock.instant();
            var order = touched(change, token, now);
            if (order.isEmpty()) return new Chosen.Closed();
            var problems = quoting.problems(change, terms, now);
            if (!problems.isEmpty()) return new Chosen.Refused(problems);
            change.attach(Terms.class).set(order.get().id(), terms);
            quoting.afresh(change, order.get().id(), now);
            return new Chosen.Done();
        });
    }

    /// What was made to fit one paper does not fit another.
    private void forgetFix(Handle change, OrderLine line, Choices choices) {
        if (line.remade() == null) return;
        var isSame = line.choices() instanceof Choices.Paper before
                && choices instanceof Choices.Paper now
                && before.needs().equals(now.needs());
        if (isSame) return;
        change.attach(OrderLines.class).remake(line.id(), null);
        OrderFiles.leave(change, files, line);
    }

    /// Another quantity of what was chosen before.
    public Chosen take(String token, LineId id, int quantity) {
        var line = view(token).flatMap(view -> view.line(id));
        if (line.isEmpty() || line.get().choices() == null) return new Chosen.Closed();
        return choose(token, id, line.get().choices().times(quantity), null);
    }

    /// Approves a price in the caller's transaction, which goes on to make the jobs.
    public Approval approve(Handle change, String token, QuoteId quote, Contact contact, Instant now) {
        var problems = contact.problems();
        if (!problems.isEmpty()) return new Approval.Refused(problems);
        var orders = change.attach(Orders.class);
        var order = orders.byToken(token).orElse(null);
        if (order == null) return new Approval.PriceChanged();
        if (order.state() != OrderState.DRAFT) return new Approval.Already();
        if (isGuess(change, order, quote)) return new Approval.PriceChanged();
        var terms = change.attach(Terms.class).find(order.id());
        if (terms.filter(Terms.Row::claimsGroup).isPresent()) return agree(change, order, quote, contact, now);
        if (!orders.approve(order.id(), quote, contact.name(), contact.email(), contact.phone(), now)) {
            return new Approval.PriceChanged();
        }
        var total =
                change.attach(Quotes.class).find(quote).orElseThrow().price().total();
        Events.write(
                change,
                now,
                Actor.customer(contact.name()),
                Subject.of(order.id()),
                Message.of("orders.approved", total));
        return new Approval.Approved(
                orders.find(order.id()).orElseThrow(),
                change.attach(OrderLines.class).of(order.id()));
    }

    /// The customer's OK to a price that holds if their group is confirmed.
    private static Approval agree(Handle change, Order order, QuoteId quote, Contact contact, Instant now) {
        if (!quote.equals(order.quote()) || !OfferDesk.submit(change, order, contact, "", quote, now)) {
            return new Approval.PriceChanged();
        }
        var who = Actor.customer(contact.name());
        var total = change.attach(Quotes.class).total(quote);
        Events.write(change, now, who, Subject.of(order.id()), Message.of("orders.agreed", total));
        return new Approval.ToConfirm();
    }

    /// A guess is approved only where no slicer is to find the exact price.
    public static boolean isGuess(Handle look, Order order, QuoteId quote) {
        return look.attach(Quotes.class).find(quote).filter(Quote::estimate).isPresent()
                && look.attach(OrderLines.class).of(order.id()).stream()
                        .anyMatch(line -> Quoting.isPending(look, line));
    }

    /// An order with all that its page shows, as one consistent look.
    public Optional<OrderView> view(String token) {
        return database.look(look -> look.attach(Orders.class).byToken(token).map(order -> OrderView.of(look, order)));
    }

    /// The same for a worker, who knows the order by its key.
    public Optional<OrderView> view(OrderId id) {
        return database.look(look -> look.attach(Orders.class).find(id).map(order -> OrderView.of(look, order)));
    }

    static String freeCode(Orders orders) {
        while (true) {
            var code = Secrets.code(CODE_LETTERS);
            if (orders.byCode(code).isEmpty()) return code;
        }
    }
}
