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
    void hasEveryProductAndTermOfTodaysEngine() throws IOException {
        Set<String> seen = new TreeSet<>();
        for (var file : files()) {
            var stored = Json.MAPPER.readTree(file.toFile());
            if (stored.path("engine").asInt() != Pricing.ENGINE) continue;
            for (var quote : stored.path("quotes"))
                see(Json.read(quote.path("request").asText(), PriceRequest.class), seen);
        }
        var wanted =
                new TreeSet<>(Set.of("part", "rush", "group", "band", "tax", "no tax", "several items", "one", "many"));
        for (var product : PaperProduct.values()) wanted.add(product.word());
        for (var band : PriceBook.example(true).bands()) wanted.add("band " + band.name());
        assertEquals(Set.of(), missing(wanted, seen));
    }

    private static void see(PriceRequest request, Set<String> seen) {
        var terms = request.terms();
        if (!terms.rush().isEmpty()) seen.add("rush");
        if (!terms.group().isEmpty()) seen.add("group");
        if (!terms.band().isEmpty()) seen.addAll(Set.of("band", "band " + terms.band()));
        seen.add(request.taxBasisPoints() > 0 ? "tax" : "no tax");
        if (request.items().size() > 1) seen.add("several items");
        for (var item : request.items()) {
            seen.add(item.quantity() == 1 ? "one" : item.quantity() >= 100 ? "many" : "some");
            seen.add(item instanceof PriceRequest.Paper paper ? paper.product().word() : "part");
        }
    }

    private static Set<String> missing(Set<String> wanted, Set<String> seen) {
        var missing = new TreeSet<>(wanted);
        missing.removeAll(seen);
        return missing;
    }

    @Test
    void hasQuotesOfEveryEngine() throws IOException {
        Set<Integer> engines = new TreeSet<>();
        for (var file : files())
            engines.add(Json.MAPPER.readTree(file.toFile()).path("engine").asInt());
        for (int engine = PersonPrice.ENGINE; engine <= Pricing.ENGINE; engine++)
            assertTrue(engines.contains(engine), "engine " + engine);
    }

    private static long total(JsonNode quote) {
        return quote.path("total_cents").asLong();
    }
}
