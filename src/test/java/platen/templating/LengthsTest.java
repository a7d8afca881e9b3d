package platen.templating;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import platen.values.Message;

class LengthsTest {
    private static final Locale SPANISH = Locale.of("es", "US");
    private static final Message FITS_NOT =
            Message.of("meshes.does-not-fit", "254.0", "12.7", "1.0", "the large one", "220.0", "220.0", "250.0");

    @Test
    void saysSizesInTheReadersUnits() {
        assertEquals(
                "The part is 10 × 0.5 × 0.039 in, which does not fit on the large one with its 8.66 × 8.66 × 9.84 in and a"
                        + " margin of 0.2 in. It needs a larger printer, or must be cut or shrunk.",
                Words.say(FITS_NOT, manner(Locale.US, true)));
        assertEquals(
                "The part is 254.0 × 12.7 × 1.0 mm, which does not fit on the large one with its 220.0 × 220.0 × 250.0 mm"
                        + " and a margin of 5 mm. It needs a larger printer, or must be cut or shrunk.",
                Words.say(FITS_NOT, manner(Locale.US, false)));
        assertEquals(Words.say(FITS_NOT, manner(Locale.US, false)), Words.say(FITS_NOT, Locale.US), "on a terminal");
    }

    @Test
    void saysThemInSpanish() {
        var tiny = Message.of("meshes.tiny", "2.00", "50.80");
        assertEquals(
                "El modelo mide solo 0.079 pulgadas de largo. ¿Se dibujó en pulgadas? Entonces mediría 2 pulgadas."
                        + " Si es así, envíelo otra vez en milímetros.",
                Words.say(tiny, manner(SPANISH, true)));
    }

    @Test
    void saysSizesThatCameAsOne() {
        var mixed = Message.of("documents.mixed-sizes", "210 × 297 mm", 3, "148 × 210 mm");
        assertEquals(
                Words.say(Message.of("documents.mixed-sizes", "8.27 × 11.69 in", 3, "5.83 × 8.27 in"), Locale.US),
                Words.say(mixed, manner(Locale.US, true)));
        assertEquals(Words.say(mixed, Locale.US), Words.say(mixed, manner(Locale.US, false)));
    }

    @Test
    void leavesAloneWhatIsNoLength() {
        assertEquals(
                "The model is only {1} mm thin in one direction, thinner than a printed line. It may not print."
                        .replace("mm", "in"),
                Words.say(Message.of("meshes.thin", "{1}"), manner(Locale.US, true)));
    }

    private static Manner manner(Locale locale, boolean inches) {
        return new Manner(locale, ZoneOffset.UTC, Currency.getInstance("USD"), inches);
    }
}
