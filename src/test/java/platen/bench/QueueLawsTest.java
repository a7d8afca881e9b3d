package platen.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Store;

/// `-Dplaten.queue.steps=1000000` runs a million steps; so does `platen bench queue`.
@ParameterizedClass
@EnumSource
class QueueLawsTest {
    private static final long STEPS = Long.getLong("platen.queue.steps", 1_500);
    private static final long SEED = Long.getLong("platen.queue.seed", 1);

    private final Store store;

    QueueLawsTest(Store store) {
        this.store = store;
    }

    @Test
    void theQueueKeepsItsLaws(@TempDir Path folder) throws IOException {
        try (var database = store.open()) {
            var findings = new QueueLaws(database, folder, SEED).check(STEPS);
            assertEquals(List.of(), findings.broken());
            assertTrue(findings.ordersReady() > 2, "orders become ready: " + findings.ordersReady());
        }
    }
}
