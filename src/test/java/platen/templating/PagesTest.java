package platen.templating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pebbletemplates.pebble.error.PebbleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.values.Message;
import platen.values.Money;

class PagesTest {
    private static final Manner CHICAGO =
            new Manner(Locale.US, ZoneId.of("America/Chicago"), Currency.getInstance("USD"), true);
    private static final Manner MADRID =
            new Manner(Locale.of("es", "ES"), ZoneId.of("Europe/Madrid"), Currency.getInstance("EUR"), false);
    private static final Instant NOON = Instant.parse("2026-05-02T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void writesMoneyTimesAndSizesAsTheShopDoes() throws IOException {
        var values =
                Map.of("price", new Money(123456), "at", NOON, "size", List.of(60, 30.0), "open", LocalTime.of(9, 30));
        var template = "{{ price | money }} {{ at | when }} {{ at | day }} {{ size | size }} {{ open | clock }}";
        assertEquals(
                "$1,234.56 <time datetime=\"2026-05-02T12:00:00Z\">May 2, 2026, 7:00 AM</time>"
                        + " <time datetime=\"2026-05-02T12:00:00Z\">May 2, 2026</time> 2.36 × 1.18 in 9:30 AM",
                render(template, values, CHICAGO));
        assertEquals(
                "1.234,56 € <time datetime=\"2026-05-02T12:00:00Z\">2 may 2026, 14:00</time>"
                        + " <time datetime=\"2026-05-02T12:00:00Z\">2 may 2026</time> 60 × 30 mm 9:30",
                render(template, values, MADRID));
    }

    @Test
    void saysHowLongInAtMostTwoUnits() {
        assertEquals("0 s", CHICAGO.duration(Duration.ZERO));
        assertEquals("45 s", CHICAGO.duration(Duration.ofSeconds(45)));
        assertEquals("2 h 10 min", CHICAGO.duration(Duration.ofSeconds(7_815)));
        assertEquals("1 day 3 h", CHICAGO.duration(Duration.ofMinutes(27 * 60 + 12)));
        assertEquals("1 día 3 h", MADRID.duration(Duration.ofMinutes(27 * 60 + 12)));
        assertEquals("2 días", MADRID.duration(Duration.ofDays(2)));
    }

    @Test
    void writesSmallAmountsFinelyAndLargeOnesRoughly() {
        assertEquals("4.7 g", CHICAGO.grams(4.71));
        assertEquals("47 g", CHICAGO.grams(47.1));
        assertEquals("999 bytes", CHICAGO.bytes(999));
        assertEquals("4.2 MB", CHICAGO.bytes(4_200_000));
        assertEquals("domingo", MADRID.weekday(DayOfWeek.SUNDAY));
    }

    @Test
    void makesWordsOfMessages() throws IOException {
        var message = Message.of("people.password-short", 10);
        assertEquals(
                "Use at least 10 characters. A few words in a row are good and easy to remember.",
                render("{{ message | say }}", Map.of("message", message), CHICAGO));
    }

    @Test
    void writesTheWordsOfAPage() throws IOException {
        assertEquals(
                "Use at least 10 characters. A few words in a row are good and easy to remember.",
                render("{{ t('people.password-short', least) }}", Map.of("least", 10), CHICAGO));
        assertEquals(
                "people.no-such-key [$2.50]",
                render("{{ t('people.no-such-key', paid) }}", Map.of("paid", new Money(250)), CHICAGO));
    }

    @Test
    void writesFiguresInMessagesAsTheCountryDoes() throws IOException {
        var tiny = Map.of("message", Message.of("meshes.tiny", "0.50", "12.7"));
        assertEquals(
                "The model is only 0.02 in long. Was it drawn in inches? Then it would be 0.5 in. Please send it again"
                        + " in millimetres if so.",
                render("{{ message | say }}", tiny, CHICAGO));
        assertEquals(
                "El modelo mide solo 0,50 mm de largo. ¿Se dibujó en pulgadas? Entonces mediría 12,7 mm. Si es así,"
                        + " envíelo otra vez en milímetros.",
                render("{{ message | say }}", tiny, MADRID));
        var paid = Map.of("message", Message.of("orders.approved", new Money(123456)));
        assertEquals("Visto bueno para imprimir por 1.234,56 €", render("{{ message | say }}", paid, MADRID));
    }

    @Test
    void keepsWhatFiltersMadeAmongEscapedWords() throws IOException {
        var values = Map.of("at", NOON, "name", "<b>", "code", "K7<");
        assertEquals(
                "people.none [<strong><time datetime=\"2026-05-02T12:00:00Z\">2 may 2026</time></strong>, &lt;b&gt;,"
                        + " <span class=\"code\">K7&lt;</span>]",
                render("{{ t('people.none', strong(at | day), name, code | code) }}", values, MADRID));
    }

    @Test
    void escapesWhatItPrintsAndMissesUnknownNames() throws IOException {
        assertEquals("&lt;b&gt;", render("{{ name }}", Map.of("name", "<b>"), CHICAGO));
        assertThrows(PebbleException.class, () -> render("{{ nmae }}", Map.of("name", "Ann"), CHICAGO));
    }

    @Test
    void writesNothingForNothing() throws IOException {
        var nothing = new HashMap<String, Object>();
        nothing.put("at", null);
        assertEquals("<>", render("<{{ at | when }}>", nothing, CHICAGO));
    }

    @Test
    void readsTheFolderAnewForEachPage() throws IOException {
        var pages = Pages.from(folder, name -> "/assets/1/" + name);
        Files.writeString(folder.resolve("page.peb"), "one");
        assertEquals("one", pages.render("page", Map.of(), CHICAGO));
        Files.writeString(folder.resolve("page.peb"), "{{ asset('platen.css') }}");
        assertEquals("/assets/1/platen.css", pages.render("page", Map.of(), CHICAGO));
    }

    private String render(String template, Map<String, ?> model, Manner manner) throws IOException {
        Files.writeString(folder.resolve("page.peb"), template);
        return Pages.from(folder, name -> name)
                .render("page", model, manner)
                .replace('\u00a0', ' ')
                .replace('\u202f', ' ');
    }
}
