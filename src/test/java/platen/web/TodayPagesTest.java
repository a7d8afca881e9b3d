package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import platen.orders.Choices;
import platen.orders.OrderState;
import platen.orders.Orders;
import platen.orders.Product;
import platen.people.Role;
import platen.stock.Supplies;
import platen.stock.SupplyDesk;
import platen.stock.SupplyKind;
import platen.values.Actor;
import platen.values.Secrets;

class TodayPagesTest {
    private final Site site = new Site();
    private final String worker;

    TodayPagesTest() throws IOException {
        site.publishPrices();
        worker = site.cookieOf(Role.WORKER);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void saysThatNothingNeedsAPersonAndThenWhatDoes() throws Exception {
        assertTrue(today().contains("Nothing needs a person now."), today());
        assertEquals("{\"count\":0,\"newest\":0}", get("/work/today/count"));
        var cutOff = site.cutOff("G28\n;LAYER:0\nG1 X50 Y50 Z0.2 E1\n;LAYER:1\nG1 X60 Z0.4 E2\n", 3, false);
        var page = today();
        assertTrue(page.contains("action=\"/work/jobs/" + cutOff.job().value() + "/again\""), page);
        assertTrue(page.contains("data-needs>"), "it counts: " + page);
        assertFalse(page.contains("Nothing needs a person"), page);
        var again = site.post(
                "/work/jobs/" + cutOff.job().value() + "/again", Map.of("back", "/work/today"), "Cookie", worker);
        assertEquals("/work/today", SignInPagesTest.place(again));
        assertFalse(today().contains("/again\""), today());
    }

    @Test
    void showsCustomersOrdersAndStock() throws Exception {
        var asked = site.order(Product.PART, new Choices.Part("PLA", "black", "normal", 1), "bracket.stl");
        site.upload(
                "/o/" + asked.token() + "/talk",
                Map.of("once", Secrets.token(), "body", "When is <it> ready?"),
                "files",
                "document plan");
        var ready = site.order(Product.PAPER, Choices.Paper.copies("Letter", "colour", true, 50), "flyer.pdf");
        site.database.use(change -> {
            change.attach(Orders.class).move(ready.id(), OrderState.APPROVED, OrderState.IN_PRODUCTION);
            change.attach(Orders.class).move(ready.id(), OrderState.IN_PRODUCTION, OrderState.READY);
            change.attach(Orders.class).promise(asked.id(), site.clock.instant().minusSeconds(200_000));
        });
        new SupplyDesk(site.database, site.clock)
                .add(new Supplies.NewSupply(SupplyKind.INK, "Black ink", "cartridges", 1, 2, ""), Actor.worker("Ann"));
        var page = today();
        assertTrue(page.contains("When is &lt;it&gt; ready?"), page);
        assertTrue(page.contains("/work/orders/" + asked.id().value() + "/talk"), page);
        assertTrue(page.contains("Late."), page);
        assertTrue(page.contains("has not paid it all"), page);
        assertTrue(page.contains("1 cartridges left."), page);
        assertTrue(get("/work/today/count").startsWith("{\"count\":1,"), "only the question rings");
        assertTrue(get("/work").contains("data-needs>1</span>"), "every page counts");
    }

    @Test
    void notesStandUntilSomebodyHasSeenToThem() throws Exception {
        var form = Map.of("body", "Riso squeaks\n<b>left</b> drum", "back", "/work/today");
        site.post("/work/notes", form, "Cookie", worker);
        var page = today();
        assertTrue(page.contains("&lt;b&gt;left"), page);
        var id = page.replaceAll("(?s).*/work/notes/(\\d+)/done.*", "$1");
        var other = site.cookieOf(Role.WORKER);
        assertEquals(
                303,
                site.post("/work/notes/" + id + "/done", Map.of(), "Cookie", other)
                        .statusCode());
        assertFalse(today().contains("squeaks"), today());
        assertTrue(get("/work/notes").contains("seen to by"), get("/work/notes"));
    }

    @Test
    void hoursAreNotedCorrectedAndTabled() throws Exception {
        var entry = Map.of("day", "2026-05-01", "minutes", "90", "kind", "TRAINING", "for", "", "note", "=riso");
        site.post("/work/hours", entry, "Cookie", worker);
        var page = get("/work/hours");
        assertTrue(page.contains("training: =riso"), page);
        var id = page.replaceAll("(?s).*/work/hours/(\\d+)/correct.*", "$1");
        var without = Map.of("minutes", "60", "kind", "TRAINING", "reason", "");
        site.post("/work/hours/" + id + "/correct", without, "Cookie", worker);
        assertTrue(get("/work/hours").contains("value=\"90\""), "no correction without a reason");
        var reasoned = Map.of("minutes", "60", "kind", "TRAINING", "reason", "left early");
        site.post("/work/hours/" + id + "/correct", reasoned, "Cookie", worker);
        var boss = site.cookieOf(Role.COORDINATOR);
        var csv = site.get("/work/hours/all.csv?month=2026-05", "Cookie", boss).body();
        assertTrue(csv.contains("2026-05-01,60,TRAINING,,,\"'=riso\""), csv);
        assertTrue(
                site.get("/work/hours/all?month=2026-05", "Cookie", boss).body().contains("training"));
        assertTrue(site.get("/work/log", "Cookie", boss).body().contains("left early"));
        assertEquals(403, site.get("/work/hours/all", "Cookie", worker).statusCode());
        for (var month : new String[] {"?month=junk", "?month=9999-99", "?month=1999-01"})
            assertEquals(200, site.get("/work/hours" + month, "Cookie", worker).statusCode(), month);
    }

    @Test
    void sayHowTheyAreReached() throws Exception {
        var refused = site.post("/work/me/duty", Map.of("duty", "on"), "Cookie", worker);
        assertEquals("/work/me#reach", SignInPagesTest.place(refused), "nobody is on duty unreached");
        var wish = Map.of(
                "duty", "ON", "mail", "yes", "push", "https://ntfy.example/{title}", "from", "22:00", "until", "07:00");
        site.post("/work/me/reach", wish, "Cookie", worker);
        var me = get("/work/me");
        assertTrue(me.contains("value=\"https://ntfy.example/{title}\""), me);
        assertTrue(me.contains("value=\"22:00\""), me);
        assertTrue(today().contains("You are on duty."), today());
        var boss = site.cookieOf(Role.COORDINATOR);
        var duty = site.get("/work/people/duty", "Cookie", boss).body();
        assertTrue(duty.contains("quiet from 22:00 to 07:00"), duty);
        assertFalse(duty.contains("ntfy.example"), "an address is its owner's");
        site.post("/work/me/duty", Map.of("duty", "off"), "Cookie", worker);
        assertTrue(today().contains("You are off duty."), today());
    }

    private String today() throws IOException, InterruptedException {
        return get("/work/today");
    }

    private String get(String path) throws IOException, InterruptedException {
        var answer = site.get(path, "Cookie", worker);
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body();
    }
}
