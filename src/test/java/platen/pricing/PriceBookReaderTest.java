package platen.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import platen.values.Message;

class PriceBookReaderTest {
    private static final String TEXT = PriceBookReader.shippedText(true);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void writesWhatItReads(boolean usPaper) {
        var book = PriceBook.example(usPaper);
        assertEquals(book, PriceBookReader.stored(PriceBookWriter.write(book)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "setup = 2.00 | setup = 2.005 | parts.setup | pricing.book-digits",
                "setup = 2.00 | setup = -1 | parts.setup | pricing.book-no-number",
                "setup = 2.00 | setup = \"much\" | parts.setup | pricing.book-no-number",
                "setup = 2.00 | setup = nan | parts.setup | pricing.book-no-number",
                "setup = 2.00 | setup = inf | parts.setup | pricing.book-no-number",
                "setup = 2.00 | set_up = 2.00 | parts.set_up | pricing.book-unknown",
                "per_machine_hour = 2.50 | # none | parts.per_machine_hour | pricing.book-missing",
                "defects_to_a_person = false | defects_to_a_person = 0 | parts.defects_to_a_person | pricing.book-no-flag",
                "name = \"PETG\" | name = \"PLA\" | materials.1.name | pricing.book-twice",
                "name = \"PETG\" | name = \"PE+TG\" | materials.1.name | pricing.book-signs",
                "name = \"flyer\" | name = \"zine\" | products.0.name | pricing.book-no-choice",
                "name = \"flyer\" | name = \"poster\" | products.1.name | pricing.book-twice",
                "sizes = [\"Half letter\" | sizes = [\"Half leter\" | products.0.sizes | pricing.book-no-choice",
                "press = \"Riso\" | press = \"Rizo\" | inks.2.press | pricing.book-no-choice",
                "per = \"sheet\" | per = \"meal\" | finishing.0.per | pricing.book-no-choice",
                "pays_percent = 120 | pays_percent = 1001 | bands.0.pays_percent | pricing.book-no-number",
                "price = 12.00 | price = -1 | delivery.price | pricing.book-no-number",
                "price = 12.00 | # for nothing | delivery.price | pricing.book-missing",
                "[general] | [generally] | general | pricing.book-no-table"
            })
    void saysWhichFieldIsWrong(String right, String wrong, String field, String key) {
        assertTrue(TEXT.contains(right), right);
        var at = TEXT.indexOf(right);
        var text = TEXT.substring(0, at) + wrong + TEXT.substring(at + right.length());
        var complaints = complaints(text);
        assertTrue(
                complaints.stream()
                        .anyMatch(one ->
                                one.field().equals(field) && one.what().key().equals(key)),
                complaints.toString());
    }

    @Test
    void saysWhereTheTextIsNoToml() {
        var complaint = complaints("[general]\nlabour_per_hour = = 2").getFirst();
        assertEquals("pricing.book-no-toml", complaint.what().key());
        assertEquals("2", complaint.what().args().getFirst());
    }

    @Test
    void tellsWhatIsAllowed() {
        var text = TEXT.replace("per = \"sheet\"", "per = \"meal\"");
        assertEquals(
                Message.of("pricing.book-no-choice", "meal", "copy, sheet"),
                complaints(text).getFirst().what());
    }

    @Test
    void deliversNothingWhereTheTableIsMissing() {
        var text = TEXT.substring(0, TEXT.indexOf("[delivery]"));
        var book = assertInstanceOf(PriceBookReader.Outcome.Read.class, PriceBookReader.read(text))
                .book();
        assertNull(book.delivery());
        var item = new PriceRequest.Part("PLA", 20_000, 3_600, 50, false, 1);
        var terms = new PriceRequest.Terms("", "", "", true);
        var price = Pricing.price(book, new PriceRequest(List.of(item), terms, 0));
        assertInstanceOf(Price.AskUs.class, price, "nobody is charged by no price");
    }

    private static List<BookComplaint> complaints(String text) {
        return assertInstanceOf(PriceBookReader.Outcome.Wrong.class, PriceBookReader.read(text))
                .complaints();
    }
}
