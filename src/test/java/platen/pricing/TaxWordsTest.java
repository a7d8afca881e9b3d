package platen.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import platen.values.Message;

class TaxWordsTest {
    @Test
    void aNameOfTheShopsOwnStays() {
        assertEquals(Message.of("pricing.named", "GST"), TaxWords.of("GST"));
    }

    @Test
    void theUsualNameIsSaidInTheReadersLanguage() {
        assertEquals(Message.of("pricing.tax"), TaxWords.of(""));
        assertEquals(Message.of("pricing.tax"), TaxWords.of("Sales tax"));
    }
}
