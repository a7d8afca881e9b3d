package platen.road;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ten kills of a busy server: the long run is `platen bench crash`.
class KillsIT {
    @TempDir
    private Path folder;

    @Test
    void nothingIsLostDoubledOrHalfByTenKills() throws IOException, InterruptedException {
        try (var crash = PlatenProcess.start(folder, "bench", "crash", "--rounds=10", "--seed=5")) {
            assertEquals(0, crash.exit(), crash.output());
            assertTrue(crash.output().contains("10  blow: kill server"), crash.output());
            assertTrue(crash.output().contains("payments acknowledged"), crash.output());
            assertTrue(crash.output().contains("prints finished"), crash.output());
        }
    }
}
