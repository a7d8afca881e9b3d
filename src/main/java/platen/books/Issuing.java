package platen.books;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import platen.books.Document.Kind;
import platen.books.Documents.NewDocument;
import platen.books.Given.Amounts;
import platen.books.Given.Correction;
import platen.books.Given.Issuer;
import platen.books.Given.Payment;
import platen.books.Given.Receiver;
import platen.books.Given.Row;
import platen.orders.Exemptions;
import platen.orders.Order;
import platen.orders.OrderLine;
import platen.orders.OrderLines;
import platen.orders.Orders;
import platen.orders.Quote;
import platen.orders.Quotes;
import platen.orders.Readers;
import platen.orders.Shares;
import platen.pricing.PriceLine;
import platen.shop.MoneyRules;
import platen.shop.Settings;
import platen.shop.Shop;
import platen.templating.Manner;
import platen.templating.Words;
import platen.values.Json;
import platen.values.Money;

/// Makes numbered documents, in the transaction of what they are for: their content is frozen with their number.
final class Issuing {
    private static final String TAX = "pricing.tax";

    private final Booking booking;
    private final Shop shop;
    private final MoneyRules rules;

    private Issuing(Booking booking) {
        this.booking = booking;
        this.shop = Settings.shop(booking.change());
        this.rules = MoneyRules.of(booking.change());
    }

    /// The receipt of money that came in or was given back.
    static Document receipt(Booking booking, Entry entry) {
        return new Issuing(booking).receipt(entry);
    }

    static Document invoice(Booking booking, Order order, @Nullable CustomerAccount account) {
        return new Issuing(booking).invoice(order, account);
    }

    /// What takes back rows of an invoice, or its tax alone.
    static Document creditNote(
            Booking booking, Document invoice, Entry entry, Amounts amounts, List<Integer> lines, String reason) {
        return new Issuing(booking).credit(invoice, entry, amounts, lines, reason);
    }

    private Document receipt(Entry entry) {
        var order = entry.orderId() == null
                ? null
                : booking.change().attach(Orders.class).find(entry.orderId()).orElseThrow();
        var account = entry.account() == null
                ? null
                : booking.change()
                        .attach(CustomerAccounts.class)
                        .find(entry.account())
                        .orElseThrow();
        var sums = order == null ? null : Sums.of(booking.change(), order.id());
        var open = sums == null ? Money.ZERO : sums.open();
        var payment =
                new Payment(entry.method() == null ? Method.OTHER : entry.method(), entry.amount(), entry.note(), open);
        var paid = sums == null ? Money.ZERO : sums.paid();
        return add(
                Kind.RECEIPT,
                order,
                account,
                entry.id(),
                null,
                entry.amount(),
                (number, language) -> given(
                        Kind.RECEIPT,
                        number,
                        language,
                        order,
                        account,
                        rows(order, language),
                        amounts(order).withPaid(paid),
                        null,
                        payment,
                        null));
    }

    private Document invoice(Order order, @Nullable CustomerAccount account) {
        var days = account == null ? rules.dueDays() : account.termsDays();
        var due = LocalDate.ofInstant(booking.now(), shop.zone()).plusDays(days);
        var paid = Sums.of(booking.change(), order.id()).paid();
        var amounts = amounts(order).withPaid(paid);
        return add(
                Kind.INVOICE,
                order,
                account,
                null,
                null,
                amounts.total(),
                (number, language) -> given(
                        Kind.INVOICE,
                        number,
                        language,
                        order,
                        account,
                        rows(order, language),
                        amounts,
                        due.toString(),
                        null,
                        null));
    }

    private Document credit(Document invoice, Entry entry, Amounts amounts, List<Integer> lines, String reason) {
        var before = invoice.given();
        var order = entry.orderId() == null
                ? null
                : booking.change().attach(Orders.class).find(entry.orderId()).orElseThrow();
        var rows = lines.stream().map(before.rows()::get).toList();
        return add(
                Kind.CREDIT_NOTE,
                order,
                null,
                entry.id(),
                invoice.id(),
                amounts.total(),
                (number, language) -> new Given(
                        Kind.CREDIT_NOTE,
                        number,
                        before.language(),
                        before.currency(),
                        shop.zone().getId(),
                        shop.paper().name(),
                        booking.now().toEpochMilli(),
                        issuer(),
                        before.customer(),
                        before.order(),
                        before.reference(),
                        before.about(),
                        rows,
                        amounts,
                        null,
                        null,
                        new Correction(invoice.name(), reason, lines)));
    }

    private interface Content {
        Given of(String number, Locale language);
    }

