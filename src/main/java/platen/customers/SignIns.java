package platen.customers;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.customers.MailedLinks.Purpose;
import platen.customers.SigningIn.Welcome;
import platen.customers.Tries.Kind;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.people.OpenSessions;
import platen.people.PasswordRule;
import platen.people.Passwords;
import platen.people.TokenHash;
import platen.values.Language;
import platen.values.Message;
import platen.values.Secrets;

/// How customers sign in: by a link that is mailed to them, or by a password that they have set. Nobody learns here
/// whether an address has an account: who follows a link to one that has none, gets one.
public final class SignIns {
    public static final Duration IDLE = Duration.ofDays(30);
    public static final int LONGEST_EMAIL = 254;
    private static final Duration LONGEST = Duration.ofDays(180);
    /// Use is noted once in a while only, so that looking at a page does not write.
    private static final Duration NOTED_EVERY = Duration.ofHours(1);

    private final Database database;
    private final Writing writing;
    private final InstantSource clock;

    public SignIns(Database database, Writing writing, InstantSource clock) {
        this.database = database;
        this.writing = writing;
        this.clock = clock;
    }

    /// Has a link mailed, or told by a worker; or says how long to wait. `network` is where the request came from. An
    /// address that gets enough already gets no more, and nobody is told.
    public Optional<Duration> askLink(String email, String network, Language language) {
        var address = Customers.address(email);
        return database.change(change -> {
            var now = clock.instant();
            var tries = change.attach(Tries.class);
            var wait = tries.begin(Kind.LINK_FROM, network, now);
            if (wait.isPresent()) return wait;
            if (tries.begin(Kind.LINK_TO, address, now).isPresent()) return Optional.empty();
            // Workers are not asked to write to whom nobody knows.
            if (!writing.canMail() && !change.attach(Customers.class).isKnown(address)) return Optional.empty();
            writing.write(change, Errand.SIGN_IN, address, null, language, now);
            return Optional.empty();
        });
    }

    /// Whose address a link proves, while it does. Looking does not use it up.
    public Optional<String> byLink(String token) {
        return database.reading(MailedLinks.class)
                .find(TokenHash.of(token), Purpose.SIGN_IN, clock.instant())
                .map(MailedLinks.Link::email);
    }

    /// Signs in by a mailed link, which is used up by it. The first time makes the account.
    public Optional<Welcome> enter(String token) {
        return database.change(change -> {
            var now = clock.instant();
            var hash = TokenHash.of(token);
            var links = change.attach(MailedLinks.class);
            var link = links.find(hash, Purpose.SIGN_IN, now);
            if (link.isEmpty() || !links.use(hash, now)) return Optional.empty();
            links.useAllOf(link.get().email(), now);
            return Optional.of(begin(change, link.get().email(), "customer.signed-in-by-link", now));
        });
    }

    /// Signs in whose address is proven, in the caller's transaction.
    static Welcome begin(Handle change, String address, String how, Instant now) {
        var customers = change.attach(Customers.class);
        var customer = customers.byEmail(address).orElseGet(() -> open(change, address, now));
        change.attach(Tries.class).clear(Kind.PASSWORD_OF, address);
        var token = Secrets.token();
        customers.sweepSessions(now);
        customers.addSession(TokenHash.of(token), customer.id(), now, now.plus(IDLE));
        tell(change, customer, how, now);
        return new Welcome(customer, token);
    }

    /// Name and telephone are known where the address has ordered before.
    private static Customer open(Handle change, String address, Instant now) {
        var customers = change.attach(Customers.class);
        var known = customers.known(address);
        var name = known.map(Customers.Known::name).orElse("");
        var phone = known.flatMap(one -> Optional.ofNullable(one.phone())).orElse("");
        var customer = customers.find(customers.add(address, name, phone, now)).orElseThrow();
        tell(change, customer, "customer.opened", now);
        return customer;
    }

    /// Signs in with a password.
    public SigningIn signIn(String email, String password, String network) {
        var address = Customers.address(email);
        if (address.length() > LONGEST_EMAIL || password.length() > PasswordRule.LONGEST_EVER)
            return new SigningIn.Wrong();
        var wait = database.change(change -> {
            var now = clock.instant();
            var tries = change.attach(Tries.class);
            var full = tries.begin(Kind.PASSWORD_FROM, network, now);
            return full.isPresent() ? full : tries.begin(Kind.PASSWORD_OF, address, now);
        });
        if (wait.isPresent()) return new SigningIn.Wait(wait.get());
        var customers = database.reading(Customers.class);
        var hash = customers.byEmail(address).flatMap(customer -> customers.password(customer.id()));
        if (hash.isEmpty()) {
            Passwords.spendTime(password);
            return new SigningIn.Wrong();
        }
        if (!Passwords.matches(password, hash.get())) return new SigningIn.Wrong();
        return database.change(change -> begin(change, address, "customer.signed-in", clock.instant()));
    }

    /// Whose session this is, if it still is one.
    public Optional<Customer> whose(String token) {
        var hash = TokenHash.of(token);
        var now = clock.instant();
        var customers = database.reading(Customers.class);
        var session = customers.session(hash, now);
        if (session.isEmpty()) return Optional.empty();
        if (Duration.between(session.get().seenAt(), now).compareTo(NOTED_EVERY) > 0) {
            var end = earlier(now.plus(IDLE), session.get().createdAt().plus(LONGEST));
            database.use(change -> change.attach(Customers.class).slide(hash, now, end));
        }
        return customers.find(session.get().customer());
    }

    /// Whether a session began so lately that who sits there is surely who signed in.
    public boolean isFresh(String token) {
        var now = clock.instant();
        return database.reading(Customers.class)
                .session(TokenHash.of(token), now)
                .filter(session -> session.createdAt().plus(OpenSessions.FRESH).isAfter(now))
                .isPresent();
    }

    public void signOut(String token) {
        database.use(change -> change.attach(Customers.class).endSession(TokenHash.of(token)));
    }

    /// On every phone and computer.
    public void signOutEverywhere(Customer customer) {
        database.use(change -> {
            change.attach(Customers.class).endSessions(customer.id());
            change.attach(MailedLinks.class).useAllOf(customer.email(), clock.instant());
            tell(change, customer, "customer.signed-out-everywhere", clock.instant());
        });
    }

    /// Sets a password, or takes it away. All other sessions end: somebody may have known the old one.
    public void setPassword(Customer customer, @Nullable String password, String token) {
        var hash = password == null ? null : Passwords.hash(password);
        database.use(change -> {
            var customers = change.attach(Customers.class);
            customers.setPassword(customer.id(), hash);
            customers.endOtherSessions(customer.id(), TokenHash.of(token));
            var how = password == null ? "customer.password-gone" : "customer.password-set";
            tell(change, customer, how, clock.instant());
        });
    }

    /// What is filled in on new orders.
    public void describe(Customer customer, String name, String phone, String address) {
        database.use(change -> {
            change.attach(Customers.class).describe(customer.id(), name, phone, address);
            tell(change, customer, "customer.described", clock.instant());
        });
    }

    private static void tell(Handle change, Customer customer, String what, Instant now) {
        var said = Message.of(what, customer.id().value());
        Events.write(change, now, customer.actor(), Subject.SHOP, said);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
