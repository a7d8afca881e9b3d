package platen.road;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A short, gentle soak: the long and rough one is `platen bench soak`.
class SoakIT {
    @TempDir
    private Path folder;

    @Test
    void noLawBreaksWhileAShopIsKilledAndUnplugged() throws IOException, InterruptedException {
        try (var soak = PlatenProcess.start(
                folder, "bench", "soak", "--minutes=0.4", "--every-s=7", "--speed=40", "--seed=3")) {
            assertEquals(0, soak.exit(), soak.output());
            assertTrue(soak.output().contains("prints finished"), soak.output());
            assertTrue(soak.output().contains("blow: "), soak.output());
            for (int law = 1; law <= 7; law++)
                assertTrue(soak.output().contains("law " + law + "    held"), soak.output());
        }
    }
}
