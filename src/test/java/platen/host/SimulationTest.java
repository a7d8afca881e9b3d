package platen.host;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Database;
import platen.files.FileStore;
import platen.printers.Profiles;
import platen.values.Digest;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulationTest {
    private static final int RUNS = Integer.getInteger("platen.simulation.runs", 12);
    private static final int STEPS = 200;
    private static final long FIRST_SEED = Long.getLong("platen.simulation.seed", 1);

    private final Profiles profiles = Profiles.shipped();
    private final Database database = Database.sqlite(Path.of("file:simulation?mode=memory&cache=shared"));
    private FileStore files;
    private Digest program;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        files = new FileStore(folder, database, InstantSource.fixed(Instant.EPOCH));
        program = ((FileStore.Outcome.Stored)
                        files.store(new ByteArrayInputStream("G28\n".getBytes(StandardCharsets.US_ASCII)), 100))
                .digest();
    }

    @AfterAll
    void close() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyPrintStartsOnceAndEndsKnownOrShown(World world) {
        var told = new TreeMap<String, Integer>();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
            try {
                var shop = new SimulatedShop(seed, world, database, files, profiles, program);
                shop.run(STEPS);
                shop.told().forEach((what, times) -> told.merge(what, times, Integer::sum));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + " in " + world, e);
            }
        }
        for (var what : world.seen.split(" ", -1)) assertTrue(told.containsKey(what), () -> what + " not in " + told);
    }
}
