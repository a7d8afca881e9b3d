package platen.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import platen.books.Method;
import platen.orders.Choices;
import platen.orders.Order;
import platen.orders.OrderState;
import platen.orders.Orders;
import platen.orders.Product;
import platen.people.Role;
import platen.privacy.FileKeeping;
import platen.queue.Jobs;
import platen.values.Actor;
import platen.values.Message;
import platen.values.Secrets;

/// What customers see and decide of what is kept of them, and what workers see of it.
class DataPagesTest {
    private static Site site;
    private static String coordinator;
    private static String worker;

    @BeforeAll
    static void open() throws IOException {
        site = new Site();
        site.publishPrices();
        coordinator = site.cookieOf(Role.COORDINATOR);
        worker = site.cookieOf(Role.WORKER);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void saysWhenFilesAreDeletedBeforeAndAfterThePickUp() throws Exception {
        var order = order();
        var place = "/o/" + order.token();
        assertTrue(page(place).contains("We delete your files 30 days after you have picked up"), page(place));
        assertTrue(site.get("/work/orders/" + order.id().value() + "/slip", "Cookie", worker)
                .body()
                .contains("We delete your files 30 days after"));
        collect(order);
        assertTrue(page(place).contains("We delete your files on "), page(place));
        assertTrue(page(place + "/data").contains("flyer.pdf"));
        assertTrue(site.get(place + "/data", "Accept-Language", "es").body().contains("Borramos sus archivos el "));
    }

    @Test
    void keepsLongerTakesBackAndDeletesInTwoSteps() throws Exception {
        var order = collected();
        var place = "/o/" + order.token() + "/data";
        var until = today().plusDays(100).toString();
        var wrong = site.post(place + "/keep", Map.of("until", today().toString()));
        assertEquals(422, wrong.statusCode());
        assertTrue(wrong.body().contains("Choose a day after today"), wrong.body());
        assertEquals(422, site.post(place + "/keep", Map.of("until", "soon")).statusCode());
        assertEquals(303, site.post(place + "/keep", Map.of("until", until)).statusCode());
        assertTrue(page(place).contains("You want them kept until"), page(place));
        assertTrue(site.get("/work/data", "Cookie", worker).body().contains(order.code()));
        assertEquals(303, site.post(place + "/let-go", Map.of()).statusCode());
        assertFalse(page(place).contains("You want them kept until"));
        assertTrue(page(place + "/files").contains("cannot be brought back"));
        assertTrue(keeping().of(order).hasFiles(), "asked only");
        assertEquals(303, site.post(place + "/files", Map.of()).statusCode());
        assertTrue(page(place).contains("We deleted your files on"), page(place));
    }

    @Test
    void pagesDoNotBreakWithoutTheirFiles() throws Exception {
        var order = site.order(Product.PART, new Choices.Part("PLA", "black", "normal", 1), "bracket.stl");
        var place = "/o/" + order.token();
        assertTrue(page(place).contains(place + "/picture"));
        collect(order);
        site.post(place + "/data/files", Map.of());
        var page = page(place);
        assertFalse(page.contains("/picture"), page);
        assertFalse(page.contains("/solid"), page);
        assertTrue(page.contains("bracket.stl") && page.contains("To order it again, send the file again"), page);
        assertFalse(page.contains(place + "/again"), page);
        assertEquals(404, site.get(place + "/picture").statusCode());
        assertEquals(404, site.get(place + "/solid").statusCode());
        var desk = "/work/orders/" + order.id().value();
        var work = site.get(desk, "Cookie", worker);
        assertEquals(200, work.statusCode());
        assertTrue(work.body().contains("(deleted)") && !work.body().contains(desk + "/file\""), work.body());
        assertEquals(404, site.get(desk + "/file", "Cookie", worker).statusCode());
        var job = site.database.reading(Jobs.class).of(order.id()).getFirst();
        assertEquals(
                200,
                site.get("/work/jobs/" + job.id().value(), "Cookie", worker).statusCode());
    }

    @Test
    void attachedFilesAreNamedWhenTheyAreGone() throws Exception {
        var order = order();
        var place = "/o/" + order.token();
        site.upload(place + "/talk", Map.of("once", Secrets.token(), "body", "see"), "files", "document x");
        collect(order);
        assertTrue(page(place).contains("/attached/"));
        site.post(place + "/data/files", Map.of());
        assertFalse(page(place).contains("/attached/"), page(place));
        assertTrue(page(place).contains("a file"), page(place));
    }

    @Test
    void sendsAllAsAZip() throws Exception {
        var order = order();
        var place = "/o/" + order.token() + "/data/export";
        var answer = site.get(place);
        assertEquals(200, answer.statusCode());
        assertEquals(
                "application/zip", answer.headers().firstValue("Content-Type").orElseThrow());
        assertTrue(answer.headers()
                .firstValue("Content-Disposition")
                .orElseThrow()
                .contains("orders-" + order.code().toLowerCase(java.util.Locale.ROOT) + ".zip"));
        assertTrue(new String(answer.body().getBytes(ISO_8859_1), ISO_8859_1).startsWith("PK"));
        assertEquals(404, site.get("/o/" + Secrets.token() + "/data/export").statusCode());
    }

    @Test
    void forgetsACustomerWhoAsksTwice() throws Exception {
        var order = collected();
        var place = "/o/" + order.token();
        var forget = place + "/data/forget";
        assertTrue(page(forget).contains("still to be paid"), page(forget));
        pay(order);
        assertTrue(page(forget).contains("This stays") && page(forget).contains("tax rules"), page(forget));
        var unsure = site.post(forget, Map.of());
        assertEquals(422, unsure.statusCode());
        assertTrue(unsure.body().contains("Tick this box"), unsure.body());
        assertEquals(303, site.post(forget, Map.of("sure", "yes")).statusCode());
        var moved = site.get(place);
        assertEquals(303, moved.statusCode());
        var page = page(place + "/data");
        assertTrue(page.contains("We have deleted what we knew about you") && page.contains("/receipt/"), page);
        assertFalse(page.contains("Mara"), page);
        var work = site.get("/work/orders/" + order.id().value(), "Cookie", worker);
        assertEquals(200, work.statusCode());
        assertFalse(work.body().contains("Mara"), work.body());
        assertEquals(200, site.get("/work/orders", "Cookie", worker).statusCode());
        assertEquals(
                422,
                site.upload(place + "/talk", Map.of("once", Secrets.token(), "body", "x"), "files", (String) null)
                        .statusCode());
    }

    @Test
    void saysWhyNotWhileItIsInWork() throws Exception {
        var order = order();
        var forget = "/o/" + order.token() + "/data/forget";
        assertTrue(page(forget).contains("Cancel it first"), page(forget));
        assertFalse(page(forget).contains("name=\"sure\""));
        site.post(forget, Map.of("sure", "yes"));
        assertEquals(
                "Mara Quill",
                site.database
                        .reading(Orders.class)
                        .find(order.id())
                        .orElseThrow()
                        .customerName());
    }

    @Test
    void coordinatorsSetTheRuleAndWorkersKeep() throws Exception {
        var rule = Map.of("days", "30", "mostDays", "400", "backupDays", "14");
        assertEquals(
                303, site.post("/work/data/rule", rule, "Cookie", coordinator).statusCode());
        assertEquals(403, site.post("/work/data/rule", rule, "Cookie", worker).statusCode());
        assertEquals(403, site.post("/work/data/rule", rule).statusCode());
        var wrong = Map.of("days", "3651", "mostDays", "-1", "backupDays", "x");
        var refused = site.post("/work/data/rule", wrong, "Cookie", coordinator);
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("days-error") && refused.body().contains("backupDays-error"));
        assertEquals(14, keeping().rule().backupDays());

        var order = collected();
        var desk = "/work/orders/" + order.id().value();
        var until = Map.of("until", today().plusDays(200).toString(), "back", desk);
        assertEquals(303, site.post(desk + "/keep", until, "Cookie", worker).statusCode());
        assertTrue(site.get(desk, "Cookie", worker).body().contains("as we wanted"));
        assertTrue(page("/o/" + order.token() + "/data").contains("We keep them for you until"));
        pay(order);
        assertEquals(
                403,
                site.post(desk + "/forget", Map.of("sure", "yes"), "Cookie", worker)
                        .statusCode());
        assertEquals(
                303,
                site.post(desk + "/forget", Map.of("sure", "yes", "back", desk), "Cookie", coordinator)
                        .statusCode());
        assertTrue(keeping().of(order).isForgotten());
        assertTrue(site.get("/work/data", "Cookie", worker).body().contains("Deleted next"));
    }

