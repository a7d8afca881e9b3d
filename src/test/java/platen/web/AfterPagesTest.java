package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import platen.machines.MachineKind;
import platen.machines.Register;
import platen.orders.Choices;
import platen.orders.Product;
import platen.people.Role;
import platen.queue.Hold;
import platen.queue.Job;
import platen.queue.JobRun;
import platen.queue.JobRuns;
import platen.queue.JobState;
import platen.queue.Jobs;
import platen.queue.Reason;
import platen.stock.PlasticUses;
import platen.values.Actor;
import platen.values.JobId;

/// After a print, in a browser without scripts.
class AfterPagesTest {
    private static final Actor ANN = Actor.worker("Ann");
    private static final Choices FLYERS = Choices.Paper.copies("Letter", "colour", true, 50);

    private final Site site = new Site();
    private final String worker = site.cookieOf(Role.WORKER);
    private final String coordinator = site.cookieOf(Role.COORDINATOR);

    AfterPagesTest() throws IOException {}

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aFailedPlateIsTakenOffWithReasonPhotoAndScrap() throws Exception {
        var job = site.printing().job();
        site.database.use(change -> change.attach(Jobs.class).finished(job, site.clock.instant()));
        var page = get(job);
        assertTrue(page.contains("spaghetti") && !page.contains("paper jam"), page);
        var form = Map.of("way", "TAKE_OFF", "empty", "yes", "reason", "SPAGHETTI", "words", "a tower", "grams", "12");
        var answer = site.upload(at(job), form, "photo", "document photo", "Cookie", worker);
        assertEquals(303, answer.statusCode(), answer.body());
        var run = run(job);
        assertEquals(Reason.SPAGHETTI, run.reason());
        assertEquals(1, run.spoiled());
        assertTrue(run.photo() != null && site.files.find(run.photo()).isPresent());
        assertEquals(
                12_000L, site.database.reading(PlasticUses.class).scrapOf(job).orElseThrow());
        assertEquals(JobState.WAITING, found(job).state(), "one touch makes it wait again");
        assertTrue(
                site.get("/work/jobs/" + job.value(), "Cookie", worker).body().contains("a tower"));
    }

    @Test
    void whatCannotBeSaidIsShownAgainAndChangesNothing() throws Exception {
        var job = site.printing().job();
        assertEquals(303, site.get(at(job), "Cookie", worker).statusCode(), "it still prints");
        site.database.use(change -> change.attach(Jobs.class).finished(job, site.clock.instant()));
        for (var reason : new String[] {"", "JAM", "ROCKET"}) {
            var answer = site.post(at(job), Map.of("way", "TAKE_OFF", "reason", reason), "Cookie", worker);
            assertEquals(422, answer.statusCode());
        }
        var text = site.upload(
                at(job), Map.of("way", "TAKE_OFF", "reason", "BLOB"), "photo", "junk, no picture", "Cookie", worker);
        assertEquals(422, text.statusCode());
        var many = Map.of("way", "TAKE_OFF", "reason", "BLOB", "good", "2");
        assertEquals(422, site.post(at(job), many, "Cookie", worker).statusCode());
        assertEquals(JobState.TO_CHECK, found(job).state());
        assertEquals(
                404,
                site.get("/work/jobs/" + job.value() + "/runs/x/photo", "Cookie", worker)
                        .statusCode());
    }

    @Test
    void aFailedPrintIsExplainedAndTriedAgain() throws Exception {
        var job = site.cutOff("G28\n", 1, false).job();
        assertTrue(get(job).contains("did not stick"));
        var form = Map.of("way", "AGAIN", "reason", "NOT_STUCK");
        assertEquals(303, site.post(at(job), form, "Cookie", worker).statusCode());
        assertEquals(JobState.WAITING, found(job).state());
    }

    @Test
    void onlyACoordinatorAsksTheCustomerToPayAgain() throws Exception {
        site.publishPrices();
        var press = new Register(site.database, site.clock)
                .addByHand("Old Heidelberg", MachineKind.PRESS, ANN)
                .orElseThrow();
        site.floor.clear(press, ANN);
        var order = site.order(Product.PAPER, FLYERS, "flyer.pdf");
        var job = site.database.reading(Jobs.class).of(order.id()).getFirst().id();
        site.floor.start(job, press, ANN);
        var form = new HashMap<>(
                Map.of("way", "COUNT", "good", "40", "spoiled", "10", "reason", "WRONG_STOCK", "cost", "CUSTOMER"));
        form.put("ask", "Your own paper curls. Ten more for 12.00?");
        form.put("once", "once");
        assertEquals(422, site.post(at(job), form, "Cookie", worker).statusCode());
        assertEquals(JobState.RUNNING, found(job).state());
        assertEquals(303, site.post(at(job), form, "Cookie", coordinator).statusCode());
        assertEquals(Hold.CUSTOMER, found(job).hold());
        assertTrue(site.get("/o/" + order.token() + "/talk").body().contains("Your own paper curls"));
        assertEquals(
                order.quote(),
                site.desk.view(order.token()).orElseThrow().order().quote(),
                "the price that was approved stays");
    }

    private static String at(JobId job) {
        return "/work/jobs/" + job.value() + "/after";
    }

    private String get(JobId job) throws Exception {
        var answer = site.get(at(job), "Cookie", worker);
        assertEquals(200, answer.statusCode());
        return answer.body();
    }

    private JobRun run(JobId job) {
        return site.database.reading(JobRuns.class).of(job).getLast();
    }

    private Job found(JobId job) {
        return site.database.reading(Jobs.class).find(job).orElseThrow();
    }
}
