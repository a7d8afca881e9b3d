package platen.books;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import platen.database.Database;
import platen.database.Store;
import platen.orders.ExemptionDesk;
import platen.orders.OrderState;
import platen.orders.Orders;
import platen.orders.PriceBooks;
import platen.orders.Quotes;
import platen.orders.Quoting;
import platen.people.MovableClock;
import platen.pricing.Price.Priced;
import platen.pricing.PriceBook;
import platen.pricing.PriceLine;
import platen.pricing.PriceLine.Off;
import platen.pricing.PriceLine.Unit;
import platen.pricing.PriceRequest;
import platen.pricing.Rate;
import platen.printers.Profiles;
import platen.values.Actor;
import platen.values.Message;
import platen.values.Money;
import platen.values.OrderId;
import platen.values.Secrets;

/// A shop that sells without files: orders of a price, and the books.
final class BookShop implements AutoCloseable {
    static final Actor ANN = Actor.worker("Ann");
    static final Till.Hand WORKER = new Till.Hand(ANN, false);
    static final Till.Hand COORDINATOR = new Till.Hand(Actor.worker("Cleo"), true);

    final Database database;
    final MovableClock clock = new MovableClock();
    final ExemptionDesk exemptions;
    final Till till;
    final Invoices invoices;
    final AccountDesk accounts;
    final Drawer drawer;

    BookShop(Store store) {
        database = store.open();
        exemptions = new ExemptionDesk(database, new Quoting(Profiles.shipped(), Optional::empty, () -> 825), clock);
        till = new Till(database, clock);
        invoices = new Invoices(database, exemptions, clock);
        accounts = new AccountDesk(database, clock);
        drawer = new Drawer(database, clock);
        database.use(change -> {
            var books = change.attach(PriceBooks.class);
            books.publish(books.add(PriceBook.example(true), clock.instant()), clock.instant());
        });
    }

    static Money money(String amount) {
        return new Money(new BigDecimal(amount).movePointRight(2).longValueExact());
    }

    /// An approved order of these lines, with so much tax.
    OrderId order(String tax, String... lines) {
        var all = new ArrayList<PriceLine>();
        var total = money(tax);
        for (var line : lines) {
            all.add(line("Line " + all.size(), line));
            total = total.plus(money(line));
        }
        if (!tax.equals("0")) all.add(PriceLine.of(Message.of("pricing.tax"), 1, Unit.ONCE, Rate.of(money(tax))));
        return order(new Priced(all, total), tax.equals("0") ? 0 : 825);
    }

    /// A line of twice its amount, of which a band took the half.
    static PriceLine line(String name, String amount) {
        var full = money(amount).plus(money(amount));
        var what = Message.of("pricing.named", name);
        var before = PriceLine.of(what, 1, Unit.ONCE, Rate.of(full));
        return new PriceLine(
                what, before.sums(), full, List.of(new Off(Off.By.BAND, "Solidarity", money(amount))), money(amount));
    }

    private OrderId order(Priced price, int tax) {
        return database.change(change -> {
            var orders = change.attach(Orders.class);
            var now = clock.instant();
            var id = orders.begin(Secrets.code(6), Secrets.token(), Secrets.token(), now);
            var part = new PriceRequest.Part("PLA", 1_000, 60, 10, false, 1);
            var request = new PriceRequest(List.of(part), PriceRequest.Terms.USUAL, tax);
            var quote = change.attach(Quotes.class).add(id, 1, request, price, false, null, now);
            orders.setQuote(id, quote);
            orders.approve(id, quote, "Mara Quill", "mara@example.org", null, now);
            return id;
        });
    }

    void cancel(OrderId id) {
        database.use(change -> change.attach(Orders.class).move(id, OrderState.APPROVED, OrderState.CANCELLED));
    }

    Booked.Done pay(OrderId id, String amount, Method method) {
        return done(till.take(id, money(amount), method, Secrets.token(), ANN));
    }

    static Booked.Done done(Booked booked) {
        if (booked instanceof Booked.Done done) return done;
        throw new AssertionError(booked);
    }

    static String why(Booked booked) {
        if (booked instanceof Booked.Refused refused) return refused.why().key();
        throw new AssertionError(booked);
    }

    Entry last(OrderId id) {
        return till.entries(id).getLast();
    }

    @Override
    public void close() {
        database.close();
    }
}
