package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import platen.events.Events;
import platen.events.Subject;
import platen.orders.Choices;
import platen.orders.Order;
import platen.orders.OrderState;
import platen.orders.Orders;
import platen.orders.Product;
import platen.people.Role;
import platen.talk.Talk;
import platen.values.Actor;
import platen.values.Message;
import platen.values.OrderId;
import platen.values.Secrets;

/// What customers and workers do beside an order's page.
class TalkPagesTest {
    private static final Pattern FILE = Pattern.compile("href=\"(/o/[^\"]+/attached/\\d+)\"");
    private static Site site;
    private static String worker;

    @BeforeAll
    static void open() throws IOException {
        site = new Site();
        site.publishPrices();
        worker = site.cookieOf(Role.COORDINATOR);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void customerAndShopWriteToEachOther() throws Exception {
        var order = order();
        var place = "/o/" + order.token();
        var form = Map.of("once", Secrets.token(), "body", "Is <b>green</b> & \u202Egold possible?");
        assertEquals(
                303,
                site.upload(place + "/talk", form, "files", "document plan").statusCode());
        assertEquals(
                303,
                site.upload(place + "/talk", form, "files", "document plan").statusCode());
        var page = site.get(place + "/talk").body();
        assertEquals(2, page.split("&lt;b&gt;green&lt;/b&gt; &amp;", -1).length, "once: " + page);
        var file = FILE.matcher(page);
        assertTrue(file.find(), page);
        var sent = site.get(file.group(1));
        assertEquals("document plan", sent.body());
        assertEquals(
                "nosniff", sent.headers().firstValue("X-Content-Type-Options").orElseThrow());
        assertTrue(
                sent.headers().firstValue("Content-Disposition").orElseThrow().startsWith("attachment"));
        assertEquals(
                404,
                site.get(file.group(1).replace(order.token(), order().token())).statusCode());

        assertTrue(work("").contains(order.code()), "it waits on the queue's page");
        var answer = Map.of("once", Secrets.token(), "body", "Yes, green it is.");
        assertEquals(
                303, site.post(desk(order) + "/talk", answer, "Cookie", worker).statusCode());
        assertFalse(work("").contains(order.code() + "</a><span class=\"state is-waiting\">Asks"));
        assertTrue(site.get(place).body().contains("Yes, green it is."));
        assertEquals(403, site.post(desk(order) + "/talk", answer).statusCode(), "workers alone");
    }

    @Test
    void keepsWhatWasWrittenWhenAFileIsNoPicture() throws Exception {
        var order = order();
        var form = Map.of("once", Secrets.token(), "body", "Look at this");
        var answer = site.upload("/o/" + order.token() + "/talk", form, "files", "junk");
        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("is neither a picture nor a PDF"), answer.body());
        assertTrue(answer.body().contains(">Look at this</textarea>"), answer.body());
        var empty =
                site.upload("/o/" + order.token() + "/talk", Map.of("once", "1", "body", " "), "files", (String) null);
        assertEquals(422, empty.statusCode());
        assertTrue(empty.body().contains("Write something"), empty.body());
    }

    @Test
    void takesFiveFilesAtOnceAndNoSixth() throws Exception {
        var order = order();
        var place = "/o/" + order.token();
        assertEquals(303, sendFiles(place, Talk.MOST_FILES, 20).statusCode());
        assertEquals(Talk.MOST_FILES, site.get(place).body().split("/attached/", -1).length - 1);
        var six = sendFiles(place, Talk.MOST_FILES + 1, 20);
        assertEquals(422, six.statusCode());
        assertTrue(six.body().contains("Choose at most 5 files"), six.body());
        var large = sendFiles(place, 1, (int) Talk.LARGEST_FILE_BYTES + 1);
        assertEquals(422, large.statusCode());
        assertTrue(large.body().contains("is too large: at most 20 MB"), large.body());
        assertEquals(Talk.MOST_FILES, site.get(place).body().split("/attached/", -1).length - 1, "nothing of it stays");
    }

    private static HttpResponse<String> sendFiles(String place, int files, int bytes) throws Exception {
        var body = new StringBuilder();
        for (int i = 0; i < files; i++) {
            var head =
                    "--cut\r\nContent-Disposition: form-data; name=\"files\"; filename=\"%d.png\"\r\n\r\n".formatted(i);
            body.append(head)
                    .append("document ")
                    .append(i)
                    .append(" ".repeat(bytes))
                    .append("\r\n");
        }
        return site.send(site.to(place + "/talk")
                .header("Content-Type", "multipart/form-data; boundary=cut")
                .POST(BodyPublishers.ofString(body.append("--cut--\r\n").toString())));
    }

    @Test
    void letsNobodyWriteWithoutEnd() throws Exception {
        var order = order();
        var status = 303;
        for (int i = 0; i < 25 && status == 303; i++) {
            status = site.post("/o/" + order.token() + "/talk", Map.of("once", Secrets.token(), "body", "again " + i))
                    .statusCode();
        }
        assertEquals(422, status);
    }

