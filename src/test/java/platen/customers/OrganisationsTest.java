package platen.customers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static platen.customers.CustomerShop.COORDINATOR;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.customers.Member.Role;
import platen.customers.Member.State;
import platen.customers.Organisations.Outcome;
import platen.database.Store;
import platen.values.Language;
import platen.values.Message;

@ParameterizedClass
@EnumSource
class OrganisationsTest {
    private static final String ADA = "ada@school.example";

    private final CustomerShop shop;
    private final Organisations organisations;
    private final long school;

    OrganisationsTest(Store store) throws IOException {
        shop = new CustomerShop(store, true);
        organisations = shop.organisations;
        school = shop.organisation("Elm School", "0");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void invitesByMailAndJoinsByItsLink() {
        assertEquals(
                new Outcome.Done(),
                organisations.invite(school, "Ada@School.example", Role.APPROVES, Language.SPANISH, COORDINATOR));
        shop.mail.tick();
        assertTrue(shop.mailed.getFirst().subject().contains("le invita"), "in their language");
        var token = shop.token(ADA);
        assertEquals(school, organisations.byLink(token).orElseThrow().account().id());
        var welcome = organisations.join(token).orElseThrow();
        assertEquals(ADA, welcome.customer().email());
        assertTrue(shop.signIns.whose(welcome.token()).isPresent(), "the mail proves the address");
        assertTrue(organisations.join(token).isEmpty(), "once");
        assertEquals(State.JOINED, member(ADA).state());
    }

    @Test
    void joinsWhoIsSignedInWithThatAddress() {
        organisations.invite(school, ADA, Role.ORDERS, Language.ENGLISH, COORDINATOR);
        var ada = shop.signedIn(ADA).customer();
        var eve = shop.signedIn("eve@example.org").customer();
        assertTrue(organisations.of(eve, school).isEmpty());
        assertTrue(!organisations.join(eve, school) && organisations.join(ada, school));
        assertEquals(1, organisations.of(ada).size());
    }

    @Test
    void takesBackAnInvitation() {
        organisations.invite(school, ADA, Role.ORDERS, Language.ENGLISH, COORDINATOR);
        shop.mail.tick();
        organisations.remove(school, member(ADA).id(), true, COORDINATOR);
        assertTrue(organisations.byLink(shop.token(ADA)).isEmpty());
        assertTrue(organisations.join(shop.token(ADA)).isEmpty());
        organisations.invite(school, ADA, Role.APPROVES, Language.ENGLISH, COORDINATOR);
        assertEquals(Role.APPROVES, member(ADA).role(), "and comes back");
    }

    @Test
    void keepsSomebodyWhoSaysYes() {
        var ada = shop.member(school, ADA, Role.APPROVES);
        var id = member(ADA).id();
        var last = new Outcome.Refused(Message.of("customer.last-approver"));
        assertEquals(last, organisations.remove(school, id, false, ada.actor()));
        assertEquals(last, organisations.setRole(school, id, Role.ORDERS, false, ada.actor()));
        shop.member(school, "bo@school.example", Role.APPROVES);
        assertEquals(new Outcome.Done(), organisations.setRole(school, id, Role.ORDERS, false, ada.actor()));
        assertEquals(Role.ORDERS, member(ADA).role());
    }

    @Test
    void changesNobodyOfAnotherOrganisation() {
        shop.member(school, ADA, Role.APPROVES);
        var other = shop.organisation("Oak School", "0");
        assertInstanceOf(
                Outcome.Refused.class, organisations.remove(other, member(ADA).id(), true, COORDINATOR));
        assertEquals(State.JOINED, member(ADA).state());
    }

    private Member member(String email) {
        return organisations.view(school).orElseThrow().people().stream()
                .filter(one -> one.email().equals(email))
                .findFirst()
                .orElseThrow();
    }
}
