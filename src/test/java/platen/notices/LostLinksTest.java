package platen.notices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static platen.notices.NoticeShop.ANN;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Store;
import platen.orders.Contact;
import platen.orders.Order;

@ParameterizedClass
@EnumSource
class LostLinksTest {
    private static final int TRIES = 5_000;
    private final NoticeShop shop;
    private final LostLinks links;

    LostLinksTest(Store store) throws IOException {
        shop = new NoticeShop(store, 0);
        links = new LostLinks(shop.database, shop.clock);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void sendsTheLinkToTheContactOnFileByCodeOrAddress() throws Exception {
        var ann = shop.approved(ANN);
        var bea = shop.approved(Contact.of("Bea", null, "601 555 0123"));
        assertEquals(Optional.empty(), links.ask(" " + bea.code().toLowerCase(Locale.ROOT), "one"));
        assertEquals(Optional.empty(), links.ask("Ann@Example.org", "one"));
        assertEquals(Optional.empty(), links.ask("nobody@example.org", "one"));
        assertEquals(1, asked(ann));
        assertEquals(1, asked(bea));
        shop.mailroom.tick();
        var item = shop.toTell.of(bea.id()).getFirst();
        assertEquals(What.LINK, item.notice().what());
        assertTrue(item.text().contains("https://print.example/o/" + bea.token()), item.text());
    }

    @Test
    void doesNotFillAMailbox() throws Exception {
        var ann = shop.approved(ANN);
        links.ask(ann.code(), "one");
        links.ask(ann.code(), "two");
        assertEquals(1, asked(ann));
        shop.clock.pass(LostLinks.ONCE_IN.plusSeconds(1));
        links.ask(ann.code(), "one");
        assertEquals(2, asked(ann));
    }

    @Test
    void letsNobodyTryThousandsOfCodes() throws Exception {
        var ann = shop.approved(ANN);
        int let = 0;
        for (int i = 0; i < TRIES; i++) {
            let += links.ask(i == TRIES - 1 ? ann.code() : "TRY" + i, "robot").isEmpty() ? 1 : 0;
        }
        assertEquals(LostLinks.PER_ADDRESS, let);
        assertEquals(0, asked(ann));
        assertEquals(Optional.empty(), links.ask(ann.code(), "another"), "others are not held up");
        shop.clock.pass(LostLinks.MEMORY.plus(Duration.ofSeconds(1)));
        assertEquals(Optional.empty(), links.ask(ann.code(), "robot"));
    }

    private int asked(Order order) {
        return Collections.frequency(shop.events(order), "talk.link-asked");
    }
}
