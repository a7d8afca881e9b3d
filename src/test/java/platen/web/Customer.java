package platen.web;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import platen.orders.OrderView;
import platen.values.Secrets;

/// A customer of a [Site], with a browser that runs no script: reads its pages, sends its forms and
/// files, and sees what came of them.
final class Customer {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    static final Map<String, String> BRACKET = Map.of("filament", "PLA|black", "quality", "normal", "quantity", "2");
    static final Map<String, String> IDA =
            Map.of("name", "Ida B.", "email", "ida@example.org", "phone", "", "ok", "yes");
    /// What ends a form that was put together by hand.
    static final String END = "--cut--\r\n";

    private final Site site;

    Customer(Site site) {
        this.site = site;
    }

    String page(String path) throws IOException, InterruptedException {
        var answer = site.get(path);
        assertEquals(200, answer.statusCode(), path + answer.body());
        return answer.body();
    }

    /// The hidden fields of a form for a file that was just opened.
    Map<String, String> form(String product) throws IOException, InterruptedException {
        return Map.of("once", once(page("/order/" + product)));
    }

    static String once(String page) {
        return hidden(page, "once");
    }

    private static String hidden(String page, String field) {
        var found = Pattern.compile("name=\"" + field + "\" value=\"([^\"]+)\"").matcher(page);
        assertTrue(found.find(), page);
        return found.group(1);
    }

    HttpResponse<String> send(String product, Map<String, String> form, @Nullable String content)
            throws IOException, InterruptedException {
        return site.upload("/order/" + product, form, "file", content);
    }

    /// Sends a file, and so begins an order; the place of its private page.
    String draft(String product, String content) throws IOException, InterruptedException {
        return SignInPagesTest.place(send(product, form(product), content));
    }

    /// An order of a part, which has a price.
    String priced() throws IOException, InterruptedException {
        var place = draft("part", "part bracket");
        site.post(place + "/choices", BRACKET);
        return place;
    }

    /// The approval of the price that the page at `place` shows.
    Map<String, String> approval(String place) throws IOException, InterruptedException {
        var order = view(place).order();
        return with(
                IDA,
                "quote",
                order.quote() == null ? "" : "" + requireNonNull(order.quote()).value());
    }

    static Map<String, String> with(Map<String, String> form, String field, String value) {
        var changed = new HashMap<>(form);
        changed.put(field, value);
        return changed;
    }

    OrderView view(String place) {
        return site.desk.view(place.substring("/o/".length())).orElseThrow();
    }

    /// Sends a file of this name.
    HttpResponse<String> named(String name) throws Exception {
        return multipart(field("once", Secrets.token()) + file(name, "part " + name.hashCode()) + END);
    }

    HttpResponse<String> multipart(String body) throws IOException, InterruptedException {
        return site.send(site.to("/order/part")
                .header("Content-Type", "multipart/form-data; boundary=cut")
                .POST(BodyPublishers.ofString(body)));
    }

    static String field(String name, String value) {
        return "--cut\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(name, value);
    }

    static String file(String name, String content) {
        return "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n%s\r\n"
                .formatted(name, content);
    }

    static void assertRefused(HttpResponse<String> answer, String field, String words) {
        assertEquals(422, answer.statusCode(), answer.body());
        var error = Pattern.compile("id=\"" + field + "-error\">([^<]*)<").matcher(answer.body());
        assertTrue(error.find(), "something is said at " + field + ": " + answer.body());
        assertTrue(error.group(1).contains(words), error.group(1));
    }

    void assertStoredNothing() {
        assertEquals(0, count("customer_order"));
        assertEquals(0, count("order_line"));
        assertEquals(0, count("file where bytes > 0"));
        assertEquals(0, count("event where subject_kind = 'ORDER'"));
    }

    int count(String rows) {
        return site.database.look(look -> look.createQuery("select count(*) from " + rows)
                .mapTo(Integer.class)
                .one());
    }

    void beginWithoutOrders() {
        site.database.use(change -> {
            for (var table : List.of(
                    "event",
                    "job",
                    "order_line",
                    "order_ask",
                    "book_document",
                    "book_entry",
                    "upload",
                    "order_wish",
                    "wish_picture",
                    "order_handover",
                    "quote",
                    "order_terms",
                    "customer_order",
                    "file_use",
                    "file")) change.execute("delete from " + table);
        });
    }

    void assertLeavesNothingLyingAboutAndGoesOn() throws Exception {
        until("nothing lies in the spool", () -> inSpool().isEmpty());
        until("nothing lies half stored", () -> comingIn().isEmpty());
        assertEquals(303, send("part", form("part"), "part again").statusCode());
    }

    List<Path> inSpool() throws IOException {
        try (var files = Files.list(site.spool)) {
            return files.toList();
        }
    }

    List<Path> comingIn() throws IOException {
        try (var files = Files.list(site.incoming)) {
            return files.toList();
        }
    }

    static void until(String what, Callable<Boolean> condition) throws Exception {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertTrue(System.nanoTime() < end, "never came true: " + what);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
