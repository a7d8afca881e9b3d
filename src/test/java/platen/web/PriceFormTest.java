package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import platen.pricing.PriceBook;
import platen.pricing.PriceBookReader;

/// A price book as a form, and back.
class PriceFormTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void saysWhatTheBookSays(boolean usPaper) {
        var written = PriceForm.written(PriceBookReader.tree(PriceBookReader.shippedText(usPaper)));
        assertEquals(PriceBook.example(usPaper), read(Form.of(written)));
    }

    @Test
    void leavesDeliveryOutWhereItsFieldsAreEmpty() {
        var written = new HashMap<>(PriceForm.written(PriceBookReader.tree(PriceBookReader.shippedText(true))));
        written.put("delivery.words", " ");
        written.put("delivery.price", "");
        assertNull(read(Form.of(written)).delivery());
        var without = PriceBookReader.shippedText(true);
        without = without.substring(0, without.indexOf("[delivery]"));
        assertNull(
                read(Form.of(PriceForm.written(PriceBookReader.tree(without)))).delivery());
    }

    private static PriceBook read(Form form) {
        return assertInstanceOf(PriceBookReader.Outcome.Read.class, PriceBookReader.read(new PriceForm(form).tree()))
                .book();
    }
}
