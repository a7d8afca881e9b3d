package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import platen.machines.MachineKind;
import platen.machines.Register;
import platen.orders.Choices;
import platen.orders.Product;
import platen.orders.Quotes;
import platen.people.Role;
import platen.queue.JobRuns;
import platen.queue.Jobs;
import platen.values.Actor;
import platen.values.JobId;

/// Reports, for who may see money and for who may not.
class ReportPagesTest {
    private static final Actor ANN = Actor.worker("Ann");
    private static final Choices FLYERS = Choices.Paper.copies("Letter", "colour", true, 50);

    private final Site site = new Site();
    private final String coordinator = site.cookieOf(Role.COORDINATOR);
    private final String worker = site.cookieOf(Role.WORKER);

    ReportPagesTest() throws IOException {}

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void showsWhatWasMadeAndWhatItBrought() throws Exception {
        site.publishPrices();
        var press = new Register(site.database, site.clock)
                .addByHand("Old Heidelberg", MachineKind.PRESS, ANN)
                .orElseThrow();
        site.floor.clear(press, ANN);
        var order = site.order(Product.PAPER, FLYERS, "flyer.pdf");
        var job = site.database.reading(Jobs.class).of(order.id()).getFirst().id();
        site.post("/work/machines/" + press.value() + "/watts", Map.of("watts", "500"), "Cookie", worker);
        site.floor.start(job, press, ANN);
        site.clock.pass(Duration.ofHours(2));
        site.floor.finish(job, 50, 0, ANN);
        var total = site.database
                .reading(Quotes.class)
                .standing(order.id())
                .orElseThrow()
                .price()
                .total();
        site.database.use(change -> change.execute(
                "insert into book_entry (kind, method, amount, order_id, note, once, taken_by, at)"
                        + " values ('PAYMENT', 'CASH', ?, ?, '', 'pays', 'Ann', ?)",
                total.cents(),
                order.id().value(),
                site.clock.instant().toEpochMilli()));

        var page = get("/work/reports", coordinator);
        assertTrue(page.contains("Old Heidelberg") && page.contains("Turnover by product"), page);
        var today = "?from=" + site.clock.instant().toString().substring(0, 10) + "&to="
                + site.clock.instant().plus(Duration.ofDays(1)).toString().substring(0, 10);
        var from = "?from=2000-01-01&to=2099-01-01";
        assertEquals(
                200, site.get("/work/reports" + from, "Cookie", coordinator).statusCode(), "a span has bounds");
        var products = get("/work/reports/money/products.csv" + today, coordinator)
                .lines()
                .toList();
        var cells = products.get(1).split(",", -1);
        assertEquals("\"copies\"", cells[0]);
        assertEquals(total.cents(), Long.parseLong(cells[4]), "no cent is lost");
        assertEquals(total.cents(), Long.parseLong(cells[2]) + Long.parseLong(cells[3]));
        var machines = get("/work/reports/machines.csv" + today, coordinator);
        assertTrue(machines.contains("\"Old Heidelberg\",2.0,") && machines.contains(",1,1.0"), machines);
        var lead = get("/work/reports/lead-time.csv" + today, worker);
        assertTrue(lead.lines().skip(1).findFirst().orElse("").startsWith("1,"), lead);
    }

    @Test
    void hidesMoneyFromWhoMayNotSeeIt() throws Exception {
        for (var who : new String[] {worker, site.cookieOf(Role.VIEWER)}) {
            var page = get("/work/reports", who);
            assertTrue(page.contains("Success by machine"), page);
            assertFalse(page.contains("Turnover") || page.contains("export.zip"), page);
            assertEquals(
                    403,
                    site.get("/work/reports/money/turnover.csv", "Cookie", who).statusCode());
            assertEquals(
                    404, site.get("/work/reports/turnover.csv", "Cookie", who).statusCode());
            assertEquals(403, site.get("/work/export.zip", "Cookie", who).statusCode());
        }
        assertTrue(get("/work/reports", site.cookieOfBooks()).contains("Turnover"));
        assertEquals(200, site.get("/work/export.zip", "Cookie", coordinator).statusCode());
    }

    @Test
    void takesTheMeasuredAllowanceIntoADraftAndNoFurther() throws Exception {
        site.publishPrices();
        var job = site.printing().job();
        site.post("/work/prices/failures", Map.of(), "Cookie", coordinator);
        assertEquals(1, site.prices.newest().orElseThrow().version(), "too few prints say nothing");
        site.database.use(change -> {
            var began = site.clock.instant();
            for (int at = 0; at < 16; at++) add(change, job, began, 1, 0);
            for (int at = 0; at < 4; at++) add(change, job, began, 0, 1);
        });
        var page = get("/work/prices", coordinator);
        assertTrue(page.contains("25 % measured") && page.contains("See what 25 % would change"), page);
        var before = site.prices.current().orElseThrow();
        assertEquals(
                303,
                site.post("/work/prices/failures", Map.of(), "Cookie", coordinator)
                        .statusCode());
        assertEquals(before.version(), site.prices.current().orElseThrow().version());
        assertEquals(2_500, site.prices.newest().orElseThrow().book().parts().failureBasisPoints());
    }

    private static void add(Handle change, JobId job, Instant began, int good, int spoiled) {
        change.attach(JobRuns.class)
                .add(new JobRuns.NewRun(
                        job,
                        null,
                        MachineKind.PRINTER_3D,
                        "PLA",
                        began,
                        began.plus(Duration.ofHours(1)),
                        good,
                        spoiled,
                        null,
                        "Ann"));
    }

    private String get(String path, String cookie) throws Exception {
        var answer = site.get(path, "Cookie", cookie);
        assertEquals(200, answer.statusCode(), path);
        return answer.body();
    }
}
