package platen.road;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.fleet.AttemptState;
import platen.gcode.ProgramDigest;
import platen.queue.JobState;

/// What `kill -9` in the middle of a print does, to the server and to the printer host.
class CrashIT {
    private static final int SPEED = 20;
    private static final long LINES_OF_A_SECOND = 1_000;

    @TempDir
    private Path folder;

    @Test
    void aPrintOutlivesItsServerAndIsOnRecordOnce() throws IOException, InterruptedException {
        try (var shop = new LiveShop(folder, PlatenProcess.jar(folder), SPEED)) {
            shop.release();
            var host = shop.host().pid();
            shop.awaitLine(100);
            shop.server().kill();
            shop.awaitLine(shop.line() + 100);
            assertEquals(JobState.RUNNING, shop.job().state(), "nobody has written that it ended");

            shop.startServer();
            assertEquals(host, shop.host().pid(), "the new server adopts the host that prints");
            PlatenProcess.until(
                    "the new server hears of the print", () -> page(shop).contains(" left"));
            shop.server().kill();
            PlatenProcess.until("the print ends, unheard", () -> shop.journal().contains("\"finished\""));
            assertEquals(JobState.RUNNING, shop.job().state());

            shop.startServer();
            PlatenProcess.until("the end is told", () -> shop.job().state() == JobState.TO_CHECK);
            var attempt = shop.attempts().getFirst();
            assertEquals(1, shop.attempts().size());
            assertEquals(AttemptState.FINISHED, attempt.state());
            assertEquals(shop.expected().commands(), attempt.commands());
            assertNotNull(attempt.timeS());
            for (var step : new String[] {"fleet.released", "fleet.accepted", "fleet.started", "fleet.finished"})
                assertEquals(1, shop.happened(step), step);
            PlatenProcess.until(
                    "what was said last is told, too",
                    () -> shop.attempts().getFirst().blackBox() != null);
            assertTrue(shop.report().contains(shop.expected().digest().hex()), "each command once and in order");
        }
    }

    @Test
    void anInterruptedPrintEndsColdAndWaitsForAPerson() throws IOException, InterruptedException {
        try (var shop = new LiveShop(folder, PlatenProcess.jar(folder), SPEED)) {
            shop.release();
            shop.awaitLine(500);
            var dead = shop.host();
            var line = shop.line();
            assertTrue(dead.destroyForcibly());

            PlatenProcess.until("the job has failed", () -> shop.job().state() == JobState.FAILED);
            assertNotEquals(dead.pid(), shop.host().pid(), "the server has started another host");
            var attempt = shop.attempts().getFirst();
            assertEquals("host.interrupted", requireNonNull(attempt.cause()).key());
            var told = requireNonNull(attempt.lastLine());
            assertTrue(line <= told && told < line + LINES_OF_A_SECOND, line + " was noted, " + told + " is told");
            assertEquals(true, attempt.heatersOff());
            assertTrue(page(shop).contains("stopped in mid-print"), "the worker is told");

            PlatenProcess.until("the printer stands by again", () -> page(shop).contains("nozzle"));
            assertEquals(1, shop.attempts().size(), "nothing starts again by itself");
            assertEquals(JobState.FAILED, shop.job().state());
            var report = shop.report();
            assertFalse(report.contains(shop.expected().digest().hex()));
            assertTrue(report.contains("\"nozzle_target_c\":0.0,\"bed_target_c\":0.0"), report);
        }
    }

    @Test
    void aWorkerGoesOnFromALayerAndThePrinterExecutesWhatWasShown() throws IOException, InterruptedException {
        try (var shop = new LiveShop(folder, PlatenProcess.jar(folder), SPEED);
                var browser = new Browser()) {
            shop.release();
            shop.awaitLine(1_000);
            assertTrue(shop.host().destroyForcibly());
            PlatenProcess.until("the job has failed", () -> shop.job().state() == JobState.FAILED);
            PlatenProcess.until("the printer stands by again", () -> page(shop).contains("nozzle"));
            var cutOff = shop.attempts().getFirst();
            assertTrue(requireNonNull(cutOff.lastLayer()) > 2, "the host has noted the layer");
            assertTrue(requireNonNull(cutOff.nozzleC()) > 180, "and how warm it was");

            var worker = shop.worker(browser, "");
            Browser.picture(worker, "job-cut-off");
            worker.getByText("Go on from a layer").click();
            Browser.picture(worker, "go-on");
            worker.locator("main form button.main").click();
            Browser.picture(worker, "go-on-unanswered");
            assertEquals(JobState.FAILED, shop.job().state(), "nothing was answered");
            for (var box : worker.locator("input[type=checkbox]").all()) box.check();
            var shown = worker.locator("pre.program").textContent();
            worker.locator("main form button.main").click();
            worker.waitForURL("**/work/jobs/*");

            PlatenProcess.until("the rest is printed", () -> shop.job().state() == JobState.TO_CHECK);
            var rest = shop.attempts().getLast();
            assertEquals(cutOff.id(), rest.restOf());
            var program = Files.readString(shop.program(rest));
            var head = shown.substring(0, shown.indexOf("byte for byte.\n"));
            assertTrue(program.startsWith(head), program);
            assertEquals(1, shop.happened("fleet.goes-on"));
            assertEquals(0, shop.job().spoiled());
            var executed = ProgramDigest.of(shop.program(rest));
            assertEquals(executed.commands(), rest.commands());
            assertTrue(shop.report().contains(executed.digest().hex()), "each command once and in order");
        }
    }

    private static String page(LiveShop shop) {
        try {
            return shop.page("/work") + shop.page("/work/machines");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
