package platen.shop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
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
import platen.shop.OpeningHours.Span;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.Message;

@ParameterizedClass
@EnumSource
class SettingsTest {
    private static final Actor ANN = Actor.worker("Ann");

    private final Database database;
    private Instant now = Instant.parse("2026-05-02T12:00:00Z");
    private final FileStore files;
    private final Settings settings;

    SettingsTest(Store store) throws IOException {
        database = store.open();
        files = new FileStore(Scratch.folder(), database, () -> now);
        settings = new Settings(database, files, () -> now);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void beginsWithLetterInchesAndDollars() {
        var shop = settings.shop();
        assertEquals(Paper.US, shop.paper());
        assertEquals(Units.INCH, shop.units());
        assertEquals(Currency.getInstance("USD"), shop.currency());
        assertEquals(ZoneId.of("America/Chicago"), shop.zone());
        assertEquals(Set.of(), shop.done());
    }

    @Test
    void keepsWhatWasChanged() throws IOException {
        var hours = new OpeningHours(Map.of(
                MONDAY, List.of(span(9, 12), span(13, 17)),
                SATURDAY, List.of(span(10, 14))));
        var changed = new Shop(
                "Gable & Daughters",
                "1 Type Lane",
                "555 0100",
                "hello@gable.example",
                picture(""),
                hours,
                ZoneId.of("Europe/Madrid"),
                Currency.getInstance("EUR"),
                "IVA",
                2100,
                Units.MM,
                Paper.A,
                true,
                false,
                Set.of(Step.SHOP, Step.PRODUCTS));
        assertEquals(changed, settings.change(ANN, _ -> changed));
        assertEquals(changed, settings.shop());
    }

    @Test
    void tellsWhatWasAndIsOfEachChangedField() {
        settings.change(ANN, shop -> shop.making(false, true));
        settings.change(ANN, shop -> shop.withLogo(null));
        var events = database.reading(Events.class).about(Subject.Kind.SHOP, 0);
        assertEquals(
                List.of(Message.of("shop.changed-products", "true true", "false true")),
                events.stream().map(event -> event.what()).toList());
        assertEquals("Ann", events.getFirst().actorName());
    }

    @Test
    void keepsThePictureOfItsLogoAsLongAsItHasIt() throws IOException {
        var first = picture("first");
        var second = picture("second");
        settings.change(ANN, shop -> shop.withLogo(first));
        settings.change(ANN, shop -> shop.withLogo(first));
        now = now.plus(Duration.ofDays(2));
        assertEquals(1, files.sweep(), "only the second is used by nothing");
        assertTrue(files.find(first).isPresent());
        settings.change(ANN, shop -> shop.withLogo(picture("second")));
        assertEquals(1, files.sweep(), "the first has been replaced");
        now = now.plus(Duration.ofDays(2));
        assertEquals(0, files.sweep());
        settings.change(ANN, shop -> shop.withLogo(null));
        assertEquals(1, files.sweep());
        assertTrue(files.find(second).isEmpty());
    }

    private Digest picture(String content) {
        try {
            var stored = files.store(new ByteArrayInputStream(content.getBytes(UTF_8)), 100);
            return assertInstanceOf(FileStore.Outcome.Stored.class, stored).digest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void isSetUpWithoutA3dPrinterWhereItMakesNoParts() {
        for (var step : List.of(Step.SHOP, Step.PRODUCTS, Step.PRICES)) settings.finish(ANN, step);
        assertFalse(settings.shop().isSetUp());
        assertTrue(settings.change(ANN, shop -> shop.making(false, true)).isSetUp());
    }

    @Test
    void notesAFinishedStepOnce() {
        settings.finish(ANN, Step.SHOP);
        settings.finish(ANN, Step.PRINTER);
        settings.finish(ANN, Step.SHOP);
        assertEquals(Set.of(Step.SHOP, Step.PRINTER), settings.shop().done());
        assertEquals(2, database.reading(Events.class).last());
    }

    private static Span span(int from, int until) {
        return new Span(LocalTime.of(from, 0), LocalTime.of(until, 0));
    }
}
