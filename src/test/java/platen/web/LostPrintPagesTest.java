package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import platen.fleet.Attempt;
import platen.fleet.AttemptState;
import platen.fleet.Attempts;
import platen.fleet.Fleet;
import platen.machines.BedState;
import platen.machines.Machines;
import platen.people.Role;
import platen.queue.JobState;
import platen.queue.Jobs;

/// A print whose printer computer is gone for good, and a worker whose browser runs no script.
class LostPrintPagesTest {
    private static final String ASKS = "will not come back";

    private final Site site = new Site();
    private final Site.CutOffJob print = site.printing();
    private final String cookie = site.cookieOf(Role.WORKER);
    private final String machine = "/work/machines/" + print.machine().value();
    private final String job = "/work/jobs/" + print.job().value();

    LostPrintPagesTest() throws IOException {}

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void asksNothingWhileThePrinterComputerMayJustBeRestarting() throws Exception {
        assertFalse(page(machine).contains(ASKS));
        assertEquals(AttemptState.PRINTING, declared(good()).state());
        site.clock.pass(Fleet.LONG_SILENCE.plusSeconds(1));
        assertTrue(page(machine).contains(ASKS));
        assertTrue(page(job).contains(ASKS));
        assertTrue(page(job).contains("Offline"));
    }

    @Test
    void isLostWhenAWorkerWhoHasLookedSaysSo() throws Exception {
        site.clock.pass(Fleet.LONG_SILENCE.plusSeconds(1));
        assertEquals(AttemptState.LOST, declared(good()).state());
        assertEquals(
                JobState.FAILED,
                site.database
                        .reading(Jobs.class)
                        .find(print.job())
                        .orElseThrow()
                        .state());
        assertEquals(
                BedState.UNKNOWN,
                site.database
                        .reading(Machines.class)
                        .find(print.machine())
                        .orElseThrow()
                        .bed());
        assertTrue(page(job).contains("declared it lost: its card is broken"), page(job));
        assertFalse(page(job).contains(ASKS));
    }

    @Test
    void isNotLostForOneWhoHasNotLookedOrSaysNoReasonOrMeansAnotherPrint() throws Exception {
        site.clock.pass(Fleet.LONG_SILENCE.plusSeconds(1));
        for (var missing : good().keySet()) {
            var form = new HashMap<>(good());
            form.remove(missing);
            assertEquals(AttemptState.PRINTING, declared(form).state(), missing);
        }
        var other = new HashMap<>(good());
        other.put("attempt", "77");
        assertEquals(AttemptState.PRINTING, declared(other).state());
    }

    @Test
    void isNotLostForACustomer() throws Exception {
        site.clock.pass(Fleet.LONG_SILENCE.plusSeconds(1));
        site.post(machine + "/lost", good());
        assertEquals(AttemptState.PRINTING, attempt().state());
    }

    private Map<String, String> good() {
        return Map.of(
                "reason",
                "its card is broken",
                "looked",
                "yes",
                "attempt",
                "" + attempt().id().value());
    }

    private Attempt declared(Map<String, String> form) throws IOException, InterruptedException {
        site.post(machine + "/lost", form, "Cookie", cookie);
        return attempt();
    }

    private Attempt attempt() {
        return site.database.reading(Attempts.class).byKey("key").orElseThrow();
    }

    private String page(String path) throws IOException, InterruptedException {
        HttpResponse<String> page = site.get(path, "Cookie", cookie);
        assertEquals(200, page.statusCode());
        return page.body();
    }
}
