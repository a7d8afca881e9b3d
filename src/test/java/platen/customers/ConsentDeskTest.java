package platen.customers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static platen.customers.CustomerShop.COORDINATOR;
import static platen.customers.CustomerShop.money;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.customers.ConsentDesk.Answered;
import platen.customers.ConsentDesk.Put;
import platen.customers.Member.Role;
import platen.database.Store;
import platen.orders.Choices;
import platen.orders.Contact;
import platen.orders.OfferDesk;
import platen.orders.OfferDesk.Offered;
import platen.orders.OrderState;
import platen.pricing.PersonPrice;
import platen.pricing.PriceRequest;
import platen.queue.Jobs;
import platen.values.Message;
import platen.values.Money;

@ParameterizedClass
@EnumSource
class ConsentDeskTest {
    private static final Contact ORA = Contact.of("Ora", "ora@school.example", null);

    private final CustomerShop shop;
    private final ConsentDesk desk;
    private final long school;
    private final Customer ada;
    private final Customer ora;

    ConsentDeskTest(Store store) throws IOException {
        shop = new CustomerShop(store, true);
        desk = shop.consents;
        school = shop.organisation("Elm School", "0");
        ada = shop.member(school, "ada@school.example", Role.APPROVES);
        ora = shop.member(school, "ora@school.example", Role.ORDERS);
        shop.mailed.clear();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private Put put(Customer who, String token, boolean over) {
        var payer = desk.payers(who).getFirst().member().id();
        return desk.put(who, payer, token, shop.quote(token), ORA, over, "For the fair");
    }

    /// A draft of Ora's, about which Ada is asked.
    private String asked() throws Exception {
        var token = shop.draft();
        assertEquals(new Put.Asked(), put(ora, token, false));
        shop.mail.tick();
        return token;
    }

    private ConsentDesk.Question question() {
        return desk.byLink(shop.token("ada@school.example")).orElseThrow();
    }

    @Test
    void goesOnWithAYesByTheMailedLinkAlone() throws Exception {
        var token = asked();
        assertEquals(OrderState.DRAFT, shop.order(token).state(), "nothing is made before");
        assertTrue(shop.mailed.getFirst().text().contains("For the fair"));
        assertEquals(new Answered.Done(), desk.yes(question(), false, ""));
        var order = shop.order(token);
        assertEquals(OrderState.APPROVED, order.state());
        assertEquals("Ora", order.customerName());
        assertEquals(1, shop.database.reading(Jobs.class).of(order.id()).size());
        shop.assertOwes(shop.price(token).toString(), school);
        assertEquals(Consent.State.YES, shop.state(token));
        assertEquals(new Answered.Late(), desk.yes(question(), false, ""), "twice is once");
        assertTrue(keys(token).containsAll(List.of("customer.asked", "customer.said-yes", "books.charged")));
    }

    private List<String> keys(String token) {
        return shop.desk.view(token).orElseThrow().events().stream()
                .map(event -> event.what().key())
                .toList();
    }

    @Test
    void asksNobodyWhereWhoOrdersMaySayYes() throws Exception {
        var token = shop.draft();
        assertEquals(new Put.Approved(), put(ada, token, false));
        assertEquals(OrderState.APPROVED, shop.order(token).state());
        shop.mail.tick();
        assertEquals(0, shop.mailed.size());
    }

    @Test
    void asksAnewWhenThePriceHasChanged() throws Exception {
        var token = asked();
        var question = question();
        shop.desk.choose(token, Choices.Paper.copies("Letter", "black", false, 70));
        assertTrue(!question().isCurrent());
        assertEquals(new Answered.Changed(), desk.yes(question, false, ""));
        assertEquals(Consent.State.OUTDATED, shop.state(token));
        assertEquals(OrderState.DRAFT, shop.order(token).state());
        assertEquals(new Put.Asked(), put(ora, token, false));
        shop.mail.tick();
        assertEquals(new Answered.Done(), desk.yes(question(), false, ""));
    }

    @Test
    void asksAnewWhenAFileHasChanged() throws Exception {
        var token = asked();
        var other = shop.desk.view(shop.draft()).orElseThrow().line().file();
        var line = shop.desk.view(token).orElseThrow().line().id();
        shop.database.use(change -> change.createUpdate("update order_line set file = :file where id = :line")
                .bind("file", other.hex())
                .bind("line", line.value())
                .execute());
        assertEquals(new Answered.Changed(), desk.yes(question(), false, ""), "the price alone is still the same");
    }

    @Test
    void goesOverTheBudgetOnlyExplicitly() throws Exception {
        var token = asked();
        var price = shop.price(token);
        shop.organisations.setBudget(school, price.minus(new Money(1)), COORDINATOR);
        assertTrue(question().isOver());
        assertInstanceOf(Answered.OverBudget.class, desk.yes(question(), false, ""));
        assertEquals(Consent.State.WAITING, shop.state(token));
        assertEquals(new Answered.Done(), desk.yes(question(), true, ""));
        assertTrue(keys(token).contains("customer.said-yes-over"));
        var budget = shop.organisations.view(school).orElseThrow().budget();
        assertEquals(price, budget.spent());
        assertEquals(Money.ZERO, budget.left());
        var more = shop.draft();
        assertInstanceOf(Put.Refused.class, put(ada, more, false), "who may say yes says it, too");
        assertEquals(OrderState.DRAFT, shop.order(more).state());
        assertEquals(new Put.Approved(), put(ada, more, true));
        shop.clock.pass(Duration.ofDays(31));
        assertEquals(
                Money.ZERO,
                shop.organisations.view(school).orElseThrow().budget().spent(),
                "a new month");
    }

    @Test
    void keepsTheLimitOfTheAccount() throws Exception {
        var small = shop.organisation("Small School", "0.01");
        var bea = shop.member(small, "bea@school.example", Role.APPROVES);
        var token = shop.draft();
        var refused = assertInstanceOf(Put.Refused.class, put(bea, token, false));
        assertEquals(
                List.of("books.over-limit"),
                refused.problems().values().stream().map(Message::key).toList());
        assertEquals(OrderState.DRAFT, shop.order(token).state(), "nothing of it was done");
        assertEquals(null, shop.state(token));
    }

    @Test
    void tellsWhoAskedOfANo() throws Exception {
        var token = asked();
        assertTrue(desk.no(question(), "Too many"));
        assertTrue(!desk.no(question(), "Too many"));
        shop.mail.tick();
        var letter = shop.mailed.getLast();
        assertEquals("ora@school.example", letter.to());
        assertTrue(letter.text().contains("Too many") && letter.text().contains("/o/" + token), letter.text());
        assertEquals(OrderState.DRAFT, shop.order(token).state());
        assertEquals(new Put.Asked(), put(ora, token, false), "it can be asked again");
    }

    @Test
    void takesAQuestionBack() throws Exception {
        var token = asked();
        var question = question();
        assertTrue(desk.takeBack(shop.order(token).id()));
        assertEquals(new Answered.Late(), desk.yes(question, false, ""));
        assertTrue(desk.waiting(ada).isEmpty());
    }

    @Test
    void hearsNobodyWhoMayNotSayYesAnyMore() throws Exception {
        asked();
        var question = question();
        shop.organisations.setRole(school, question.member().id(), Role.ORDERS, true, COORDINATOR);
        assertEquals(new Answered.Late(), desk.yes(question, false, ""));
        assertTrue(!desk.no(question, ""));
        assertTrue(desk.byLink(shop.token("ada@school.example")).isEmpty());
    }

    @Test
    void asksOnlyWhereSomebodyCanAnswer() throws Exception {
        var other = shop.organisation("Oak School", "0");
        var bo = shop.member(other, "bo@school.example", Role.ORDERS);
        var nobody = Map.of("payer", Message.of("customer.nobody-approves"));
        assertEquals(new Put.Refused(nobody), put(bo, shop.draft(), false));
    }

    @Test
    void putsNothingOnAnAccountOfOthers() throws Exception {
        var eve = shop.signedIn("eve@example.org").customer();
        var payer = desk.payers(ada).getFirst().member().id();
        var token = shop.draft();
        assertInstanceOf(Put.Refused.class, desk.put(eve, payer, token, shop.quote(token), ORA, false, ""));
        asked();
        var consent = question().consent().id();
        assertTrue(desk.of(eve, consent).isEmpty() && desk.of(ora, consent).isEmpty());
        assertTrue(desk.of(ada, consent).isPresent());
    }

    @Test
    void goesOnWithAPriceThatAPersonNamedAsLongAsItHolds() throws Exception {
        var token = named();
        assertEquals(new Put.Asked(), put(ora, token, false));
        shop.mail.tick();
        assertEquals(new Answered.Done(), desk.yes(question(), false, ""));
        assertEquals(OrderState.APPROVED, shop.order(token).state());
        shop.assertOwes("50", school);
        var late = named();
        put(ora, late, false);
        shop.mail.tick();
        var question = question();
        shop.clock.pass(Duration.ofDays(2));
        assertEquals(new Answered.Refused(Message.of("orders.offer-over")), desk.yes(question, false, ""));
    }

    @Test
    void chargesWhatAPersonConfirmsFirstOnlyThen() throws Exception {
        var token = shop.draft();
        shop.desk.choose(token, new PriceRequest.Terms("", "Member", "", false));
        assertEquals(new Put.Approved(), put(ada, token, false));
        var order = shop.order(token);
        assertEquals(OrderState.SUBMITTED, order.state());
        shop.assertOwes("0", school);
        assertEquals(
                shop.price(token),
                shop.organisations.view(school).orElseThrow().budget().spent(),
                "it counts already");
        var confirmed = shop.offers.confirmGroup(order.id(), COORDINATOR, (change, id, who, now) -> {
            shop.intake.addJobs(change, id, who, now);
            desk.confirmed(change, id, who, now);
        });
        assertEquals(new OfferDesk.Outcome.Done(), confirmed);
        shop.assertOwes(shop.price(token).toString(), school);
        assertEquals(
                shop.price(token),
                shop.organisations.view(school).orElseThrow().budget().spent(),
                "and once");
    }

    private String named() throws Exception {
        var token = shop.draft();
        shop.offers.submit(token, ORA, "");
        var lines = List.of(new PersonPrice.Named("Print and fold", money("50")));
        var until = shop.clock.instant().plus(Duration.ofDays(1));
        var offered = new Offered(shop.quote(token), lines, until, "", null);
        assertEquals(
                new OfferDesk.Outcome.Done(),
                shop.offers.offer(shop.order(token).id(), offered, COORDINATOR));
        return token;
    }
}
