package platen.customers;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.books.AccountDesk;
import platen.books.Booked;
import platen.books.CustomerAccount;
import platen.books.CustomerAccounts;
import platen.books.Entries;
import platen.books.Sums;
import platen.customers.Consents.NewConsent;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.orders.Contact;
import platen.orders.Order;
import platen.orders.OrderDesk;
import platen.orders.OrderDesk.Approval;
import platen.orders.OrderState;
import platen.orders.Orders;
import platen.orders.Quotes;
import platen.people.TokenHash;
import platen.queue.Intake;
import platen.shop.Settings;
import platen.values.Actor;
import platen.values.Language;
import platen.values.Message;
import platen.values.OrderId;
import platen.values.QuoteId;

/// Orders that go on the account of an organisation. Who may say yes does so by ordering; all others ask, and the order
/// goes on when somebody has said yes to this price and these files.
public final class ConsentDesk {
    public static final int LONGEST_WORD = 500;

    private final Database database;
    private final Intake intake;
    private final Writing writing;
    private final InstantSource clock;

    /// What became of an order on an account.
    public sealed interface Put {
        /// It goes on as an approved order does.
        record Approved() implements Put {}

        /// It waits for a yes.
        record Asked() implements Put {}

        /// What is wrong, by form field.
        record Refused(Map<String, Message> problems) implements Put {}

        record PriceChanged() implements Put {}
    }

    /// What became of an answer.
    public sealed interface Answered {
        record Done() implements Answered {}

        /// The price or a file has changed since it was asked: it has to be asked anew.
        record Changed() implements Answered {}

        /// More than the budget has left, and nobody has said that it may be.
        record OverBudget(Budget budget) implements Answered {}

        record Refused(Message why) implements Answered {}

        /// Somebody was quicker, or it was taken back.
        record Late() implements Answered {}
    }

    /// A question as who answers it sees it. `isCurrent` unless the price or a file has changed since.
    public record Question(
            Consent consent, Member member, CustomerAccount account, Budget budget, OrderId order, boolean isCurrent) {
        /// Only an explicit yes goes over the budget.
        public boolean isOver() {
            return !budget.covers(consent.total());
        }
    }

    /// A way of paying that the customer has: the account of an organisation.
    public record Payer(Member member, CustomerAccount account, Budget budget, int approvers) {}

    public ConsentDesk(Database database, Intake intake, Writing writing, InstantSource clock) {
        this.database = database;
        this.intake = intake;
        this.writing = writing;
        this.clock = clock;
    }

    /// The accounts on which a customer may order.
    public List<Payer> payers(Customer customer) {
        return database.look(look -> {
            var members = look.attach(Members.class);
            return members.byEmail(customer.email()).stream()
                    .filter(Member::isJoined)
                    .map(member -> new Payer(
                            member,
                            account(look, member.account()),
                            Budget.of(look, member.account(), clock.instant()),
                            members.approvers(member.account()).size()))
                    .toList();
        });
    }

    /// What was asked last of an order; nothing where nobody asked.
    public Optional<Consent> last(OrderId order) {
        return database.reading(Consents.class).last(order);
    }

    /// Whether what was asked is still so.
    public boolean isCurrent(Consent consent) {
        return database.look(look -> Bound.isCurrent(look, consent));
    }

    /// Who can say yes to what waits: their addresses.
    public List<String> approvers(Consent consent) {
        return database.reading(Members.class).approvers(consent.account()).stream()
                .map(Member::email)
                .toList();
    }

    public String accountName(Consent consent) {
        return database.<CustomerAccount, RuntimeException>look(look -> account(look, consent.account()))
                .name();
    }

    /// Puts an order on the account that `payer` names. `over` says that it may go over the budget.
    public Put put(
            Customer customer,
            long payer,
            String token,
            QuoteId quote,
            @Nullable Contact contact,
            boolean over,
            String word) {
        return database.change(change -> {
            var now = clock.instant();
            var member = change.attach(Members.class)
                    .find(payer)
                    .filter(one -> one.isJoined() && one.email().equals(customer.email()));
            if (member.isEmpty()) return wrong("payer", Message.of("customer.no-payer"));
            change.attach(Entries.class).takeTurn();
            var order = change.attach(Orders.class).byToken(token).orElse(null);
            if (order == null || !isStanding(change, order, quote)) return new Put.PriceChanged();
            var whom = contact == null ? contact(order) : contact;
            if (!whom.problems().isEmpty()) return new Put.Refused(whom.problems());
            var mayAsk = mayAsk(change, order, quote, member.get(), now);
            if (mayAsk != null) return wrong("payer", mayAsk);
            change.attach(Customers.class).tie(token, customer.id());
            var consent = ask(change, order, quote, whom, member.get(), word, now);
            if (member.get().mayApprove()) return atOnce(change, consent, member.get(), over, now);
            var account = account(change, consent.account());
            tell(
                    change,
                    order.id(),
                    customer.actor(),
                    now,
                    Message.of("customer.asked", account.name(), consent.total()));
            for (var approver : change.attach(Members.class).approvers(consent.account())) {
                writing.write(change, Errand.TO_APPROVE, approver.email(), consent.id(), language(change, order), now);
            }
            return new Put.Asked();
        });
    }

