package platen.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Database;
import platen.database.Scratch;
import platen.database.Store;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.values.Actor;
import platen.values.Language;
import platen.values.Message;
import platen.values.Money;

@ParameterizedClass
@EnumSource
class SpeechTest {
    private static final Instant NOON = Instant.parse("2026-05-02T12:00:00Z");

    private final Database database;
    private final Settings settings;

    SpeechTest(Store store) throws IOException {
        database = store.open();
        settings = new Settings(database, new FileStore(Scratch.folder(), database, () -> NOON), () -> NOON);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void isOfTheCountryThatMoneyAndClockTell() {
        assertEquals(new Speech(Language.ENGLISH, "US"), settings.speech());
        for (var likely : new String[][] {
            {"EUR", "Europe/Madrid", "ES"},
            {"EUR", "Europe/Berlin", "DE"},
            {"EUR", "UTC", "IE"},
            {"GBP", "Europe/London", "GB"},
            {"MXN", "America/Mexico_City", "MX"},
            {"XOF", "Africa/Dakar", "US"}
        }) {
            var currency = Currency.getInstance(likely[0]);
            assertEquals(likely[2], Countries.likely(currency, ZoneId.of(likely[1])), likely[1]);
        }
    }

    @Test
    void isKeptAndTold() {
        var ann = Actor.worker("Ann");
        settings.speak(ann, new Speech(Language.SPANISH, "MX"));
        settings.speak(ann, new Speech(Language.SPANISH, "MX"));
        assertEquals(new Speech(Language.SPANISH, "MX"), settings.speech());
        assertEquals(new Speech(Language.SPANISH, "MX"), database.<Speech, RuntimeException>look(Settings::speech));
        var told = database.reading(Events.class).about(Subject.Kind.SHOP, 0).stream()
                .map(event -> event.what())
                .toList();
        assertEquals(2, told.size());
        assertEquals(
                Set.of(
                        Message.of("shop.changed-language", "English", "Español"),
                        Message.of("shop.changed-country", "US", "MX")),
                Set.copyOf(told));
    }

    @Test
    void writesAsTheCountryDoesInEitherLanguage() {
        check("US", Language.ENGLISH, "$1,234.50", "2:30 PM", "May 2, 2026");
        check("US", Language.SPANISH, "$1,234.50", "2:30 p.m.", "2 may 2026");
        check("MX", Language.ENGLISH, "$1,234.50", "2:30 PM", "May 2, 2026");
        check("GB", Language.ENGLISH, "£1,234.50", "14:30", "2 May 2026");
        check("GB", Language.SPANISH, "£1,234.50", "14:30", "2 may 2026");
        check("ES", Language.SPANISH, "1.234,50 €", "14:30", "2 may 2026");
        check("DE", Language.SPANISH, "1.234,50 €", "14:30", "2 may 2026");
        check("DE", Language.ENGLISH, "1.234,50 €", "14:30", "2 May 2026");
    }

    private void check(String country, Language language, String money, String clock, String day) {
        var currency = switch (country) {
            case "MX" -> "MXN";
            case "GB" -> "GBP";
            case "US" -> "USD";
            default -> "EUR";
        };
        var shop = settings.shop();
        var there = new Shop(
                shop.name(),
                shop.address(),
                shop.phone(),
                shop.email(),
                shop.logo(),
                shop.hours(),
                shop.zone(),
                Currency.getInstance(currency),
                shop.taxName(),
                shop.taxBasisPoints(),
                shop.units(),
                shop.paper(),
                true,
                true,
                shop.done());
        var manner = new Speech(Language.ENGLISH, country).manner(there, language, Map.of());
        assertEquals(money, plain(manner.money(new Money(123_450))), country + language);
        assertEquals(clock, plain(manner.clock(LocalTime.of(14, 30))), country + language);
        assertEquals(day, plain(manner.day(NOON)), country + language);
    }

    private static String plain(String written) {
        return written.replace('\u00a0', ' ').replace('\u202f', ' ');
    }
}
