package platen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import platen.pricing.PriceBookReader;
import platen.values.Json;

class QuoteCommandTest {
    private static final String FLYER = "src/main/resources/samples/flyer.pdf";
    private static final String CUBE = "src/main/resources/samples/cube.stl";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void pricesADocumentLineByLine() {
        assertEquals(0, quote(FLYER, "--product", "flyer", "--option", "ink=black+red", "--quantity", "500"));
        assertTrue(out.toString().contains("Preparing each page for red"), out.toString());
        assertTrue(out.toString().contains("Together"), out.toString());
    }

    @Test
    void pricesSeveralQuantitiesAsJson() throws IOException {
        assertEquals(0, quote(CUBE, "--quantity", "1,10", "--option", "band=Reduced", "--json"));
        var lines = out.toString().lines().toList();
        assertEquals(2, lines.size());
        var one = Json.MAPPER.readTree(lines.getFirst());
        assertTrue(one.path("estimate").asBoolean());
        assertEquals(351, one.path("price_cents").asInt(), "70 % of each line of the smallest order");
        assertEquals(10, Json.MAPPER.readTree(lines.getLast()).path("quantity").asInt());
    }

    /// As a draft's first price has it.
    @Test
    void laysCopiesOfAPartOntoPlates() throws IOException {
        assertEquals(0, quote(CUBE, "--quantity", "40", "--json"));
        var plates = Json.MAPPER
                .readTree(out.toString())
                .path("request")
                .path("items")
                .get(0)
                .path("plates");
        var copies = 0;
        for (var plate : plates.path("plates"))
            copies += plate.path("copies").asInt() * plate.path("times").asInt();
        assertEquals(40, copies);
        assertTrue(plates.path("most").asInt() > 1, out.toString());
        assertTrue(plates.path("startSeconds").asLong() > 60, "they share a start");
    }

    @Test
    void takesStrengthAndSupports() throws IOException {
        assertEquals(0, quote(CUBE, "--option", "strength=strong", "--option", "supports=no", "--json"));
        var strong = milligrams();
        assertEquals(0, quote(CUBE, "--json"));
        assertTrue(strong > milligrams());
        assertEquals(2, quote(CUBE, "--option", "strength=mighty"));
        assertEquals(2, quote(CUBE, "--option", "supports=perhaps"));
    }

    @Test
    void sendsTooManyPlatesToAPerson() {
        assertEquals(1, quote(CUBE, "--quantity", "5000"));
        assertTrue(out.toString().contains("30"), out.toString());
    }

    private long milligrams() throws IOException {
        var last = out.toString().lines().toList().getLast();
        return Json.MAPPER
                .readTree(last)
                .path("request")
                .path("items")
                .get(0)
                .path("milligrams")
                .asLong();
    }

    @Test
    void takesAPriceBookOfOnesOwn() throws IOException {
        var book = folder.resolve("book.toml");
        Files.writeString(book, PriceBookReader.shippedText(false).replaceFirst("minimum = 5.00", "minimum = 77.00"));
        assertEquals(0, quote(CUBE, "--prices", book.toString(), "--json"));
        assertEquals(
                7_700, Json.MAPPER.readTree(out.toString()).path("price_cents").asInt());
        Files.writeString(book, "[general]\nlabour_per_hour = -3\n");
        assertEquals(2, quote(CUBE, "--prices", book.toString()));
        assertTrue(err.toString().contains("general.labour_per_hour: Enter a number from 0 to 100000"), err.toString());
    }

    @Test
    void findsMetricSizesWithoutABook() {
        assertEquals(0, quote(FLYER, "--product", "flyer", "--option", "size=A5", "--quantity", "100"));
        assertTrue(out.toString().contains("Plain 80 g, A"), out.toString());
    }

    @Test
    void saysWhatGoesToAPerson() {
        assertEquals(1, quote(FLYER, "--quantity", "5001"));
        assertTrue(out.toString().contains("so a person"), out.toString());
    }

    @Test
    void saysWhatIsWrongWithTheCommand() {
        assertEquals(2, quote(FLYER, "--product", "zine"));
        assertEquals(2, quote(FLYER, "--option", "colour=red"));
        assertEquals(2, quote(FLYER, "--product", "part"));
        assertEquals(2, quote(CUBE, "--product", "flyer"));
        assertEquals(2, quote(FLYER, "--quantity", "0"));
        assertEquals(2, quote("nowhere.pdf"));
        assertEquals(2, quote(FLYER, "--data", folder.toString()));
    }

    private int quote(String... args) {
        return new CommandLine(new QuoteCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }
}
