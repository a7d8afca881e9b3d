package platen.customers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static platen.customers.CustomerShop.NETWORK;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Store;
import platen.notices.Post.Outcome;
import platen.orders.Contact;
import platen.values.Language;
import platen.values.Message;

@ParameterizedClass
@EnumSource
class SignInsTest {
    private static final String IDA = "ida@example.org";
    private static final String PASSWORD = "twelve lead letters";

    private final CustomerShop shop;
    private final SignIns signIns;

    SignInsTest(Store store) throws IOException {
        shop = new CustomerShop(store, true);
        signIns = shop.signIns;
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void signsInByAMailedLinkOnce() throws Exception {
        shop.approved(Contact.of("Ida B.", "IDA@example.org", "601 555 0100"));
        assertEquals(Optional.empty(), signIns.askLink(" Ida@Example.org", NETWORK, Language.ENGLISH));
        shop.mail.tick();
        var token = shop.token(IDA);
        var lines = shop.mailed.getFirst().text().lines().toList();
        assertTrue(lines.contains("https://print.example/account/enter/" + token), "a line of its own: " + lines);
        assertEquals(Optional.of(IDA), signIns.byLink(token), "looking does not use it up");
        var welcome = signIns.enter(token).orElseThrow();
        assertEquals("Ida B.", welcome.customer().name(), "as their last order says");
        assertEquals("601 555 0100", welcome.customer().phone());
        assertEquals(Optional.of(welcome.customer()), signIns.whose(welcome.token()));
        assertTrue(signIns.enter(token).isEmpty());
        assertTrue(signIns.byLink(token).isEmpty());
    }

    @Test
    void keepsNoTokenAnywhere() {
        var welcome = shop.signedIn(IDA);
        var link = shop.token(IDA);
        var stored = shop.database.look(
                look -> look.createQuery("""
                        select token_hash from customer_link union all select token_hash from customer_session
                        union all select mail_key from customer_letter
                        """).mapTo(String.class).list());
        assertEquals(3, stored.size());
        assertFalse(stored.contains(link) || stored.contains(welcome.token()));
    }

    @Test
    void endsALinkAfterHalfAnHourAndWithTheNextOneThatIsUsed() {
        signIns.askLink(IDA, NETWORK, Language.ENGLISH);
        shop.mail.tick();
        var first = shop.token(IDA);
        signIns.askLink(IDA, NETWORK, Language.ENGLISH);
        shop.mail.tick();
        var second = shop.token(IDA);
        assertNotEquals(first, second);
        signIns.enter(second);
        assertTrue(signIns.enter(first).isEmpty());
        signIns.askLink(IDA, NETWORK, Language.ENGLISH);
        shop.mail.tick();
        shop.clock.pass(Duration.ofMinutes(30));
        assertTrue(signIns.enter(shop.token(IDA)).isEmpty());
    }

    @Test
    void mailsAStrangerAndAKnownOneTheSame() throws Exception {
        shop.approved(Contact.of("Ida B.", IDA, null));
        assertEquals(
                signIns.askLink(IDA, NETWORK, Language.ENGLISH),
                signIns.askLink("eve@example.org", NETWORK, Language.ENGLISH));
        shop.mail.tick();
        assertEquals(shop.mailed.getFirst().subject(), shop.mailed.getLast().subject());
        assertEquals(2, shop.mailed.size());
    }

    @Test
    void fillsNobodysMailbox() {
        for (int i = 0; i < Tries.Kind.LINK_TO.most() + 3; i++) {
            assertEquals(Optional.empty(), signIns.askLink(IDA, "net " + i, Language.ENGLISH), "nobody learns it");
            shop.mail.tick();
        }
        assertEquals(Tries.Kind.LINK_TO.most(), shop.mailed.size());
    }

    @Test
    void tellsANetworkThatAsksTooOftenToWait() {
        for (int i = 0; i < Tries.Kind.LINK_FROM.most(); i++) signIns.askLink(i + IDA, NETWORK, Language.ENGLISH);
        shop.clock.pass(Duration.ofMinutes(5));
        assertEquals(Optional.of(Duration.ofMinutes(10)), signIns.askLink(IDA, NETWORK, Language.ENGLISH));
        shop.clock.pass(Duration.ofMinutes(10));
        assertEquals(Optional.empty(), signIns.askLink(IDA, NETWORK, Language.ENGLISH));
    }

    @Test
    void signsInByAPasswordThatWasSet() {
        var welcome = shop.signedIn(IDA);
        assertInstanceOf(SigningIn.Wrong.class, signIns.signIn(IDA, PASSWORD, NETWORK), "none is set");
        var elsewhere = shop.signedIn(IDA);
        signIns.setPassword(welcome.customer(), PASSWORD, welcome.token());
        assertTrue(signIns.whose(welcome.token()).orElseThrow().hasPassword());
        assertTrue(signIns.whose(elsewhere.token()).isEmpty(), "other sessions end");
        assertInstanceOf(SigningIn.Welcome.class, signIns.signIn("IDA@example.org", PASSWORD, NETWORK));
        assertInstanceOf(SigningIn.Wrong.class, signIns.signIn(IDA, "another", NETWORK));
        assertInstanceOf(SigningIn.Wrong.class, signIns.signIn("eve@example.org", PASSWORD, NETWORK));
        signIns.setPassword(welcome.customer(), null, welcome.token());
        assertInstanceOf(SigningIn.Wrong.class, signIns.signIn(IDA, PASSWORD, NETWORK));
    }

    @Test
    void refusesAllPasswordsOfAnAddressAfterTooManyWrongOnes() {
        for (int i = 0; i < Tries.Kind.PASSWORD_OF.most(); i++) signIns.signIn(IDA, "wrong", "net " + i);
        shop.clock.pass(Duration.ofMinutes(5));
        assertEquals(new SigningIn.Wait(Duration.ofMinutes(10)), signIns.signIn(IDA, PASSWORD, NETWORK));
    }

    @Test
    void endsSessionsHereAndEverywhere() {
        var here = shop.signedIn(IDA);
        var there = shop.signedIn(IDA);
        signIns.signOut(here.token());
        assertTrue(signIns.whose(here.token()).isEmpty());
        assertTrue(signIns.whose(there.token()).isPresent());
        signIns.signOutEverywhere(there.customer());
        assertTrue(signIns.whose(there.token()).isEmpty());
    }

    @Test
    void slidesWithUseAndEndsWithoutIt() {
        var token = shop.signedIn(IDA).token();
        shop.clock.pass(SignIns.IDLE.minusHours(1));
        assertTrue(signIns.whose(token).isPresent());
        shop.clock.pass(SignIns.IDLE.minusHours(1));
        assertTrue(signIns.whose(token).isPresent());
        shop.clock.pass(SignIns.IDLE);
        assertTrue(signIns.whose(token).isEmpty());
    }

    @Test
    void findsOrdersOfTheAddressAndOfTheAccount() throws Exception {
        var old = shop.approved(Contact.of("Ida B.", "Ida@Example.org", null));
        var others = shop.approved(Contact.of("Eve", "eve@example.org", null));
        var ida = shop.signedIn(IDA).customer();
        var forHerAunt = shop.draft();
        shop.orders.tie(forHerAunt, ida);
        shop.intake.approve(forHerAunt, shop.quote(forHerAunt), Contact.of("Aunt", null, "601 555 0101"));
        var mine = shop.orders.of(ida).stream().map(one -> one.order().code()).toList();
        assertEquals(List.of(shop.order(forHerAunt).code(), old.code()), mine);
        assertFalse(mine.contains(others.code()));
        var first = shop.orders.of(ida).getFirst();
        assertTrue(first.canAgain() && !first.isTheirs() && !first.isOver());
        assertEquals(Message.of("customer.state-waits"), first.says());
    }

    @Test
    void triesMailAgainAndLeavesItToWorkersThen() throws Exception {
        shop.approved(Contact.of("Ida B.", IDA, "601 555 0100"));
        shop.outcome = new Outcome.Unreachable(Message.of("notices.unreachable", "mail.example"));
        signIns.askLink(IDA, NETWORK, Language.ENGLISH);
        shop.mail.tick();
        shop.outcome = new Outcome.Accepted();
        shop.mail.tick();
        assertEquals(0, shop.mailed.size(), "not before its pause is over");
        shop.clock.pass(Duration.ofMinutes(2));
        shop.mail.tick();
        assertTrue(signIns.enter(shop.token(IDA)).isPresent());
        shop.outcome = new Outcome.Refused(Message.of("notices.no-such-address"));
        signIns.askLink(IDA, NETWORK, Language.ENGLISH);
        signIns.askLink("nobody@example.org", NETWORK, Language.ENGLISH);
        shop.mail.tick();
        assertEquals(1, shop.toTell.entries().size(), "whom nobody knows is told by nobody");
    }

    @Test
    void forgetsALinkThatNobodyWaitsForAnyMore() {
        signIns.askLink(IDA, NETWORK, Language.ENGLISH);
        shop.clock.pass(Duration.ofHours(3));
        shop.mail.tick();
        assertEquals(0, shop.mailed.size());
        shop.clock.pass(Duration.ofDays(31));
        shop.mail.sweep();
        assertEquals(
                0,
                shop.database.<Integer, RuntimeException>look(
                        look -> look.createQuery("select count(*) from customer_letter")
                                .mapTo(Integer.class)
                                .one()));
    }
}
