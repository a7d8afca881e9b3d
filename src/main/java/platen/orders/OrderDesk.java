package platen.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.meshes.Measures;
import platen.pricing.PriceRequest;
import platen.printers.Profile;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.Message;
import platen.values.OrderId;
import platen.values.QuoteId;
import platen.values.Secrets;

/// The desk where orders are taken: a file comes in, choices are made, a price is told and approved.
public final class OrderDesk {
    private static final int CODE_LETTERS = 6;
    private static final Actor VISITOR = Actor.customer("");

    private final Database database;
    private final FileStore files;
    private final Contents.Reader reader;
    private final Quoting quoting;
    private final InstantSource clock;

    /// What became of a customer's wish to begin an order.
    public sealed interface Begun {
        /// `token` opens the order's private page.
        record Draft(String token) implements Begun {}

        record Refused(Message why) implements Begun {}
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
        this.reader = reader;
        this.quoting = quoting;
        this.clock = clock;
    }

    /// Begins an order with a stored file. `form` names the form, so that a double click begins one order;
    /// the same form with another file, as browsers show it when one goes back, begins another.
    public Begun begin(Product product, String form, Digest file, String fileName) throws InterruptedException {
        return begin(product, form, file, fileName, Optional.empty());
    }

    /// The same with what was measured of a mesh while it came in: its price is told at once, and a longer look
    /// follows.
    public Begun begin(Product product, String form, Digest file, String fileName, Optional<Measures> measured)
            throws InterruptedException {
        var once = Digest.of((form + " " + file).getBytes(UTF_8)).hex();
        var known = database.reading(Orders.class).byOnce(once);
        if (known.isPresent()) return new Begun.Draft(known.get().token());
        if (database.reading(PriceBooks.class).current(clock.instant()).isEmpty())
            return refuse(file, "orders.not-open");
        if (measured.isPresent() && product == Product.PART) {
            return new Begun.Draft(draft(product, once, file, fileName, Contents.Part.unseen(measured.get())));
        }
        return switch (read(file, fileName)) {
            case Contents.Outcome.Refused(var why) -> {
                files.discard(file);
                yield new Begun.Refused(why);
            }
            case Contents.Outcome.Read(var contents)
            when fits(product, contents) -> begin(product, once, file, fileName, contents);
            case Contents.Outcome.Read _ ->
                refuse(file, product == Product.PART ? "orders.not-a-part" : "orders.not-a-document");
        };
    }

    private Begun begin(Product product, String once, Digest file, String fileName, Contents contents)
            throws InterruptedException {
        var whole = new WireText(files, reader).of(file, contents);
        return whole.isEmpty()
                ? refuse(file, "inspection.failed")
                : new Begun.Draft(draft(product, once, file, fileName, whole.get()));
    }

    /// A program is judged for each of our printer models until one can take it.
    private Contents.Outcome read(Digest file, String fileName) throws InterruptedException {
        var printers = database.<List<Profile>, RuntimeException>look(quoting.printers()::allOrUnknown);
        var outcome =
                reader.read(files.path(file), fileName, printers.getFirst().name());
        for (int i = 1; i < printers.size() && outcome instanceof Contents.Outcome.Refused; i++) {
            var other = reader.read(files.path(file), fileName, printers.get(i).name());
            if (other instanceof Contents.Outcome.Read) outcome = other;
        }
        return outcome;
    }

    /// A part has a price at once, as most people want it.
    private String draft(Product product, String once, Digest file, String fileName, Contents contents) {
        var begun = database.<String, RuntimeException>change(change -> {
            var orders = change.attach(Orders.class);
            var sameForm = orders.byOnce(once);
            if (sameForm.isPresent()) return sameForm.get().token();
            var now = clock.instant();
            var token = Secrets.token();
            var order = orders.begin(freeCode(orders), token, once, now);
            var lines = change.attach(OrderLines.class);
            var line = lines.find(lines.add(order, product, file, fileName, contents))
                    .orElseThrow();
            quoting.usual(change, line, now).ifPresent(usual -> quoting.choose(change, order, line, usual, now));
            files.use(change, file, "order " + order.value());
            if (contents instanceof Contents.Program program && program.text() != null) {
                files.use(change, program.text(), "order " + order.value());
            }
            Events.write(change, now, VISITOR, Subject.of(order), Message.of("orders.begun", fileName));
            return token;
        });
        quoting.wake();
        return begun;
    }

    /// The customer's choices for the (one) line of a draft, on the usual terms.
    public Chosen choose(String token, Choices choices) {
        return choose(token, choices, PriceRequest.Terms.USUAL);
    }

    /// The customer's choices for the (one) line of a draft: the price is reckoned anew.
    public Chosen choose(String token, Choices choices, PriceRequest.Terms terms) {
        var chosen = database.<Chosen, RuntimeException>change(change -> {
            var order = change.attach(Orders.class).byToken(token).orElse(null);
            if (order == null || order.state() != OrderState.DRAFT) return new Chosen.Closed();
            var line = change.attach(OrderLines.class).of(order.id()).getFirst();
            var now = clock.instant();
            var problems = quoting.problems(change, line, choices, terms, now);
            if (!problems.isEmpty()) return new Chosen.Refused(problems);
            change.attach(Terms.class).set(order.id(), terms);
            forgetFix(change, line, choices);
            quoting.choose(change, order.id(), line, choices, now);
            return new Chosen.Done();
        });
        quoting.wake();
        return chosen;
    }

    /// What was made to fit one paper does not fit another.
    private void forgetFix(Handle change, OrderLine line, Choices choices) {
        if (line.remade() == null) return;
        var isSame = line.choices() instanceof Choices.Paper before
                && choices instanceof Choices.Paper now
                && before.needs().equals(now.needs());
        if (isSame) return;
        files.endUse(change, line.remade().file(), "order " + line.orderId().value());
        change.attach(OrderLines.class).remake(line.id(), null);
    }

    /// Another quantity of what was chosen before.
    public Chosen take(String token, int quantity) {
        var view = view(token);
        if (view.isEmpty() || view.get().line().choices() == null) return new Chosen.Closed();
        var terms = view.get().terms();
        return choose(
                token,
                view.get().line().choices().times(quantity),
                terms == null ? PriceRequest.Terms.USUAL : terms.terms());
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
    private static boolean isGuess(Handle look, Order order, QuoteId quote) {
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

    private Begun refuse(Digest file, String why) {
        files.discard(file);
        return new Begun.Refused(Message.of(why));
    }

    private static boolean fits(Product product, Contents contents) {
        return switch (contents) {
            case Contents.Part _, Contents.Program _ -> product == Product.PART;
            case Contents.Document _ -> product == Product.PAPER;
        };
    }

    private static String freeCode(Orders orders) {
        while (true) {
            var code = Secrets.code(CODE_LETTERS);
            if (orders.byCode(code).isEmpty()) return code;
        }
    }
}
