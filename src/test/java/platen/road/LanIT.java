package platen.road;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import platen.events.Subject;
import platen.fleet.AttemptState;
import platen.queue.JobState;

/// Printer computers on a LAN that breaks: every print is complete or honestly stopped, each event is on record once,
/// and nothing is printed twice.
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LanIT {
    private static final int SPEED = 20;
    /// A host tries again each few seconds, and one whose line is cut waits for its last call.
    private static final Duration BACK_SOON = Duration.ofSeconds(60);

    private static final int COMMENTS = 6_000;

    @TempDir
    private Path folder;

    @Test
    void printsOutliveAPartitionAndDeathsAndAPrinterThatMoves() throws IOException, InterruptedException {
        try (var lan = Lan.of(2);
                var shop = new LanShop(folder, lan)) {
            System.out.println("The LAN of this test: " + lan.getClass().getSimpleName());
            shop.introduce(0);
            shop.introduce(1);
            var through = shop.furnish("Through", 0, SPEED, LanPrinter.program(65, SPEED, 1));
            var meanwhile = shop.furnish("Meanwhile", 0, SPEED, LanPrinter.program(30, SPEED, 2));
            var stopped = shop.furnish("Stopped", 1, SPEED, LanPrinter.program(80, SPEED, 3));
            var moved = shop.furnish("Moved", 1, SPEED, LanPrinter.program(12, SPEED, 4));
            for (var printer : new LanPrinter[] {through, meanwhile, stopped, moved}) {
                printer.awaitConnected(1);
                printer.release();
            }
            for (var printer : new LanPrinter[] {through, meanwhile, stopped, moved}) printer.awaitLine(60);

            lan.cut(0);
            shop.killHost(1);
            shop.killServer();
            shop.startServer();
            moved.carry(0);
            shop.act(
                    "/work/machines/" + moved.machine().value() + "/plug",
                    "socket=" + LanShop.encoded(shop.hostId(0).value() + " other") + "&port-"
                            + shop.hostId(0).value() + "="
                            + LanShop.encoded(moved.link().toString()),
                    303);
            shop.startHost(1);

            stopped.awaitState(JobState.FAILED);
            assertEquals(
                    "host.interrupted",
                    requireNonNull(stopped.attempt().cause()).key());
            assertEquals(true, stopped.attempt().heatersOff(), "it was turned off first of all");
            assertEquals(JobState.RUNNING, moved.state(), "nobody has told that it ended");
            assertEquals(JobState.RUNNING, meanwhile.state(), "nobody has told that it ended");
            PlatenProcess.until("it ends, unheard", () -> shop.journal(0).contains("\"finished\""));
            moved.awaitState(JobState.FAILED);
            assertEquals(
                    "host.interrupted", requireNonNull(moved.attempt().cause()).key());
            assertEquals(false, moved.attempt().heatersOff(), "nobody at its old place can tell");
            assertEquals(AttemptState.PRINTING, through.attempt().state(), "its computer is not heard");

            lan.join(0);
            PlatenProcess.until("it is told", BACK_SOON, () -> meanwhile.state() == JobState.TO_CHECK);
            PlatenProcess.until(
                    "the printer is cold at its new place",
                    BACK_SOON,
                    () -> Boolean.TRUE.equals(moved.attempt().heatersOff()));
            shop.act("/work/machines/" + moved.machine().value() + "/clear", "", 303);
            shop.act("/work/jobs/" + moved.job().value() + "/again", "", 303);
            moved.release();
            moved.awaitState(JobState.TO_CHECK);
            through.awaitState(JobState.TO_CHECK);
            PlatenProcess.until(
                    "what was said last is told",
                    () -> through.attempt().blackBox() != null
                            && meanwhile.attempt().blackBox() != null);

            assertEquals(1, shop.attempts(through.job()).size());
            assertEquals(1, shop.attempts(stopped.job()).size(), "nothing starts again by itself");
            assertEquals(2, shop.attempts(moved.job()).size());
            assertEquals(1, stopped.happened("host.interrupted"));
            assertEquals(1, moved.happened("host.interrupted"));
            assertEquals(0, stopped.executions());
            stopped.assertCold();
            for (var printer : new LanPrinter[] {through, meanwhile, moved}) {
                assertNotNull(printer.attempt().timeS());
                printer.assertPrintedOnce();
                printer.assertCold();
            }
            assertTrue(shop.said(0).contains("the server answers again"), shop.said(0));
        }
    }

    @Test
    void aBadLineAndABadServerLoseAndDoubleNothing() throws IOException, InterruptedException {
        try (var lan = new Loopback(1);
                var shop = new LanShop(folder, lan)) {
            shop.introduce(0);
            var line = lan.line(0);
            var printer = shop.furnish("Patient", 0, SPEED, large(LanPrinter.program(45, SPEED, 5)));
            printer.awaitConnected(1);
            line.is(FaultyLine.Manner.BROKEN);
            printer.release();
            printer.awaitLine(COMMENTS + 200);

            var nonsense = new ArrayList<>(Nonsenses.all());
            for (var wish : List.of("offer", "grant"))
                line.answers().stream()
                        .filter(answer -> FaultyLine.head(answer).contains("\"kind\":\"" + wish + "\""))
                        .findFirst()
                        .map(Nonsenses::again)
                        .ifPresent(nonsense::add);
            line.answers(nonsense);
            var seen = printer.line();
            PlatenProcess.until("all of it was answered", () -> line.told() >= nonsense.size());
            assertTrue(shop.host(0).isAlive(), shop.said(0));
            assertTrue(printer.line() > seen, "it prints on");

            line.is(FaultyLine.Manner.BROKEN);
            printer.awaitState(JobState.TO_CHECK);
            PlatenProcess.until(
                    "what was said last is told", () -> printer.attempt().blackBox() != null);
            System.out.println(
                    "A bad line broke " + line.score() + "; " + line.calls().size() + " calls come again");
            assertTrue(line.faults() > 10, line::score);

            var before = shop.story(Subject.of(printer.job())) + shop.story(Subject.of(printer.machine()));
            for (var call : line.calls()) Nonsenses.send(call, shop.address().getPort());
            shop.killServer();
            shop.startServer();
            for (var call : line.calls()) Nonsenses.send(call, shop.address().getPort());
            assertEquals(
                    before,
                    shop.story(Subject.of(printer.job())) + shop.story(Subject.of(printer.machine())),
                    "what comes again changes nothing");
            line.is(FaultyLine.Manner.SOUND);
            shop.act("/work/machines/" + printer.machine().value() + "/cool-down", "", 303);
            PlatenProcess.until(
                    "its computer still obeys",
                    () -> shop.happened(Subject.of(printer.machine()), "fleet.cooled-down") > 0);
            assertEquals(1, shop.attempts(printer.job()).size());
            printer.assertPrintedOnce();
            printer.assertCold();
        }
    }

    /// With so many comments that it does not come over a bad line at once.
    private static byte[] large(byte[] program) {
        var comments = ("; " + "x".repeat(98) + "\n").repeat(COMMENTS).getBytes(UTF_8);
        var all = Arrays.copyOf(comments, comments.length + program.length);
        System.arraycopy(program, 0, all, comments.length, program.length);
        return all;
    }
}