    @Test
    void cancelsInTwoSteps() throws Exception {
        var order = order();
        var place = "/o/" + order.token();
        assertTrue(site.get(place).body().contains(place + "/cancel"));
        assertTrue(site.get(place + "/cancel").body().contains("Nothing of it has been made yet"));
        assertEquals(OrderState.APPROVED, state(order.id()));
        assertEquals(303, site.post(place + "/cancel", Map.of()).statusCode());
        assertEquals(OrderState.CANCELLED, state(order.id()));
        assertTrue(
                site.get(place).body().contains("This order is over"),
                site.get(place).body());
        assertTrue(work("").contains(order.code()), "workers learn of it");
    }

    @Test
    void showsPlaceCodeAndSquareWhenReadyAndTakesComplaints() throws Exception {
        var order = ready();
        var place = "/o/" + order.token();
        assertTrue(site.get(place).body().contains(place + "/code.svg"));
        var svg = site.get(place + "/code.svg");
        assertTrue(svg.body().startsWith("<svg"), svg.body());
        assertEquals("image/svg+xml", svg.headers().firstValue("Content-Type").orElseThrow());
        assertFalse(site.get(place).body().contains("Cancel this order"));
        var form = Map.of("once", Secrets.token(), "body", "It is torn");
        assertEquals(
                303,
                site.upload(place + "/wrong", form, "files", "document photo").statusCode());
        assertTrue(site.get(place).body().contains("You told us that something is wrong"));
        assertTrue(work("").contains("Something is wrong"));
        assertTrue(site.get(desk(order), "Cookie", worker).body().contains("Something is wrong with it"));
        assertEquals(
                303,
                site.post(desk(order) + "/settled", Map.of(), "Cookie", worker).statusCode());
        assertTrue(site.get(place).body().contains("put right"));
    }

    @Test
    void printsASlipWithThePrivateLink() throws Exception {
        var order = order();
        var slip = site.get(desk(order) + "/slip", "Cookie", worker).body();
        assertTrue(slip.contains(site.url("/o/" + order.token())), slip);
        assertTrue(site.get(desk(order) + "/slip/link.svg", "Cookie", worker)
                .body()
                .startsWith("<svg"));
        assertEquals(303, site.get(desk(order) + "/slip").statusCode(), "workers alone");
    }

    @Test
    void answersAlikeWhetherThereIsSuchAnOrderOrNot() throws Exception {
        var known = site.post("/lost", Map.of("asked", order().code()));
        var unknown = site.post("/lost", Map.of("asked", "QQQQQQ"));
        assertEquals(known.statusCode(), unknown.statusCode());
        assertEquals(known.headers().firstValue("Set-Cookie"), unknown.headers().firstValue("Set-Cookie"));
        var status = 303;
        for (int i = 0; i < 20 && status == 303; i++)
            status = site.post("/lost", Map.of("asked", "Q" + i)).statusCode();
        assertEquals(429, status);
    }

    @Test
    void listsWhatIsToBeToldWithItsWords() throws Exception {
        var order = ready();
        site.website.mailroom().tick();
        var page = site.get("/work/tell", "Cookie", worker).body();
        assertTrue(page.contains("is ready."), page);
        assertTrue(page.contains("/o/" + order.token()), page);
        var notice = Pattern.compile(order.id().value() + "/told\">.*?name=\"notice\" value=\"(\\d+)\"", Pattern.DOTALL)
                .matcher(page);
        assertTrue(notice.find(), page);
        var form = Map.of("notice", notice.group(1), "back", "/work/tell");
        assertEquals(
                303,
                site.post("/work/orders/" + order.id().value() + "/told", form, "Cookie", worker)
                        .statusCode());
        assertFalse(site.get("/work/tell", "Cookie", worker).body().contains(order.code()));
        assertTrue(site.get(desk(order), "Cookie", worker).body().contains("Told"));
    }

    @Test
    void saysOnTheShopsPageThatNoMailGoesOut() throws Exception {
        assertTrue(site.get("/work/shop", "Cookie", worker).body().contains("No mail server is named"));
        assertEquals(
                303,
                site.post("/work/shop/pick-up", Map.of("first", "3", "last", "9"), "Cookie", worker)
                        .statusCode());
        assertTrue(site.get("/work/shop", "Cookie", worker).body().contains("value=\"9\""));
    }

    private static Order order() throws Exception {
        return site.order(Product.PAPER, Choices.Paper.copies("Letter", "colour", true, 50), Secrets.code(5) + ".pdf");
    }

    private static Order ready() throws Exception {
        var order = order();
        site.database.use(change -> {
            var orders = change.attach(Orders.class);
            orders.move(order.id(), OrderState.APPROVED, OrderState.IN_PRODUCTION);
            orders.move(order.id(), OrderState.IN_PRODUCTION, OrderState.READY);
            Events.write(
                    change,
                    site.clock.instant(),
                    Actor.worker("Ann"),
                    Subject.of(order.id()),
                    Message.of("orders.became-ready"));
        });
        return order;
    }

    private static String work(String path) throws Exception {
        return site.get("/work" + path, "Cookie", worker).body();
    }

    private static String desk(Order order) {
        return "/work/orders/" + order.id().value();
    }

    private static OrderState state(OrderId order) {
        return site.database.reading(Orders.class).find(order).orElseThrow().state();
    }
}
