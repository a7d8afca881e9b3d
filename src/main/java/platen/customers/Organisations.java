package platen.customers;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import platen.books.CustomerAccount;
import platen.books.CustomerAccounts;
import platen.customers.MailedLinks.Purpose;
import platen.customers.Member.Role;
import platen.customers.Member.State;
import platen.customers.SigningIn.Welcome;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.people.TokenHash;
import platen.values.Actor;
import platen.values.Language;
import platen.values.Message;
import platen.values.Money;

/// Who orders on the account of an organisation, who says yes to it, and what may be ordered in a month.
public final class Organisations {
    public static final int MOST_PEOPLE = 50;

    private final Database database;
    private final Writing writing;
    private final InstantSource clock;

    /// One with its people.
    public record View(CustomerAccount account, List<Member> people, Budget budget) {}

    /// A customer's own place in one.
    public record Place(CustomerAccount account, Member member, Budget budget) {}

    /// What became of a change.
    public sealed interface Outcome {
        record Done() implements Outcome {}

        record Refused(Message why) implements Outcome {}
    }

    public Organisations(Database database, Writing writing, InstantSource clock) {
        this.database = database;
        this.writing = writing;
        this.clock = clock;
    }

    public Optional<View> view(long account) {
        return database.look(look -> look.attach(CustomerAccounts.class)
                .find(account)
                .map(one -> new View(
                        one, look.attach(Members.class).of(account), Budget.of(look, account, clock.instant()))));
    }

    /// The organisations in which a customer is, or to which they are invited.
    public List<Place> of(Customer customer) {
        return database.look(look -> look.attach(Members.class).byEmail(customer.email()).stream()
                .map(member -> place(look, member))
                .toList());
    }

    /// A customer's place in one of them.
    public Optional<Place> of(Customer customer, long account) {
        return database.look(look -> look.attach(Members.class)
                .of(account, customer.email())
                .filter(member -> member.state() != State.GONE)
                .map(member -> place(look, member)));
    }

    private Place place(Handle look, Member member) {
        var account = look.attach(CustomerAccounts.class).find(member.account()).orElseThrow();
        return new Place(account, member, Budget.of(look, member.account(), clock.instant()));
    }

    /// Invites somebody by mail. Who is there already, and has not joined, is written to again.
    public Outcome invite(long account, String email, Role role, Language language, Actor who) {
        var address = Customers.address(email);
        return database.change(change -> {
            var now = clock.instant();
            var members = change.attach(Members.class);
            var before = members.of(account, address);
            if (before.filter(Member::isJoined).isPresent()) return refused("customer.is-there");
            if (before.isEmpty() && members.of(account).size() >= MOST_PEOPLE)
                return new Outcome.Refused(Message.of("customer.many-people", MOST_PEOPLE));
            var id = before.map(Member::id).orElseGet(() -> members.add(account, address, role, who.name(), now));
            before.filter(one -> one.state() == State.GONE)
                    .ifPresent(one -> members.inviteAgain(one.id(), role, who.name(), now));
            before.filter(one -> one.state() == State.INVITED).ifPresent(one -> members.setRole(one.id(), role, now));
            writing.write(change, Errand.INVITED, address, id, language, now);
            tell(change, who, Message.of("customer.invited", address, name(change, account), role), now);
            return new Outcome.Done();
        });
    }

    /// Another role for somebody. The last one who can say yes keeps theirs, unless a worker takes it.
    public Outcome setRole(long account, long member, Role role, boolean isWorker, Actor who) {
        return changed(account, member, (change, one, now) -> {
            if (role == Role.ORDERS && isLast(change, one) && !isWorker) return refused("customer.last-approver");
            if (!change.attach(Members.class).setRole(one.id(), role, now)) return new Outcome.Done();
            tell(change, who, Message.of("customer.role-set", one.email(), name(change, account), role), now);
            return new Outcome.Done();
        });
    }

    /// Somebody orders here no longer.
    public Outcome remove(long account, long member, boolean isWorker, Actor who) {
        return changed(account, member, (change, one, now) -> {
            if (isLast(change, one) && !isWorker) return refused("customer.last-approver");
            if (!change.attach(Members.class).leave(one.id(), now)) return new Outcome.Done();
            tell(change, who, Message.of("customer.removed", one.email(), name(change, account)), now);
            return new Outcome.Done();
        });
    }

    private interface Act {
        Outcome on(Handle change, Member member, Instant now);
    }

    private Outcome changed(long account, long member, Act act) {
        return database.change(change -> {
            var found = change.attach(Members.class).find(member).filter(one -> one.account() == account);
            return found.isEmpty() ? refused("customer.not-there") : act.on(change, found.get(), clock.instant());
        });
    }

    private static boolean isLast(Handle look, Member member) {
        return member.mayApprove()
                && look.attach(Members.class).approvers(member.account()).size() == 1;
    }

    public void setBudget(long account, Money monthly, Actor who) {
        database.use(change -> {
            change.attach(Members.class).setBudget(account, monthly);
            tell(change, who, Message.of("customer.budget-set", name(change, account), monthly), clock.instant());
        });
    }

    /// To which organisation a mailed link invites, while it does.
    public Optional<Place> byLink(String token) {
        return database.look(look -> look.attach(MailedLinks.class)
                .find(TokenHash.of(token), Purpose.JOIN, clock.instant())
                .flatMap(link -> link.about() == null
                        ? Optional.<Member>empty()
                        : look.attach(Members.class).find(link.about()))
                .filter(member -> member.state() == State.INVITED)
                .map(member -> place(look, member)));
    }

    /// Joins by a mailed link, which proves the address and so signs in, too.
    public Optional<Welcome> join(String token) {
        return database.change(change -> {
            var now = clock.instant();
            var links = change.attach(MailedLinks.class);
            var hash = TokenHash.of(token);
            var link = links.find(hash, Purpose.JOIN, now);
            if (link.isEmpty() || link.get().about() == null || !links.use(hash, now)) return Optional.empty();
            var member = change.attach(Members.class).find(link.get().about());
            if (member.isEmpty()
                    || !change.attach(Members.class).join(member.get().id(), now)) return Optional.empty();
            var welcome = SignIns.begin(change, link.get().email(), "customer.signed-in-by-link", now);
            joined(change, member.get(), welcome.customer(), now);
            return Optional.of(welcome);
        });
    }

    /// The same for who is signed in with the address that was invited.
    public boolean join(Customer customer, long account) {
        return database.change(change -> {
            var now = clock.instant();
            var members = change.attach(Members.class);
            var member = members.of(account, customer.email());
            if (member.isEmpty() || !members.join(member.get().id(), now)) return false;
            joined(change, member.get(), customer, now);
            return true;
        });
    }

    private static void joined(Handle change, Member member, Customer customer, Instant now) {
        var what = Message.of("customer.joined", member.email(), name(change, member.account()));
        tell(change, customer.actor(), what, now);
    }

    private static String name(Handle look, long account) {
        return look.attach(CustomerAccounts.class).find(account).orElseThrow().name();
    }

    private static void tell(Handle change, Actor who, Message what, Instant now) {
        Events.write(change, now, who, Subject.SHOP, what);
    }

    private static Outcome refused(String key) {
        return new Outcome.Refused(Message.of(key));
    }
}
