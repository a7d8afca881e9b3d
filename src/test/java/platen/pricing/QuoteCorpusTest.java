package platen.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import platen.pricing.Price.Priced;
import platen.values.Json;

/// Stored quotes of every version of the engine, each a file as the database had it: the book, the
/// request, the lines and the total. They are never edited: a new engine adds its own.
class QuoteCorpusTest {
    private static final Path CORPUS = Path.of("src/test/resources/quotes");

    static List<Path> files() throws IOException {
        try (var files = Files.list(CORPUS)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void recomputesToTheSameCents(Path file) throws IOException {
        var stored = Json.MAPPER.readTree(file.toFile());
        assertTrue(!stored.path("quotes").isEmpty(), file.toString());
        for (var quote : stored.path("quotes")) {
            var price = Reckoning.again(
                    stored.path("engine").asInt(),
                    stored.path("book").asText(),
                    quote.path("request").asText());
            assertEquals(Json.read(quote.path("lines").asText(), Priced.class), price, quote.toString());
            assertEquals(total(quote), ((Priced) price).total().cents(), quote.toString());
        }
    }

    @Test
    void hasQuotesOfEveryEngine() throws IOException {
        Set<Integer> engines = new TreeSet<>();
        for (var file : files())
            engines.add(Json.MAPPER.readTree(file.toFile()).path("engine").asInt());
        for (int engine = 1; engine <= Pricing.ENGINE; engine++)
            assertTrue(engines.contains(engine), "engine " + engine);
    }

    private static long total(JsonNode quote) {
        return quote.path("total_cents").asLong();
    }
}
