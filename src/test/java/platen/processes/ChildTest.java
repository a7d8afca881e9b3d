package platen.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import platen.processes.Outcome.Ended;
import platen.processes.Outcome.NotStarted;
import platen.processes.Outcome.TimedOut;

@Timeout(180)
class ChildTest {
    private static final Limits SMALL = new Limits(Duration.ofMinutes(1), 200_000_000, 1_000_000, 1_000, 5);

    @TempDir
    Path folder;

    @Test
    void tellsCodeAndOutput() throws InterruptedException {
        assertEquals(new Ended(3, "to out\nto err\n", false), sh(SMALL, "echo to out; echo to err >&2; exit 3"));
    }

    @Test
    void keepsTheEndOfALongOutput() throws InterruptedException {
        var ended = (Ended) sh(SMALL, "yes | head -n 1000000; echo the end");
        assertTrue(ended.cut());
        assertEquals(1_000, ended.output().length());
        assertTrue(ended.output().endsWith("y\nthe end\n"));
    }

    @Test
    void endsThatWhichTakesTooLongWithAllItStarted() throws InterruptedException, IOException {
        var limits = new Limits(Duration.ofSeconds(2), 0, 1_000_000, 1_000, 5);
        var outcome = sh(limits, "sleep 1000 & echo $! > grandchild; sleep 1000");
        assertInstanceOf(TimedOut.class, outcome);
        assertGone(Files.readString(folder.resolve("grandchild")).strip());
    }

    @Test
    void endsWhatItLeavesBehind() throws InterruptedException, IOException {
        assertEquals(new Ended(0, "", false), sh(SMALL, "sleep 1000 & echo $! > grandchild"));
        assertGone(Files.readString(folder.resolve("grandchild")).strip());
    }

    @Test
    void isNicerThanWeAreAlsoWhereSessionsShareTheProcessor() throws InterruptedException {
        assumeTrue(Files.exists(Path.of("/proc/self/autogroup")), "the kernel does not group by sessions");
        var seen = (Ended) sh(SMALL, "cat /proc/self/autogroup");
        assertTrue(seen.output().endsWith(" nice 5\n"), seen.output());
    }

    @Test
    void boundsMemoryAndFiles() throws InterruptedException, IOException {
        assertNotEquals(0, ((Ended) sh(SMALL, "head -c 400000000 /dev/zero | tail -n 1 > /dev/null")).code());
        sh(SMALL, "head -c 5000000 /dev/zero > big");
        assertEquals(1_000_000, Files.size(folder.resolve("big")));
    }

    @Test
    void losesNoWordOfWhatEndsAtOnce() throws InterruptedException {
        for (int i = 0; i < 50; i++) assertEquals(new Ended(0, "all\n", false), sh(SMALL, "echo all"));
    }

    @Test
    void passesOnNoEnvironment() throws InterruptedException {
        var ended = (Ended) sh(SMALL, "env | cut -d = -f 1 | grep -v -e PWD -e SHLVL -e '^_$' | sort | tr '\\n' ' '");
        assertEquals("HOME LANG PATH TMPDIR ", ended.output());
    }

    @Test
    void tellsThatThereIsNoSuchProgram() throws InterruptedException {
        assertNotEquals(0, ((Ended) Child.run(List.of("no-such-program"), folder, SMALL)).code());
        assertInstanceOf(NotStarted.class, Child.run(List.of("ls"), folder.resolve("nowhere"), SMALL));
    }

    private Outcome sh(Limits limits, String script) throws InterruptedException {
        return Child.run(List.of("sh", "-c", script), folder, limits);
    }

    /// A process that is dead may stay as a zombie until somebody collects it.
    static void assertGone(String pid) throws IOException {
        var stat = Path.of("/proc", pid, "stat");
        var limit = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (Files.exists(stat) && !Files.readString(stat).contains(") Z ")) {
            assertTrue(System.nanoTime() < limit, "process " + pid + " is alive");
            Thread.onSpinWait();
        }
    }
}