    @Test
    void listsWhatIsDeletedNextByItsDay() throws Exception {
        var first = collected();
        site.clock.pass(Duration.ofDays(1));
        var second = collected();
        keeping().sweep();
        var page = site.get("/work/data", "Cookie", worker).body();
        assertTrue(page.indexOf(first.code()) > 0 && page.indexOf(first.code()) < page.indexOf(second.code()), page);
    }

    private static FileKeeping keeping() {
        return new FileKeeping(site.database, site.files, site.clock);
    }

    private static Order order() throws Exception {
        return site.order(Product.PAPER, Choices.Paper.copies("Letter", "black", false, 10), "flyer.pdf");
    }

    private static Order collected() throws Exception {
        var order = order();
        collect(order);
        return order;
    }

    /// It is made, and handed over.
    private static void collect(Order order) {
        site.database.use(change -> {
            var orders = change.attach(Orders.class);
            for (var job : change.attach(Jobs.class).of(order.id()))
                change.attach(Jobs.class).cancelled(job.id(), Message.of("talk.cancelled"), site.clock.instant());
            orders.move(order.id(), OrderState.APPROVED, OrderState.IN_PRODUCTION);
            orders.move(order.id(), OrderState.IN_PRODUCTION, OrderState.READY);
        });
        site.floor.collected(order.id(), Actor.worker("Ann"));
    }

    private static void pay(Order order) {
        site.till.take(order.id(), site.till.open(order.id()), Method.CASH, Secrets.token(), Actor.worker("Ann"));
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(site.clock.instant(), site.settings.shop().zone());
    }

    private static String page(String path) throws Exception {
        var answer = site.get(path);
        assertEquals(200, answer.statusCode(), path + answer.body());
        return answer.body();
    }
}
