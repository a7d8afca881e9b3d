package platen.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import platen.inspection.Inspection.OfDocument;
import platen.inspection.Inspection.OfMesh;
import platen.inspection.Inspection.Unreadable;

/// Real processes that wait for files, and what becomes of them.
@Timeout(180)
class ReadersIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private Inspector inspector;

    @BeforeEach
    void begin() {
        inspector = inspector(LONG, LONG);
    }

    @AfterEach
    void end() {
        inspector.close();
    }

    @Test
    void readsSeveralFilesInOneProcessThatWaitsForThem() throws Exception {
        long first = spare();
        assertInstanceOf(OfMesh.class, inspect("cube.stl"));
        assertInstanceOf(Inspection.OfProgram.class, inspect("cube.gcode"));
        assertInstanceOf(OfDocument.class, inspect("flyer.pdf"));
        assertInstanceOf(OfDocument.class, inspect("flyer.pdf"));
        assertEquals(List.of(first), inspector.waiting());
    }

    @Test
    void replacesAProcessAfterSomeFiles() throws Exception {
        long first = spare();
        for (int file = 0; file < Reader.MOST_FILES; file++) assertInstanceOf(OfMesh.class, inspect("cube.stl"));
        assertNotEquals(first, spare());
        assertTrue(isGone(first));
    }

    @Test
    void replacesAProcessThatHasReadWhatIsRefused() throws Exception {
        long first = spare();
        var broken = Files.writeString(folder.resolve("broken"), "%PDF-1.7 and nothing more");
        assertInstanceOf(Unreadable.class, inspector.inspect(broken, "broken.pdf", "ender3", null));
        assertNotEquals(first, spare());
        assertTrue(isGone(first));
        assertInstanceOf(OfMesh.class, inspect("cube.stl"));
    }

    @Test
    void replacesAProcessWhoseMemoryIsExhausted() throws Exception {
        long first = spare();
        var hungry = Files.write(folder.resolve("hungry"), HostileDocuments.longText(1_500));
        assertInstanceOf(OfDocument.class, inspector.inspect(hungry, "hungry.pdf", "ender3", null));
        assertNotEquals(first, spare());
        assertTrue(isGone(first));
    }

    @Test
    void saysThatItFailedWhereAProcessIsKilledInAFile() throws Exception {
        long first = spare();
        assertEquals("inspection.failed", why(killedInAFile(first)));
        assertNotEquals(first, spare());
    }

    @Test
    void readsAgainInANewProcessWhatOneFailedAtThatHadReadOthers() throws Exception {
        long first = spare();
        inspect("cube.stl");
        assertInstanceOf(OfMesh.class, killedInAFile(first));
    }

    @Test
    void endsAProcessThatHangsAndReadsTheNextFile() throws Exception {
        try (var hasty = inspector(Duration.ofSeconds(3), LONG)) {
            long first = spare(hasty);
            signal("STOP", first);
            assertEquals("inspection.too-long", why(hasty.inspect(sample("cube.stl"), "cube.stl", "ender3", null)));
            assertTrue(isGone(first));
            spare(hasty);
        }
        assertInstanceOf(OfMesh.class, inspect("cube.stl"));
    }

    @Test
    void readsOnWhereAWaitingProcessHasDied() throws Exception {
        long first = spare();
        signal("KILL", first);
        until(() -> isGone(first));
        assertInstanceOf(OfMesh.class, inspect("cube.stl"));
    }

    @Test
    void readsSeveralFilesAtOnceAndKeepsFewProcesses() throws Exception {
        var readings = IntStream.range(0, 6)
                .mapToObj(_ -> start(() -> inspect("cube.stl")))
                .toList();
        for (var reading : readings) assertInstanceOf(OfMesh.class, reading.get());
        assertTrue(inspector.waiting().size() <= 2, inspector.waiting().toString());
    }

    @Test
    void keepsNoProcessThatWaitsInVainAndLeavesNothingBehind() throws Exception {
        try (var impatient = inspector(LONG, Duration.ofMillis(200))) {
            impatient.inspect(sample("cube.stl"), "cube.stl", "ender3", null);
            until(() -> impatient.waiting().isEmpty());
        }
        until(() -> isEmpty(folder.resolve("tmp")));
    }

    @Test
    void endsItsProcessesWhenItIsClosed() throws Exception {
        long first = spare();
        inspector.close();
        assertTrue(isGone(first));
        assertTrue(isEmpty(folder.resolve("tmp")));
    }

    /// It is stopped before it gets the file, so that it is killed in the middle of it.
    private Inspection killedInAFile(long process) throws Exception {
        signal("STOP", process);
        var reading = start(() -> inspect("cube.stl"));
        until(() -> inspector.waiting().isEmpty());
        signal("KILL", process);
        return reading.get();
    }

    private Inspector inspector(Duration longest, Duration longestIdle) {
        return new Inspector(folder.resolve("tmp"), folder.resolve("printers"), longest, longestIdle);
    }

    private static <T> FutureTask<T> start(Callable<T> work) {
        var task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    private static String why(Inspection inspection) {
        return assertInstanceOf(Unreadable.class, inspection).why().key();
    }

    private Inspection inspect(String sample) throws IOException, InterruptedException {
        return inspector.inspect(sample(sample), sample, "ender3", null);
    }

    private long spare() {
        return spare(inspector);
    }

    /// The process that waits, as soon as there is one.
    private static long spare(Inspector of) {
        of.expectFile();
        until(() -> !of.waiting().isEmpty());
        return of.waiting().getFirst();
    }

    private static void signal(String name, long process) throws IOException, InterruptedException {
        assertEquals(
                0,
                new ProcessBuilder("kill", "-" + name, Long.toString(process))
                        .start()
                        .waitFor());
    }

    private static boolean isGone(long process) {
        return ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty();
    }

    private static boolean isEmpty(Path folder) {
        try (var left = Files.list(folder)) {
            return left.findAny().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private static void until(BooleanSupplier condition) {
        var end = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not in time");
            Thread.onSpinWait();
        }
    }

    private Path sample(String name) throws IOException {
        var path = folder.resolve(name);
        if (Files.exists(path)) return path;
        try (var in = Objects.requireNonNull(Look.class.getResourceAsStream("/samples/" + name))) {
            return Files.write(path, in.readAllBytes());
        }
    }
}