    private Document add(
            Kind kind,
            @Nullable Order order,
            @Nullable CustomerAccount account,
            @Nullable Long entry,
            @Nullable Long corrects,
            Money total,
            Content content) {
        var documents = booking.change().attach(Documents.class);
        var year = LocalDate.ofInstant(booking.now(), shop.zone()).getYear();
        var series = kind.letter() + "-" + (rules.yearInNumber() ? year + "-" : "");
        var number = documents.next(series);
        var name = series + String.format(Locale.ROOT, "%06d", number);
        var language =
                order == null ? Locale.US : Readers.of(booking.change(), order).locale();
        documents.add(new NewDocument(
                kind,
                series,
                number,
                name,
                order == null ? null : order.id(),
                account == null ? null : (Long) account.id(),
                entry,
                corrects,
                total,
                Json.write(content.of(name, language)),
                booking.who().name(),
                booking.now()));
        return documents.find(name).orElseThrow();
    }

    private Given given(
            Kind kind,
            String number,
            Locale language,
            @Nullable Order order,
            @Nullable CustomerAccount account,
            List<Row> rows,
            Amounts amounts,
            @Nullable String due,
            @Nullable Payment payment,
            @Nullable Correction correction) {
        return new Given(
                kind,
                number,
                language.toLanguageTag(),
                shop.currency().getCurrencyCode(),
                shop.zone().getId(),
                shop.paper().name(),
                booking.now().toEpochMilli(),
                issuer(),
                receiver(order, account),
                order == null ? "" : order.code(),
                order == null ? "" : billing(order).reference(),
                about(order),
                rows,
                amounts,
                due,
                payment,
                correction);
    }

    private Issuer issuer() {
        return new Issuer(
                shop.name(),
                shop.address(),
                shop.phone(),
                shop.email(),
                rules.taxNumber(),
                rules.howToPay(),
                shop.logo() == null ? null : shop.logo().hex());
    }

    private Billing.Row billing(Order order) {
        return booking.change().attach(Billing.class).of(order.id());
    }

    private Receiver receiver(@Nullable Order order, @Nullable CustomerAccount account) {
        var exempt = order == null
                ? ""
                : booking.change()
                        .attach(Exemptions.class)
                        .find(order.id())
                        .filter(Exemptions.Row::isConfirmed)
                        .map(Exemptions.Row::number)
                        .orElse("");
        if (account != null) {
            var number = exempt.isEmpty() ? account.exemptNumber() : exempt;
            return new Receiver(account.name(), account.address(), account.email(), number);
        }
        if (order == null) return new Receiver("", "", "", "");
        var name = order.customerName() == null ? "" : order.customerName();
        var email = order.email() == null ? "" : order.email();
        return new Receiver(name, billing(order).billTo(), email, exempt);
    }

    /// What was ordered: how many of which files.
    private List<String> about(@Nullable Order order) {
        if (order == null) return List.of();
        return booking.change().attach(OrderLines.class).of(order.id()).stream()
                .map(Issuing::about)
                .toList();
    }

    private static String about(OrderLine line) {
        return line.choices() == null ? line.fileName() : line.choices().quantity() + " × " + line.fileName();
    }

    private @Nullable Quote quote(@Nullable Order order) {
        return order == null
                ? null
                : booking.change().attach(Quotes.class).standing(order.id()).orElse(null);
    }

    /// The lines of the work, each at what it came to: what a band or a group took off is in them.
    private List<Row> rows(@Nullable Order order, Locale language) {
        var quote = quote(order);
        if (order == null || quote == null) return List.of();
        var own = Readers.of(booking.change(), order).own();
        var manner = new Manner(language, shop.zone(), shop.currency(), false, own);
        var names = names(order, quote);
        var rows = new ArrayList<Row>();
        for (var line : quote.price().lines()) {
            var name = names.hasNext() ? names.next() + ": " : "";
            if (!line.isAdded()) rows.add(new Row(name + Words.say(line.what(), manner), line.amount()));
        }
        return rows;
    }

    /// Of an order of several things, to which of them each of the first lines of its price belongs.
    private Iterator<String> names(Order order, Quote quote) {
        var lines = booking.change().attach(OrderLines.class).of(order.id());
        if (lines.size() < 2) return Collections.emptyIterator();
        var reckoned = lines.stream().filter(OrderLine::isReckoned).toList();
        var shares = Shares.of(booking.change(), quote);
        var names = new ArrayList<String>();
        for (int i = 0; i < reckoned.size() && i < shares.size(); i++) {
            names.addAll(
                    Collections.nCopies(shares.get(i).size(), reckoned.get(i).fileName()));
        }
        return names.iterator();
    }

    private Amounts amounts(@Nullable Order order) {
        var quote = quote(order);
        if (quote == null) return Amounts.NONE;
        var net = Money.ZERO;
        var tax = Money.ZERO;
        var rounding = Money.ZERO;
        for (PriceLine line : quote.price().lines()) {
            if (!line.isAdded()) net = net.plus(line.amount());
            else if (line.what().key().equals(TAX)) tax = tax.plus(line.amount());
            else rounding = rounding.plus(line.amount());
        }
        var rate = quote.asked().taxBasisPoints();
        return new Amounts(
                net, shop.taxName(), rate, tax, rounding, quote.price().total(), Money.ZERO);
    }
}
