package platen.books;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import platen.books.Document.Kind;
import platen.books.Given.Amounts;
import platen.database.Database;
import platen.orders.ExemptionDesk;
import platen.orders.Exemptions;
import platen.orders.Order;
import platen.orders.Orders;
import platen.orders.Readers;
import platen.templating.Words;
import platen.values.Actor;
import platen.values.Message;
import platen.values.Money;
import platen.values.OrderId;

/// Where invoices and credit notes are written, and receipts that were not.
public final class Invoices {
    private final Database database;
    private final ExemptionDesk exemptions;
    private final InstantSource clock;

    /// An invoice, and what of it is not taken back yet: the places of its lines, and all together.
    public record Standing(Document document, List<Integer> lines, Money left) {
        public boolean isTakenBack() {
            return left.cents() == 0;
        }
    }

    public Invoices(Database database, ExemptionDesk exemptions, InstantSource clock) {
        this.database = database;
        this.exemptions = exemptions;
        this.clock = clock;
    }

    public List<Document> of(OrderId order) {
        return database.reading(Documents.class).of(order);
    }

    public Optional<Document> find(String name) {
        return database.reading(Documents.class).find(name);
    }

    public Billing.Row billing(OrderId order) {
        return database.reading(Billing.class).of(order);
    }

    /// What the customer calls the order, and who its invoice is for.
    public void bill(OrderId order, String reference, String billTo, Actor who) {
        database.use(change -> {
            var billing = change.attach(Billing.class);
            var wanted = new Billing.Row(reference, billTo);
            if (billing.of(order).equals(wanted)) return;
            billing.set(order, reference, billTo);
            Booking.begin(change, who, clock.instant()).tell(order, "books.billed", reference);
        });
    }

    /// The invoice that stands for an order: the last that is not wholly taken back.
    public Optional<Standing> standing(OrderId order) {
        return database.look(look -> standing(look.attach(Documents.class), order));
    }

    static Optional<Standing> standing(Documents documents, OrderId order) {
        return documents.of(order).stream()
                .filter(document -> document.kind() == Kind.INVOICE)
                .map(invoice -> standing(documents, invoice))
                .filter(standing -> !standing.isTakenBack())
                .reduce((_, last) -> last);
    }

    private static Standing standing(Documents documents, Document invoice) {
        var taken = new HashSet<Integer>();
        var left = invoice.total();
        for (var note : documents.corrections(invoice.id())) {
            left = left.minus(note.total());
            var correction = note.given().correction();
            if (correction != null) taken.addAll(correction.lines());
        }
        var lines = new ArrayList<Integer>();
        for (int i = 0; i < invoice.given().rows().size(); i++) if (!taken.contains(i)) lines.add(i);
        return new Standing(invoice, lines, left);
    }

    /// Writes the invoice of an order; the one that stands, where there is one.
    public Booked invoice(OrderId id, Actor who) {
        return booked(who, booking -> {
            var order = booking.change().attach(Orders.class).find(id);
            if (order.isEmpty() || !Sums.isDue(order.get())) return Booked.refused("books.no-invoice");
            return done(booking, id, invoice(booking, order.get(), null).name());
        });
    }

    /// The invoice that stands, or a new one. With a new one what took the last back does not count any more, and what
    /// is free of tax is so again.
    static Document invoice(Booking booking, Order order, @Nullable CustomerAccount account) {
        var documents = booking.change().attach(Documents.class);
        return standing(documents, order.id()).map(Standing::document).orElseGet(() -> {
            for (var entry : booking.entries().of(order.id())) {
                if (entry.kind() == Entry.Kind.CREDIT && entry.reversedBy() == null) undo(booking, entry);
            }
            var invoice = Issuing.invoice(booking, order, account);
            booking.tell(order.id(), "books.invoiced", invoice.name(), invoice.total());
            if (booking.change().attach(Exemptions.class).isConfirmed(order.id())) takeTaxOff(booking, order);
            return invoice;
        });
    }

