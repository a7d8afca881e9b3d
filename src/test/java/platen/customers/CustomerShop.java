package platen.customers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import platen.books.AccountDesk;
import platen.books.CustomerAccounts.Written;
import platen.database.Database;
import platen.database.Scratch;
import platen.database.Store;
import platen.files.FileStore;
import platen.files.FileStore.Outcome.Stored;
import platen.notices.Letter;
import platen.notices.Letters;
import platen.notices.Mailing;
import platen.notices.Post;
import platen.orders.Choices;
import platen.orders.Contact;
import platen.orders.Contents;
import platen.orders.OfferDesk;
import platen.orders.Order;
import platen.orders.OrderDesk;
import platen.orders.OrderDesk.Begun;
import platen.orders.PriceBooks;
import platen.orders.Product;
import platen.orders.Quoting;
import platen.people.MovableClock;
import platen.pricing.PriceBook;
import platen.printers.Profiles;
import platen.queue.Intake;
import platen.templating.Pages;
import platen.values.Actor;
import platen.values.Language;
import platen.values.Money;
import platen.values.QuoteId;
import platen.values.Secrets;

/// A shop whose customers have accounts, and a post that keeps what it is given.
final class CustomerShop implements AutoCloseable {
    static final Actor COORDINATOR = Actor.worker("Cleo");
    static final String NETWORK = "192.0.2.7";
    private static final Pattern LINK = Pattern.compile("https://print\\.example/[a-z/]+/([A-Za-z0-9_-]{22})");

    final MovableClock clock = new MovableClock();
    final List<Letter> mailed = new ArrayList<>();
    final Database database;
    final OrderDesk desk;
    final OfferDesk offers;
    final Intake intake;
    final AccountDesk accounts;
    final SignIns signIns;
    final Organisations organisations;
    final ConsentDesk consents;
    final MyOrders orders;
    final CustomerMail mail;
    final CustomersToTell toTell;
    /// What becomes of the next mails.
    Post.Outcome outcome = new Post.Outcome.Accepted();

    private final FileStore files;

    CustomerShop(Store store, boolean mails) throws IOException {
        database = store.open();
        files = new FileStore(Scratch.folder(), database, clock);
        var quoting = new Quoting(Profiles.shipped(), Optional::empty, () -> 0);
        desk = new OrderDesk(database, files, (_, _, _) -> read(), quoting, clock);
        offers = new OfferDesk(database, quoting, clock);
        intake = new Intake(database, desk, files, clock);
        accounts = new AccountDesk(database, clock);
        database.use(change -> {
            var books = change.attach(PriceBooks.class);
            books.publish(books.add(PriceBook.example(true), clock.instant()), clock.instant());
        });
        var mailing = mails ? Mailing.by(new Keeping(), () -> true) : Mailing.none();
        var writing = new Writing(mailing);
        signIns = new SignIns(database, writing, clock);
        organisations = new Organisations(database, writing, clock);
        consents = new ConsentDesk(database, intake, writing, clock);
        orders = new MyOrders(database);
        var letters = new Letters(Pages.from(null, name -> name), () -> "https://print.example");
        mail = new CustomerMail(database, letters, mailing, () -> "https://print.example", clock);
        toTell = new CustomersToTell(database, () -> "https://print.example", clock);
    }

    private final class Keeping implements Post {
        @Override
        public Outcome send(Letter letter) {
            if (outcome instanceof Outcome.Accepted) mailed.add(letter);
            return outcome;
        }

        @Override
        public String place() {
            return "here";
        }
    }

    private static Contents.Outcome read() {
        return new Contents.Outcome.Read(new Contents.Document(4, List.of(215.9, 279.4), List.of()));
    }

    /// The token of the link in the last mail to an address.
    String token(String to) {
        var letter = mailed.stream().filter(one -> one.to().equals(to)).toList().getLast();
        return token(letter);
    }

    static String token(Letter letter) {
        return tokenIn(letter.text());
    }

    static String tokenIn(String text) {
        var found = LINK.matcher(text);
        if (!found.find()) throw new AssertionError("no link in " + text);
        return found.group(1);
    }

    /// Somebody who has signed in by a mailed link.
    SigningIn.Welcome signedIn(String email) {
        signIns.askLink(email, "network of " + email, Language.ENGLISH);
        mail.tick();
        return signIns.enter(token(email)).orElseThrow();
    }

    /// An organisation that pays monthly.
    long organisation(String name, String limit) {
        var written = new Written(name, "", "", "", 30, money(limit));
        return accounts.open(written, COORDINATOR).orElseThrow();
    }

    /// Somebody who has joined it.
    Customer member(long account, String email, Member.Role role) {
        organisations.invite(account, email, role, Language.ENGLISH, COORDINATOR);
        mail.tick();
        return organisations.join(token(email)).orElseThrow().customer();
    }

    static Money money(String amount) {
        return new Money(new BigDecimal(amount).movePointRight(2).longValueExact());
    }

    /// A draft with a price.
    String draft() throws IOException, InterruptedException {
        var in = new ByteArrayInputStream(("flyer " + Secrets.token()).getBytes(UTF_8));
        var stored = assertInstanceOf(Stored.class, files.store(in, 1_000));
        var begun = desk.begin(Product.PAPER, Secrets.token(), stored.digest(), "flyer.pdf");
        var token = assertInstanceOf(Begun.Draft.class, begun).token();
        desk.choose(token, Choices.Paper.copies("Letter", "black", false, 50));
        return token;
    }

    Order order(String token) {
        return desk.view(token).orElseThrow().order();
    }

    QuoteId quote(String token) {
        return requireNonNull(order(token).quote());
    }

    Money price(String token) {
        return requireNonNull(desk.view(token).orElseThrow().quote()).price().total();
    }

    Order approved(Contact contact) throws IOException, InterruptedException {
        var token = draft();
        assertInstanceOf(OrderDesk.Approval.Approved.class, intake.approve(token, quote(token), contact));
        return order(token);
    }

    /// What became of the last question about an order.
    Consent.@Nullable State state(String token) {
        return consents.last(order(token).id()).map(Consent::state).orElse(null);
    }

    void assertOwes(String amount, long account) {
        assertEquals(money(amount), accounts.find(account).orElseThrow().owed());
    }

    @Override
    public void close() {
        database.close();
    }
}
