package platen.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import platen.documents.Content;
import platen.documents.Coverage;
import platen.documents.Kind;
import platen.documents.PageFacts;
import platen.documents.PageSize;
import platen.documents.Pages;
import platen.pricing.PaperProduct;
import platen.values.Json;
import platen.values.Message;

class ContentsTest {
    private static final Pages LETTER = new Pages(
            Kind.PDF,
            1,
            List.of(new PageSize(215.9, 279.4, 1, 1)),
            List.of(new PageFacts(
                    215.9,
                    279.4,
                    0,
                    new Content(20.0, null, false, false, List.of(), List.of()),
                    new Coverage(5, 0, 0, 3, true, false))),
            null,
            null,
            null);

    @Test
    void judgesADocumentForWhatIsChosen() {
        var document = Json.read(
                Json.write(new Contents.Document(1, List.of(215.9, 279.4), List.of(), LETTER)), Contents.class);
        assertEquals(List.of(), keys(document.notes(null)));
        assertEquals(List.of(), keys(document.notes(Choices.Paper.copies("Letter", "colour", false, 10))));
        assertEquals(
                List.of("documents.colour-in-black"),
                keys(document.notes(Choices.Paper.copies("Letter", "black", false, 10))));
        assertEquals(
                List.of("documents.other-shape"),
                keys(document.notes(Choices.Paper.copies("A4", "colour", false, 10))));
        assertEquals(List.of(), keys(document.notes(Choices.Paper.copies("Our card", "colour", false, 10))));
    }

    @Test
    void judgesADocumentForWhatIsMadeOfIt() {
        var document = new Contents.Document(1, List.of(215.9, 279.4), List.of(), LETTER);
        assertEquals(List.of("documents.pages-missing"), keys(document.notes(made(PaperProduct.BOOKLET, "colour"))));
        assertEquals(List.of(), keys(document.notes(made(PaperProduct.POSTER, "colour"))));
        assertEquals(List.of("documents.colour-in-black"), keys(document.notes(made(PaperProduct.FLYER, "black"))));
        assertEquals(List.of(), keys(document.notes(made(PaperProduct.FLYER, "black", "red"))));
    }

    @Test
    void keepsTheNotesOfDocumentsThatWereReadBeforeThereWereFacts() {
        var old =
                "{\"is\":\"document\",\"pages\":4,\"sizeMm\":[],\"notes\":[{\"key\":\"documents.blank\",\"args\":[]}]}";
        assertEquals(
                List.of("documents.blank"),
                keys(Json.read(old, Contents.class).notes(Choices.Paper.copies("A4", "colour", false, 1))));
    }

    private static Choices.Paper made(PaperProduct product, String... inks) {
        return new Choices.Paper(product, "Letter", "", "", "", List.of(inks), false, List.of(), 10);
    }

    private static List<String> keys(List<Message> notes) {
        return notes.stream().map(Message::key).toList();
    }
}
