package platen.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import platen.pricing.PriceBook.Word;
import platen.values.Message;

/// A price book says its own words in Spanish, too.
class BookWordsTest {
    private static final String WORDS = "\n[[words]]\nname = \"Glossy, heavy\"\nes = \"Brillante, grueso\"\n";

    @Test
    void theBooksThatWeShipSayEachWordInSpanish() {
        for (var usPaper : new boolean[] {true, false}) {
            var book = PriceBook.example(usPaper);
            assertEquals(List.of(), BookWords.unsaid(book));
            assertEquals(book.words().size(), BookWords.of(book).size(), "and no other");
        }
        assertEquals("Cartulina de 80 lb", BookWords.suggested("Cover 80 lb"));
        assertEquals("", BookWords.suggested("Cover 81 lb"));
    }

    @Test
    void keepsThemThroughTheFileAndBack() {
        var read = read(PriceBookWriter.write(PriceBook.example(true)) + WORDS);
        assertTrue(read.words().contains(new Word("Glossy, heavy", "Brillante, grueso")));
        assertEquals(read, read(PriceBookWriter.write(read)));
    }

    @Test
    void tellsWhatHasNoSpanish() {
        var text = PriceBookReader.shippedText(true);
        var without = text.substring(0, text.indexOf("[[words]]"));
        var book = read(without);
        assertEquals(List.of(), book.words());
        assertTrue(BookWords.unsaid(book).containsAll(List.of("PLA", "black", "Half letter", "Tomorrow", "cutting")));
    }

    @Test
    void refusesAWordTwiceAndOneWithoutSpanish() {
        var text = PriceBookReader.shippedText(true);
        var again = "\n[[words]]\nname = \"PLA\"\nes = \"PLA\"\n\n[[words]]\nname = \"Cloth\"\n";
        var wrong = (PriceBookReader.Outcome.Wrong) PriceBookReader.read(text + again);
        var at = PriceBook.example(true).words().size();
        assertEquals(
                List.of(
                        new BookComplaint("words." + (at + 1) + ".es", Message.of("pricing.book-missing")),
                        new BookComplaint("words." + at + ".name", Message.of("pricing.book-twice", "PLA"))),
                wrong.complaints());
    }

    private static PriceBook read(String text) {
        return switch (PriceBookReader.read(text)) {
            case PriceBookReader.Outcome.Read(var book) -> book;
            case PriceBookReader.Outcome.Wrong(var complaints) -> throw new AssertionError(complaints);
        };
    }
}