    /// A draft, or an order whose price a person has named, at this price.
    private static boolean isStanding(Handle look, Order order, QuoteId quote) {
        var isOpen = order.state() == OrderState.DRAFT || order.state() == OrderState.QUOTED;
        return isOpen && quote.equals(order.quote()) && !OrderDesk.isGuess(look, order, quote);
    }

    private static Contact contact(Order order) {
        return new Contact(order.customerName() == null ? "" : order.customerName(), order.email(), order.phone());
    }

    private static @Nullable Message mayAsk(Handle look, Order order, QuoteId quote, Member member, Instant now) {
        var until = look.attach(Quotes.class).find(quote).orElseThrow().validUntil();
        if (until != null && !now.isBefore(until) && order.state() == OrderState.QUOTED)
            return Message.of("orders.offer-over");
        var nobody = !member.mayApprove()
                && look.attach(Members.class).approvers(member.account()).isEmpty();
        return nobody ? Message.of("customer.nobody-approves") : null;
    }

    private static Consent ask(
            Handle change, Order order, QuoteId quote, Contact contact, Member member, String word, Instant now) {
        var consents = change.attach(Consents.class);
        consents.open(order.id())
                .ifPresent(before -> consents.decide(before.id(), Consent.State.OUTDATED, "", "", false, now));
        var total = change.attach(Quotes.class).total(quote);
        var asked = consents.ask(new NewConsent(
                order.id(),
                member.account(),
                member.id(),
                quote,
                Bound.files(change, order.id()),
                total,
                contact.name(),
                contact.email(),
                contact.phone(),
                word,
                now));
        return consents.find(asked).orElseThrow();
    }

    private Put atOnce(Handle change, Consent consent, Member member, boolean over, Instant now) {
        return switch (yes(change, consent, member, over, "", now)) {
            case Answered.Done() -> new Put.Approved();
            case Answered.Changed(), Answered.Late() -> rolledBack(change, new Put.PriceChanged());
            case Answered.OverBudget(var budget) ->
                rolledBack(change, wrong("over", Message.of("customer.over-budget", budget.left(), budget.monthly())));
            case Answered.Refused(var why) -> rolledBack(change, wrong("payer", why));
        };
    }

    /// The question that a mailed link opens.
    public Optional<Question> byLink(String token) {
        return database.look(look -> look.attach(MailedLinks.class)
                .find(TokenHash.of(token), MailedLinks.Purpose.CONSENT, clock.instant())
                .flatMap(link -> link.about() == null ? Optional.empty() : question(look, link.about(), link.email())));
    }

    /// The same for who is signed in.
    public Optional<Question> of(Customer customer, long consent) {
        return database.look(look -> question(look, consent, customer.email()));
    }

    /// What waits for this customer's yes, of all organisations.
    public List<Question> waiting(Customer customer) {
        return database.look(look -> look.attach(Members.class).byEmail(customer.email()).stream()
                .filter(Member::mayApprove)
                .flatMap(member -> look.attach(Consents.class).open(member.account()).stream())
                .flatMap(consent -> question(look, consent.id(), customer.email()).stream())
                .toList());
    }

    private Optional<Question> question(Handle look, long id, String email) {
        var consent = look.attach(Consents.class).find(id);
        var member = consent.flatMap(one -> look.attach(Members.class).of(one.account(), email))
                .filter(Member::mayApprove);
        return member.map(one -> new Question(
                consent.orElseThrow(),
                one,
                account(look, one.account()),
                Budget.of(look, one.account(), clock.instant()),
                consent.orElseThrow().orderId(),
                Bound.isCurrent(look, consent.orElseThrow())));
    }

    /// Somebody who may says yes to what they saw.
    public Answered yes(Question question, boolean over, String word) {
        return database.change(change -> {
            change.attach(Entries.class).takeTurn();
            var answered = mayStill(change, question)
                    ? yes(change, question.consent(), question.member(), over, word, clock.instant())
                    : new Answered.Late();
            if (answered instanceof Answered.Refused || answered instanceof Answered.OverBudget) change.rollback();
            return answered;
        });
    }

    private static boolean mayStill(Handle look, Question question) {
        return look.attach(Members.class)
                .find(question.member().id())
                .filter(Member::mayApprove)
                .isPresent();
    }

