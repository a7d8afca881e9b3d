package platen.customers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static platen.customers.CustomerShop.COORDINATOR;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Store;
import platen.orders.Contact;
import platen.values.Language;

/// A shop from which no mail goes out.
@ParameterizedClass
@EnumSource
class CustomersToTellTest {
    private final CustomerShop shop;

    CustomersToTellTest(Store store) throws IOException {
        shop = new CustomerShop(store, false);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void leavesTheLinkToAWorkerWhoMakesItWhenTheyTellIt() throws Exception {
        shop.approved(Contact.of("Ida B.", "ida@example.org", "601 555 0100"));
        shop.signIns.askLink("ida@example.org", "net", Language.ENGLISH);
        assertEquals(1, shop.toTell.count());
        var entry = shop.toTell.entries().getFirst();
        assertEquals("Ida B. 601 555 0100", entry.name() + " " + entry.phone());
        var ready = shop.toTell.ready(entry.letter().id(), COORDINATOR).orElseThrow();
        assertNotNull(ready.reach());
        assertTrue(ready.text().contains(ready.link()), ready.text());
        assertTrue(shop.signIns.enter(CustomerShop.tokenIn(ready.text())).isPresent());
        assertTrue(shop.toTell.told(entry.letter().id(), COORDINATOR));
        assertFalse(shop.toTell.told(entry.letter().id(), COORDINATOR));
        assertEquals(0, shop.toTell.count());
    }

    @Test
    void asksNobodyToTellStrangers() {
        assertTrue(
                shop.signIns.askLink("eve@example.org", "net", Language.ENGLISH).isEmpty());
        assertEquals(0, shop.toTell.count());
    }

    @Test
    void keepsOnlyTheNewestOfAKindAndForgetsItAfterADay() throws Exception {
        shop.approved(Contact.of("Ida B.", "ida@example.org", null));
        shop.signIns.askLink("ida@example.org", "net", Language.ENGLISH);
        shop.signIns.askLink("ida@example.org", "net", Language.ENGLISH);
        assertEquals(1, shop.toTell.count());
        shop.clock.pass(Duration.ofDays(1));
        assertEquals(0, shop.toTell.entries().size());
        shop.mail.sweep();
        assertEquals(0, shop.toTell.count());
    }
}
