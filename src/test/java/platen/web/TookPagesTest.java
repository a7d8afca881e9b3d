package platen.web;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static platen.machines.BedState.CLEAR;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import platen.books.PostCalculation;
import platen.books.Took;
import platen.fleet.AttemptState;
import platen.fleet.Attempts;
import platen.machines.Hosts;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.orders.Choices;
import platen.orders.Product;
import platen.people.Role;
import platen.pricing.PriceRequest;
import platen.queue.Job;
import platen.queue.Jobs;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Message;
import platen.values.Secrets;

/// What jobs took against what was quoted: from the runs of machines and from what people note.
class TookPagesTest {
    private static final Actor ANN = Actor.worker("Ann");

    private final Site site = new Site();
    private final PostCalculation calculation = new PostCalculation(site.database, site.clock);

    TookPagesTest() throws IOException {}

    @BeforeEach
    void open() {
        site.publishPrices();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void countsWhatTheRunsOfAPartTook() throws Exception {
        var job = part(2);
        var each = took(job).machine().quoted();
        assertNull(took(job).machine().took(), "nothing ran yet");
        var whole = secondsOf(job);
        run(job, AttemptState.FAILED, whole / 2);
        run(job, AttemptState.FINISHED, whole);
        run(job, AttemptState.FINISHED, whole);
        var took = took(job);
        assertEquals(Long.valueOf(whole / 2 + 2 * whole), took.machine().took());
        assertEquals(each, took.machine().quoted());
        assertEquals(3, took.runs());
        assertEquals(1, took.failed());
        // a half of the first, and two whole ones: two and a half of what was quoted for two with a tenth more
        assertEquals(
                2.5 / 2.2,
                (double) requireNonNull(took.plastic().took()) / took.plastic().quoted(),
                0.01);
        assertTrue(requireNonNull(took.machine().more()).cents() > 0, took.toString());
    }

    @Test
    void showsWhatAPressTookOnlyToWhoMaySeeMoney() throws Exception {
        var job = copies();
        assertEquals(202, took(job).sheets().quoted(), "200 sheets, and one in a hundred spoiled");
        var page = "/work/jobs/" + job.id().value();
        var floor = site.cookieOf(Role.WORKER);
        site.post(page + "/took", Map.of("minutes", "12", "sheets", "230"), "Cookie", floor);
        var seen = site.get(page, "Cookie", floor).body();
        assertTrue(seen.contains("12 minutes of hand work, 230 sheets"), seen);
        assertFalse(seen.contains("Quoted"), seen);
        var money = site.get(page, "Cookie", site.cookieOf(Role.COORDINATOR)).body();
        assertTrue(money.contains("Quoted") && money.contains("230"), money);
        assertEquals(403, site.get("/work/took", "Cookie", floor).statusCode());
        assertEquals(403, site.get("/work/took.csv", "Cookie", floor).statusCode());
        site.post(page + "/took", Map.of("minutes", "-1"), "Cookie", floor);
        assertEquals(12, calculation.byHand(job.id()).orElseThrow().minutes(), "a wrong number changes nothing");
    }

    @Test
    void sumsUpByProductOverATimeAndAsATable() throws Exception {
        var one = copies();
        var two = copies();
        calculation.note(one.id(), 10, 210, "", ANN);
        calculation.note(two.id(), 5, null, "", ANN);
        var cookie = site.cookieOf(Role.COORDINATOR);
        var page = site.get("/work/took", "Cookie", cookie).body();
        assertTrue(page.contains("<h2>Copies</h2>") && page.contains("2 jobs"), page);
        assertTrue(page.contains("15 min"), page);
        var csv = site.get("/work/took.csv?from=2026-05-01&to=2026-05-03", "Cookie", cookie);
        var lines = csv.body().split("\r\n", -1);
        assertEquals(4, lines.length, csv.body());
        assertTrue(lines[1].contains(",\"'=flyer.pdf\",copies,2026-05-02T12:00:00Z,"), lines[1]);
        assertTrue(lines[1].endsWith(",,202,210,0,600"), lines[1]);
        var before = site.get("/work/took.csv?from=2026-04-01&to=2026-05-01", "Cookie", cookie);
        assertEquals(2, before.body().split("\r\n", -1).length, before.body());
        assertFalse(page.contains("Solidarity"));
    }

    private Took took(Job job) {
        return calculation.of(job.id()).orElseThrow().took();
    }

    private long secondsOf(Job job) {
        var quote = requireNonNull(
                site.desk.view(requireNonNull(job.orderId())).orElseThrow().quote());
        return assertInstanceOf(PriceRequest.Part.class, quote.asked().items().getFirst())
                .seconds();
    }

    private Job part(int quantity) throws Exception {
        var order = site.order(Product.PART, new Choices.Part("PLA", "black", "normal", quantity), "bracket.stl");
        return site.database.reading(Jobs.class).of(order.id()).getFirst();
    }

    /// 100 copies of a document of four pages, on both sides, that were counted.
    private Job copies() throws Exception {
        var order = site.order(Product.PAPER, Choices.Paper.copies("Letter", "black", true, 100), "=flyer.pdf");
        var job = site.database.reading(Jobs.class).of(order.id()).getFirst();
        var press = machine(MachineKind.PRESS, "Press " + job.id().value());
        site.floor.start(job.id(), press, ANN);
        site.floor.finish(job.id(), 100, 3, ANN);
        return site.database.reading(Jobs.class).find(job.id()).orElseThrow();
    }

    private MachineId machine(MachineKind kind, String name) {
        return site.database.change(change -> change.attach(Machines.class)
                .add(new Machines.NewMachine(
                        name,
                        kind,
                        null,
                        null,
                        kind == MachineKind.PRINTER_3D ? "ender3" : null,
                        null,
                        CLEAR,
                        null,
                        null,
                        site.clock.instant())));
    }

    private void run(Job job, AttemptState end, long seconds) {
        var machine = machine(MachineKind.PRINTER_3D, Secrets.token());
        site.database.use(change -> {
            var now = site.clock.instant();
            var host = change.attach(Hosts.class).add(Secrets.token(), Secrets.token(), now);
            var attempts = change.attach(Attempts.class);
            var key = Secrets.token();
            attempts.add(new Attempts.NewAttempt(
                    key,
                    host,
                    machine,
                    job.id(),
                    "x",
                    Digest.of(new byte[0]),
                    0,
                    AttemptState.OFFERED,
                    job.id(),
                    machine,
                    now,
                    null,
                    null,
                    null));
            var id = attempts.byKey(key).orElseThrow().id();
            attempts.started(id, now);
            var cause = Message.of("host.interrupted");
            attempts.ended(
                    id, end, now, new Attempts.Report(cause, 1L, true, null, null, seconds, null, null, null, null));
        });
    }

    @Test
    void knowsNothingOfAJobWithoutAnOrder() {
        assertTrue(calculation.of(new JobId(4711)).isEmpty());
        assertFalse(calculation.note(new JobId(4711), 1, null, "", ANN));
    }
}