    /// The caller has the turn in the books, and rolls back what is refused.
    private Answered yes(Handle change, Consent consent, Member member, boolean over, String word, Instant now) {
        var consents = change.attach(Consents.class);
        if (!consents.hold(consent.id())) return new Answered.Late();
        var budget = Budget.of(change, consent.account(), now);
        var isOver = !budget.covers(consent.total());
        if (isOver && !over) return new Answered.OverBudget(budget);
        if (!Bound.isCurrent(change, consent)) return outdated(change, consent, member, now);
        var order = change.attach(Orders.class).find(consent.orderId()).orElseThrow();
        var approval = order.state() == OrderState.DRAFT
                ? intake.approve(change, order.token(), consent.quote(), consent.contact())
                : intake.accept(change, order.token(), consent.quote());
        return switch (approval) {
            case Approval.Approved _, Approval.ToConfirm() -> {
                consents.decide(consent.id(), Consent.State.YES, member.email(), word, isOver, now);
                change.attach(Members.class).join(member.id(), now);
                yield said(change, consent, member, isOver, now);
            }
            case Approval.Refused(var problems) ->
                new Answered.Refused(problems.values().iterator().next());
            case Approval.PriceChanged(), Approval.Already() -> outdated(change, consent, member, now);
        };
    }

    private static Answered said(Handle change, Consent consent, Member member, boolean isOver, Instant now) {
        var account = account(change, consent.account());
        var key = isOver ? "customer.said-yes-over" : "customer.said-yes";
        var who = Actor.customer(member.email());
        tell(change, consent.orderId(), who, now, Message.of(key, account.name(), consent.total()));
        var charged = charge(change, consent, who, now);
        return charged instanceof Booked.Refused(var why) ? new Answered.Refused(why) : new Answered.Done();
    }

    private static Answered outdated(Handle change, Consent consent, Member member, Instant now) {
        change.attach(Consents.class).decide(consent.id(), Consent.State.OUTDATED, member.email(), "", false, now);
        tell(change, consent.orderId(), Actor.SYSTEM, now, Message.of("customer.asked-anew"));
        return new Answered.Changed();
    }

    /// What is approved goes on the account at once; what a person confirms first, when they have.
    private static @Nullable Booked charge(Handle change, Consent consent, Actor who, Instant now) {
        if (!Sums.of(change, consent.orderId()).isOpen()) return null;
        return AccountDesk.charge(change, consent.orderId(), consent.account(), "consent " + consent.id(), who, now);
    }

    /// Goes on where a person has confirmed an order that had its yes before, in their transaction. Where the account
    /// has reached its limit meanwhile, a worker sees an order that is not paid.
    public void confirmed(Handle change, OrderId order, Actor who, Instant now) {
        var consent = change.attach(Consents.class).last(order);
        var standing = change.attach(Quotes.class).standing(order);
        if (consent.isEmpty() || standing.isEmpty() || consent.get().state() != Consent.State.YES) return;
        if (standing.get().id().equals(consent.get().quote())) charge(change, consent.get(), who, now);
    }

    /// Somebody who may says no; who asked is told, with the word.
    public boolean no(Question question, String word) {
        return database.change(change -> {
            var now = clock.instant();
            var consent = question.consent();
            if (!mayStill(change, question)) return false;
            var email = question.member().email();
            if (!change.attach(Consents.class).decide(consent.id(), Consent.State.NO, email, word, false, now))
                return false;
            change.attach(Members.class).join(question.member().id(), now);
            var name = question.account().name();
            var said = word.isEmpty()
                    ? Message.of("customer.said-no", name)
                    : Message.of("customer.said-no-because", name, word);
            tell(change, consent.orderId(), Actor.customer(email), now, said);
            var order = change.attach(Orders.class).find(consent.orderId()).orElseThrow();
            var to = consent.email() == null ? "" : consent.email();
            writing.write(change, Errand.SAID_NO, to, consent.id(), language(change, order), now);
            return true;
        });
    }

    /// Who asked takes it back, to change the order or to pay themselves.
    public boolean takeBack(OrderId order) {
        return database.change(change -> {
            var now = clock.instant();
            var consents = change.attach(Consents.class);
            var open = consents.open(order);
            if (open.isEmpty()) return false;
            var name = open.get().name();
            if (!consents.decide(open.get().id(), Consent.State.TAKEN_BACK, name, "", false, now)) return false;
            tell(change, order, Actor.customer(name), now, Message.of("customer.taken-back"));
            return true;
        });
    }

    private static CustomerAccount account(Handle look, long id) {
        return look.attach(CustomerAccounts.class).find(id).orElseThrow();
    }

    private static Language language(Handle look, Order order) {
        return look.attach(Orders.class)
                .language(order.id())
                .orElseGet(() -> Settings.speech(look).usual());
    }

    private static void tell(Handle change, OrderId order, Actor who, Instant now, Message what) {
        Events.write(change, now, who, Subject.of(order), what);
    }

    private static Put wrong(String field, Message why) {
        return new Put.Refused(Map.of(field, why));
    }

    private static Put rolledBack(Handle change, Put put) {
        change.rollback();
        return put;
    }
}
