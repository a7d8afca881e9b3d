package platen.road;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.values.Json;

/// Few printers and short programs: what counts is measured by `platen bench printers`.
class BenchPrintersIT {
    @TempDir
    private Path folder;

    @Test
    void eachOfSomePrintersExecutesJustItsProgramAndNoneStarves() throws IOException, InterruptedException {
        try (var bench = PlatenProcess.start(
                folder, "bench", "printers", "--printers=3", "--lines=6000", "--json", "--baud=1000000")) {
            assertEquals(0, bench.exit(), bench.output());
            assertTrue(bench.output().contains("resident in print, MB"), bench.output());
            var figures = Json.MAPPER.readTree(bench.says("(?m)^(\\{.*})$"));
            assertTrue(figures.get("sound").asBoolean(), bench.output());
            var together = figures.get("together");
            var share = together.get("wire_share");
            assertTrue(share.get("least").asDouble() > 0.1, bench.output());
            assertTrue(share.get("most").asDouble() <= 1.01, bench.output());
            assertTrue(together.get("printing_resident_mb").asDouble() > 20, bench.output());
            assertTrue(together.get("collections").asInt() > 0, bench.output());
        }
    }
}
