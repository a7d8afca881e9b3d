package platen.customers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static platen.customers.CustomerShop.COORDINATOR;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.customers.Member.Role;
import platen.database.Store;
import platen.orders.Contact;
import platen.values.Language;

@ParameterizedClass
@EnumSource
class LeavingTest {
    private static final String ADA = "ada@school.example";
    private static final List<String> PLACES = List.of(
            "select count(*) from customer where email = ?",
            "select count(*) from customer_letter where email = ?",
            "select count(*) from customer_link where email = ?",
            "select count(*) from customer_try where who = ?",
            "select count(*) from account_member where email = ?",
            "select count(*) from event where subject_kind = 'SHOP' and replace(what, ?, '') <> what");

    private final CustomerShop shop;
    private final Leaving leaving;

    LeavingTest(Store store) throws IOException {
        shop = new CustomerShop(store, true);
        leaving = new Leaving(shop.database, shop.clock);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void leavesNothingOfTheAddressButOrders() throws Exception {
        shop.approved(Contact.of("Ada L.", ADA, "601 555 0100"));
        var first = shop.organisation("Elm School", "0");
        var second = shop.organisation("Oak School", "0");
        for (var school : List.of(first, second)) {
            shop.organisations.invite(school, ADA, Role.ORDERS, Language.ENGLISH, COORDINATOR);
        }
        var welcome = shop.signedIn(ADA);
        assertTrue(shop.organisations.join(welcome.customer(), first));
        var eve = shop.signedIn("eve@example.org");
        assertNotEquals(0, traces());
        assertTrue(leaving.leave(welcome.customer()));
        assertEquals(0, traces());
        assertTrue(shop.signIns.whose(welcome.token()).isEmpty(), "signed out");
        assertFalse(leaving.leave(welcome.customer()), "once");
        assertTrue(shop.signIns.whose(eve.token()).isPresent(), "nobody else");
        assertEquals(0, names("Ada L."), "of the account's own events");
    }

    private int traces() {
        return PLACES.stream()
                .mapToInt(sql -> shop.database.look(
                        look -> look.select(sql, ADA).mapTo(Integer.class).one()))
                .sum();
    }

    private int names(String name) {
        var sql = "select count(*) from event where subject_kind = 'SHOP' and actor_name = ?";
        return shop.database.look(
                look -> look.select(sql, name).mapTo(Integer.class).one());
    }
}
