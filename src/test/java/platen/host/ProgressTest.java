package platen.host;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.protocol.Temperatures;
import platen.streaming.Status;
import platen.sync.Reached;

class ProgressTest {
    private static final Reached SOME = new Reached(77, 1_234, 5, 200.5, null, false);

    @TempDir
    Path folder;

    @Test
    void tellsAfterADeathWhatWasWritten() {
        var progress = new Progress(folder);
        progress.note("a", SOME);
        progress.write();
        progress.note("a", new Reached(78, 1_250, 5, 200.5, null, false));
        var after = new Progress(folder);
        assertEquals(SOME, after.reached("a"));
        assertNull(after.reached("b"));
    }

    @Test
    void wantsToBeWrittenAtANewLayer() {
        var progress = new Progress(folder);
        progress.note("a", SOME);
        progress.write();
        progress.note("a", new Reached(78, 1_250, 5, 200.5, null, false));
        assertFalse(progress.hasNewLayer());
        progress.note("a", new Reached(79, 1_260, 6, 200.5, null, false));
        assertTrue(progress.hasNewLayer());
        progress.write();
        assertFalse(progress.hasNewLayer());
    }

    @Test
    void readsWhatAnOlderVersionWrote() throws IOException {
        Files.writeString(folder.resolve("progress.json"), "{\"a\":77}");
        assertEquals(new Reached(77, 0, 0, null, null, false), new Progress(folder).reached("a"));
    }

    @Test
    void startsWithoutAFileThatIsNone() throws IOException {
        for (var text : new String[] {"", "{", "[1]", "{\"a\":\"b\"}", "{\"a\":{\"line\":\"x\"}}"}) {
            Files.writeString(folder.resolve("progress.json"), text);
            assertNull(new Progress(folder).reached("a"), text);
        }
    }

    @Test
    void forgetsTheOldestPrintsOnly() {
        var progress = new Progress(folder);
        for (int print = 0; print <= 50; print++) progress.note("" + print, SOME);
        assertNull(progress.reached("0"));
        assertNotNull(progress.reached("1"));
        assertNotNull(progress.reached("50"));
    }

    @Test
    void remembersThatAPauseHadMovedTheHeadWhenThePrintEndsInIt() {
        var paused = Glance.reached(at(Status.Stage.PAUSED), null);
        assertTrue(requireNonNull(paused).headMoved());
        assertTrue(
                requireNonNull(Glance.reached(at(Status.Stage.COOLING), paused)).headMoved());
        assertFalse(requireNonNull(Glance.reached(at(Status.Stage.PRINTING), paused))
                .headMoved());
        assertFalse(
                requireNonNull(Glance.reached(at(Status.Stage.COOLING), SOME)).headMoved());
    }

    private static Status at(Status.Stage stage) {
        var print = new Status.PrintStatus("a", stage, null, 9, 8, 77, 1_234, 5, 70, 1.2, 0.5, 0.5, 60, 60, 0, 1, 2);
        return new Status(Status.Connection.READY, null, "", Temperatures.NONE, false, null, null, false, print, null);
    }
}
