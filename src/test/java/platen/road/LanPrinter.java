package platen.road;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import platen.events.Subject;
import platen.fleet.Attempt;
import platen.fleet.AttemptState;
import platen.gcode.ProgramDigest;
import platen.gcode.ProgramDigest.Counted;
import platen.queue.JobState;
import platen.values.JobId;
import platen.values.Json;
import platen.values.MachineId;

/// One printer of a [LanShop], with its job: what the records say of it, and what it says that it executed.
final class LanPrinter implements AutoCloseable {
    private static final int MOST_TRIES = 60;
    private static final long A_WHILE_NS = 500_000_000;

    private final LanShop shop;
    private final String name;
    private final PlatenProcess process;
    private final Path report;
    private final MachineId machine;
    private final JobId job;
    private final Counted expected;
    private Path link;
    private int place;
    private boolean ended;

    LanPrinter(
            LanShop shop,
            String name,
            int place,
            PlatenProcess process,
            Path link,
            Path report,
            MachineId machine,
            JobId job,
            byte[] program)
            throws IOException {
        this.shop = shop;
        this.name = name;
        this.place = place;
        this.process = process;
        this.link = link;
        this.report = report;
        this.machine = machine;
        this.job = job;
        this.expected = ProgramDigest.of(new ByteArrayInputStream(program));
    }

    /// A program that prints for so many seconds on a printer that is `speed` times as fast as a real one, and that no
    /// other printer has.
    static byte[] program(int seconds, int speed, int which) {
        var text =
                new StringBuilder("; no. " + which + "\nM104 S200\nM140 S60\nG28\nM109 S200\nG92 E0\nG1 Z0.2 F600\n");
        for (int i = 0; i < seconds * speed; i++) {
            if (i % 200 == 199) text.append("G1 Z").append(0.2 * (i / 200 + 2)).append(" F600\n");
            // A way of 100 mm at 100 mm/s.
            text.append("G1 X").append(i % 2 == 0 ? 110 : 10).append(" Y").append(10 + which);
            text.append(" E").append(i + 1).append(" F6000\n");
        }
        return text.append("M104 S0\nM140 S0\nG1 X0 F6000\n").toString().getBytes(UTF_8);
    }

    MachineId machine() {
        return machine;
    }

    JobId job() {
        return job;
    }

    Attempt attempt() {
        return shop.attempts(job).getLast();
    }

    JobState state() {
        return shop.state(job);
    }

    void awaitState(JobState state) {
        PlatenProcess.until(name + " is " + state, () -> state() == state);
    }

    void awaitConnected(long times) {
        PlatenProcess.until(
                name + " is connected", () -> shop.happened(Subject.of(machine), "fleet.printer-connected") >= times);
    }

    /// A worker lets its job go, again where it was refused because the printer is not ready yet.
    void release() throws IOException, InterruptedException {
        for (int tries = 0; tries < MOST_TRIES && state() == JobState.WAITING; tries++) {
            shop.act("/work/jobs/" + job.value() + "/start", "machine=" + machine.value(), 303);
            LockSupport.parkNanos(A_WHILE_NS);
        }
    }

    /// Waits until its host has noted this line of the file.
    void awaitLine(long line) {
        PlatenProcess.until(name + " is at line " + line, () -> line() >= line);
    }

    long line() {
        try {
            var noted =
                    Json.MAPPER.readTree(Files.readString(shop.hostFolder(place).resolve("progress.json")));
            return noted.path(attempt().attemptKey()).path("line").asLong();
        } catch (IOException e) {
            return 0;
        }
    }

    /// A person pulls its plug and carries it to another computer. What comes out of its tty is the same.
    void carry(int to) {
        var there = link.resolveSibling("at-" + to + "-" + name);
        try {
            link = Files.move(link, there);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        place = to;
    }

    Path link() {
        return link;
    }

    /// Holds the records and the printer against each other: it executed exactly its program, once, and every step of
    /// its one good attempt is on record once.
    void assertPrintedOnce() throws IOException, InterruptedException {
        var story = name + "\n" + shop.story(Subject.of(job));
        assertEquals(JobState.TO_CHECK, state(), story);
        assertEquals(AttemptState.FINISHED, attempt().state(), story);
        assertEquals(expected.commands(), attempt().commands(), story);
        long attempts = shop.attempts(job).size();
        assertEquals(1, happened("fleet.finished"), story);
        assertEquals(attempts, happened("fleet.released"), story);
        assertEquals(attempts, happened("fleet.accepted"), story);
        assertEquals(attempts, happened("fleet.started"), story);
        assertEquals(1, executions(), () -> "it executed just the program, once: " + executed());
    }

    long happened(String key) {
        return shop.happened(Subject.of(job), key);
    }

    /// How often it executed its whole program, and nothing else between.
    long executions() throws IOException, InterruptedException {
        var hex = expected.digest().hex();
        return end().get("sessions")
                .valueStream()
                .filter(session -> session.toString().contains(hex))
                .count();
    }

    /// Neither of its heaters is to be warm.
    void assertCold() throws IOException, InterruptedException {
        var done = end();
        assertEquals(0, done.get("nozzle_target_c").asDouble(), () -> name + " is hot: " + done);
        assertEquals(0, done.get("bed_target_c").asDouble(), () -> name + " is hot: " + done);
    }

    /// It ends, and says what it did.
    private JsonNode end() throws IOException, InterruptedException {
        if (!ended) process.end();
        ended = true;
        assertTrue(Files.exists(report), () -> name + " says nothing: " + process.output());
        return Json.MAPPER.readTree(Files.readString(report));
    }

    private String executed() {
        try {
            return Files.readString(report);
        } catch (IOException e) {
            return "nothing";
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