    private static void undo(Booking booking, Entry credit) {
        var back = Money.ZERO.minus(credit.amount());
        var once = "reverses " + credit.id();
        booking.add(Entry.Kind.REVERSAL, null, back, credit.orderId(), null, credit.note(), once, credit.id());
    }

    /// A receipt for an entry of before receipts were written.
    public Booked receipt(long entry, Actor who) {
        return booked(who, booking -> {
            var found = booking.entries().find(entry).orElse(null);
            var order = found == null ? null : found.orderId();
            if (found == null || order == null || !isReceived(found)) return Booked.refused("books.no-receipt");
            var receipt = booking.change()
                    .attach(Documents.class)
                    .ofEntry(entry)
                    .orElseGet(() -> Issuing.receipt(booking, found));
            return done(booking, order, receipt.name());
        });
    }

    private static boolean isReceived(Entry entry) {
        return entry.kind() == Entry.Kind.PAYMENT || entry.kind() == Entry.Kind.REFUND;
    }

    /// Takes back lines of the invoice that stands, by their place, with their share of the tax; with all that were
    /// left, all that is left.
    public Booked credit(OrderId id, Set<Integer> lines, String reason, String once, Actor who) {
        return booked(who, booking -> {
            var before = booking.entries().byOnce(once);
            if (before.isPresent()) return done(booking, id, number(before.get()));
            if (reason.isBlank()) return Booked.refused("books.reason-missing");
            var standing =
                    standing(booking.change().attach(Documents.class), id).orElse(null);
            if (standing == null) return Booked.refused("books.nothing-to-credit");
            if (lines.isEmpty() || !standing.lines().containsAll(lines)) return Booked.refused("books.choose-lines");
            var chosen = lines.stream().sorted().toList();
            return credited(booking, id, standing, CreditAmounts.of(booking, standing, chosen), chosen, reason, once);
        });
    }

    /// A customer is free of tax after all: before the approval the price is reckoned anew without it; afterwards a
    /// credit note takes it off.
    public Booked exempt(OrderId id, boolean right, Actor who) {
        return booked(who, booking -> {
            var order = booking.change().attach(Orders.class).find(id).orElse(null);
            if (order == null || !exemptions.decide(booking.change(), id, right, who, booking.now()))
                return Booked.refused("books.nothing-to-confirm");
            if (!right || !Sums.isDue(order)) return done(booking, id, "");
            invoice(booking, order, null);
            takeTaxOff(booking, order);
            var last = booking.change().attach(Documents.class).of(id).getLast();
            return done(booking, id, last.name());
        });
    }

    private static void takeTaxOff(Booking booking, Order order) {
        var standing = standing(booking.change().attach(Documents.class), order.id());
        if (standing.isEmpty()) return;
        var amounts = CreditAmounts.tax(booking, standing.get());
        if (amounts.total().cents() == 0) return;
        var reason = Words.say(
                Message.of("receipt.exempt-reason"),
                Readers.of(booking.change(), order).locale());
        var once = "exempt " + standing.get().document().name();
        credited(booking, order.id(), standing.get(), amounts, List.of(), reason, once);
    }

    /// Less is to be paid; what was on an account is taken off there at once.
    private static Booked credited(
            Booking booking,
            OrderId id,
            Standing standing,
            Amounts amounts,
            List<Integer> lines,
            String reason,
            String once) {
        if (amounts.total().cents() <= 0) return Booked.refused("books.nothing-to-credit");
        var entry = booking.add(Entry.Kind.CREDIT, null, amounts.total(), id, null, reason, once, null);
        var note = Issuing.creditNote(booking, standing.document(), entry, amounts, lines, reason);
        booking.tell(id, "books.credited", note.name(), amounts.total(), reason);
        AccountDesk.takeOff(booking, id, note.name());
        return done(booking, id, note.name());
    }

    private static String number(Entry entry) {
        return entry.document() == null ? "" : entry.document();
    }

    private Booked booked(Actor who, Function<Booking, Booked> act) {
        return database.change(change -> act.apply(Booking.begin(change, who, clock.instant())));
    }

    private static Booked done(Booking booking, OrderId order, String document) {
        return new Booked.Done(Sums.of(booking.change(), order).open(), document);
    }
}
