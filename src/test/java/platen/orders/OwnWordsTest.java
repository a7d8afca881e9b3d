package platen.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Database;
import platen.database.Store;
import platen.pricing.PriceBook;
import platen.pricing.PriceBookReader;
import platen.shop.Settings;
import platen.templating.Words;
import platen.values.Actor;
import platen.values.Language;
import platen.values.Message;

/// Who reads Spanish reads the words of the price book in Spanish, as far as somebody has said them.
@ParameterizedClass
@EnumSource
class OwnWordsTest {
    private static final Instant NOON = Instant.parse("2026-05-02T12:00:00Z");
    private static final Message FOLDING = Message.of("pricing.sum-finish-hand", "folding");

    private final Database database;
    private final PriceDesk prices;

    OwnWordsTest(Store store) {
        database = store.open();
        prices = new PriceDesk(database, () -> NOON);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private String said(Message what, Language language) {
        return database.look(look -> Words.say(what, Settings.manner(look, language)));
    }

    @Test
    void areReadFromThePublishedBook() {
        var version = prices.keep(PriceBookReader.shippedText(true));
        assertEquals("folding: a mano", said(FOLDING, Language.SPANISH), "not yet published");
        prices.publish(version, NOON, "", Actor.SYSTEM);
        assertEquals("doblado: a mano", said(FOLDING, Language.SPANISH));
        assertEquals("folding by hand", said(FOLDING, Language.ENGLISH));
        assertEquals("embossing: a mano", said(Message.of("pricing.sum-finish-hand", "embossing"), Language.SPANISH));
    }

    @Test
    void stayForOldOrdersAndAreSaidAnew() {
        prices.publish(PriceBook.example(true), Actor.SYSTEM);
        var text = PriceBookReader.shippedText(true);
        var fewer =
                text.substring(0, text.indexOf("[[words]]")) + "[[words]]\nname = \"cutting\"\nes = \"guillotina\"\n";
        prices.publish(prices.keep(fewer), NOON, "", Actor.SYSTEM);
        var words = List.of(
                said(FOLDING, Language.SPANISH),
                said(Message.of("pricing.sum-finish-hand", "cutting"), Language.SPANISH));
        assertEquals(List.of("doblado: a mano", "guillotina: a mano"), words);
    }

    @Test
    void areNoNamesOfFilesOrPeople() {
        prices.publish(PriceBook.example(true), Actor.SYSTEM);
        assertEquals("Pedido black", said(Message.of("order.order", "black"), Language.SPANISH));
    }
}
