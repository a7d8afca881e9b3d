package platen.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import platen.machines.MachineKind;
import platen.orders.OrderState;
import platen.orders.OrderView;
import platen.queue.Jobs;
import platen.values.Secrets;

/// A customer's way from a file to the private page, with a browser that runs no script, and all that
/// people and programs send instead of what the pages ask for.
class OrderPagesTest {
    private static final Map<String, String> BRACKET =
            Map.of("filament", "PLA|black", "quality", "normal", "quantity", "2");
    private static final Map<String, String> FLYERS =
            Map.of("size", "Letter", "ink", "colour", "sides", "two", "quantity", "50");
    private static final Map<String, String> IDA =
            Map.of("name", "Ida B.", "email", "ida@example.org", "phone", "", "ok", "yes");
    /// More than is kept in memory while it arrives.
    private static final int LARGE = 200_000;

    @TempDir
    private static Path spool;

    private static Site site;

    @BeforeAll
    static void open() throws IOException {
        site = new Site(Listening.locally(spool));
        site.publishPrices();
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @BeforeEach
    void beginWithoutOrders() {
        site.database.use(change -> {
            for (var table : List.of("event", "job", "order_line", "quote", "customer_order", "file_use", "file"))
                change.execute("delete from " + table);
        });
    }

    @AfterEach
    void leavesNothingLyingAboutAndGoesOn() throws Exception {
        until("nothing lies in the spool", () -> inSpool().isEmpty());
        assertEquals(303, send("part", form("part"), "part again").statusCode());
    }

    @Test
    void leadsFromAFileToAnOrderOfAPart() throws Exception {
        assertTrue(page("/").contains("href=\"/order/part\""), page("/"));
        var place = SignInPagesTest.place(send("part", form("part"), "part bracket"));
        assertTrue(page(place).contains("Choose, and the price appears here"), page(place));
        assertEquals(place, SignInPagesTest.place(site.post(place + "/choices", BRACKET)));
        assertTrue(page(place).contains("OK to print?"), page(place));
        assertEquals(place, SignInPagesTest.place(site.post(place + "/approve", approval(place))));
        var view = view(place);
        assertEquals(OrderState.APPROVED, view.order().state());
        var page = page(place);
        assertTrue(page.contains("Your order, Ida B."), page);
        assertTrue(page.contains(view.order().code()), page);
        assertTrue(page.contains("PLA, black"), page);
        var job = site.database.reading(Jobs.class).of(view.order().id()).getFirst();
        assertEquals(MachineKind.PRINTER_3D, job.kind());
        assertEquals(2, job.copies());
    }

    @Test
    void leadsFromAFileToAnOrderOfPaper() throws Exception {
        var place = draft("paper", "document flyer");
        assertEquals(place, SignInPagesTest.place(site.post(place + "/choices", FLYERS)));
        assertEquals(place, SignInPagesTest.place(site.post(place + "/approve", approval(place))));
        assertTrue(page(place).contains("Letter, colour, both sides"), page(place));
        var job = site.database.reading(Jobs.class).of(view(place).order().id()).getFirst();
        assertEquals(MachineKind.PRESS, job.kind());
        assertEquals(50, job.copies());
    }

    @ParameterizedTest
    @CsvSource({
        "quantity, '', quantity, Fill this in.",
        "quantity, 0, quantity, a whole number from 1 to 200",
        "quantity, -3, quantity, a whole number from 1 to 200",
        "quantity, 201, quantity, a whole number from 1 to 200",
        "quantity, 99999999999999999999, quantity, a whole number from 1 to 200",
        "quantity, 1.5, quantity, a whole number from 1 to 200",
        "quantity, two, quantity, a whole number from 1 to 200",
        "filament, '', filament, Fill this in.",
        "filament, Unobtainium|black, material, Choose one of the possibilities shown.",
        "filament, PLA, colour, Choose one of the possibilities shown.",
        "filament, PLA|octarine, colour, Choose one of the possibilities shown.",
        "filament, |||, material, Choose one of the possibilities shown.",
        "quality, '', quality, Fill this in.",
        "quality, perfect, quality, Choose one of the possibilities shown."
    })
    void tellsAtTheFieldWhatIsWrongWithTheChoicesForAPart(String field, String value, String at, String words)
            throws Exception {
        assertRefusesChoice("part", "part bracket", BRACKET, field, value, at, words);
    }

    @ParameterizedTest
    @CsvSource({
        "quantity, 10001, quantity, a whole number from 1 to 10000",
        "quantity, -1, quantity, a whole number from 1 to 10000",
        "size, '', size, Fill this in.",
        "size, Wallpaper, size, Choose one of the possibilities shown.",
        "ink, '', ink, Choose one of these.",
        "ink, gold, ink, Choose one of these.",
        "sides, '', sides, Choose one of these.",
        "sides, three, sides, Choose one of these."
    })
    void tellsAtTheFieldWhatIsWrongWithTheChoicesForPaper(String field, String value, String at, String words)
            throws Exception {
        assertRefusesChoice("paper", "document flyer", FLYERS, field, value, at, words);
    }

    private void assertRefusesChoice(
            String product,
            String content,
            Map<String, String> right,
            String field,
            String value,
            String at,
            String words)
            throws Exception {
        var place = draft(product, content);
        var wrong = new HashMap<>(right);
        wrong.put(field, value);
        assertRefused(site.post(place + "/choices", wrong), at, words);
        if (value.isEmpty()) {
            wrong.remove(field);
            assertRefused(site.post(place + "/choices", wrong), at, words);
        }
        wrong.put(field, "x".repeat(4_000));
        assertEquals(422, site.post(place + "/choices", wrong).statusCode());
        assertNull(view(place).line().choices());
        assertNull(view(place).quote());
    }

    @Test
    void keepsWhatWasRightWhenOneChoiceIsWrong() throws Exception {
        var place = draft("part", "part bracket");
        var page = site.post(place + "/choices", with(BRACKET, "quantity", "0")).body();
        assertTrue(page.contains("value=\"PLA|black\" required checked"), page);
    }

    @Test
    void takesNoChoicesOfAnotherProduct() throws Exception {
        var part = draft("part", "part bracket");
        assertRefused(site.post(part + "/choices", FLYERS), "filament", "Fill this in.");
        var paper = draft("paper", "document flyer");
        assertRefused(site.post(paper + "/choices", BRACKET), "size", "Fill this in.");
    }

    @ParameterizedTest
    @CsvSource({
        "name, '', name, Tell us your name",
        "name, ' \u202e\u2066 ', name, Tell us your name",
        "name, LONG, name, at most 100 letters",
        "email, '', email, Leave an e-mail address or a telephone number",
        "email, ida, email, does not look like an e-mail address",
        "email, 'ida@example.org\r\nBcc: all@example.org', email, does not look like an e-mail address",
        "email, LONG@example.org, email, does not look like an e-mail address",
        "phone, call me, phone, does not look like a telephone number",
        "phone, -1, phone, does not look like a telephone number",
        "phone, 99999999999999999999999999999999999999, phone, does not look like a telephone number",
        "ok, '', ok, Tick this when the price is right"
    })
    void tellsAtTheFieldWhatIsWrongWithTheContact(String field, String value, String at, String words)
            throws Exception {
        var place = priced();
        var wrong = with(approval(place), field, value.replace("LONG", "x".repeat(4_000)));
        assertRefused(site.post(place + "/approve", wrong), at, words);
        assertEquals(OrderState.DRAFT, view(place).order().state());
        assertEquals(0, count("job"));
    }

    @Test
    void reachesACustomerWithATelephoneOnly() throws Exception {
        var place = priced();
        var form = with(with(approval(place), "email", ""), "phone", "+1 (601) 555-0100");
        assertEquals(303, site.post(place + "/approve", form).statusCode());
        assertEquals("+1 (601) 555-0100", view(place).order().phone());
    }

    @Test
    void takesADoubleClickForOneOrder() throws Exception {
        var form = form("part");
        var first = send("part", form, "part bracket");
        assertEquals(SignInPagesTest.place(first), SignInPagesTest.place(send("part", form, "part bracket")));
        var other = form("part");
        var answers = atOnce(() -> send("part", other, "part knob"), () -> send("part", other, "part knob"));
        assertEquals(SignInPagesTest.place(answers.getFirst()), SignInPagesTest.place(answers.getLast()));
        assertEquals(2, count("customer_order"));
        assertEquals(2, count("order_line"));
        assertEquals(2, count("file"));
    }

    /// Browsers show the same form again when one goes back.
    @Test
    void beginsAnotherOrderWhenOneGoesBackAndChoosesAnotherFile() throws Exception {
        var form = form("part");
        var wrong = SignInPagesTest.place(send("part", form, "part wrong"));
        var right = SignInPagesTest.place(send("part", form, "part right"));
        assertNotEquals(wrong, right);
        assertNotEquals(view(wrong).line().file(), view(right).line().file());
    }

    @Test
    void takesADoubleClickForOneApproval() throws Exception {
        var place = priced();
        var form = approval(place);
        var answers = atOnce(() -> site.post(place + "/approve", form), () -> site.post(place + "/approve", form));
        for (var answer : answers) assertEquals(place, SignInPagesTest.place(answer));
        assertEquals(place, SignInPagesTest.place(site.post(place + "/approve", form)));
        assertEquals(1, count("job"));
        assertEquals(1, count("event where what like '%orders.approved%'"));
        assertEquals(1, count("event where what like '%queue.came-in%'"));
    }

    @Test
    void keepsWhatWasApproved() throws Exception {
        var place = priced();
        site.post(place + "/approve", approval(place));
        var before = view(place);
        var later = site.post(place + "/choices", with(BRACKET, "quantity", "100"));
        assertEquals(place, SignInPagesTest.place(later));
        site.post(place + "/approve", with(approval(place), "name", "Somebody else"));
        assertEquals(before, view(place));
        assertEquals(1, count("job"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"old", "other", "", "-1", "0", "999999999999999999", "99999999999999999999", "1 or 1=1"})
    void saysThatThePriceHasChangedWhereItIsNotTheOneShown(String which) throws Exception {
        var place = priced();
        var old = approval(place);
        site.post(place + "/choices", with(BRACKET, "quantity", "3"));
        var form = switch (which) {
            case "old" -> old;
            case "other" -> approval(priced());
            default -> with(old, "quote", which);
        };
        var answer = site.post(place + "/approve", form);
        assertEquals(place, SignInPagesTest.place(answer));
        var notice = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        assertTrue(site.get(place, "Cookie", notice).body().contains("The price has changed since you saw it."));
        assertEquals(OrderState.DRAFT, view(place).order().state());
        assertEquals(0, count("job"));
    }

    @Test
    void knowsNoOrderByAWrongToken() throws Exception {
        draft("part", "part bracket");
        for (var token : List.of("x", "0", Secrets.token(), "%2e%2e", "'%20or%201=1", "x".repeat(4_000))) {
            var place = "/o/" + token;
            assertEquals(404, site.get(place).statusCode(), token);
            assertEquals(404, site.get(place + "/live").statusCode(), token);
            assertEquals(404, site.post(place + "/choices", BRACKET).statusCode(), token);
            assertEquals(404, site.post(place + "/approve", IDA).statusCode(), token);
        }
        for (var product : List.of("rocket", "PART", "part.stl"))
            assertEquals(404, send(product, Map.of("once", "x"), "part x").statusCode(), product);
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, passwd",
        "..\\..\\windows\\system.ini, system.ini",
        "/etc/shadow, shadow",
        "...., file",
        "..%2f..%2fetc, %2f..%2fetc",
        "a\u0085b\u200bc\u202egpj.stl, abcgpj.stl",
        "\u200fשלום\u200e.stl, שלום.stl",
        "<script>alert(1)</script>.stl, script&gt;.stl",
        "<img src=x onerror=alert(1)>.stl, &lt;img src=x onerror=alert(1)&gt;.stl",
        "a'); drop table file; --.stl, a&#39;); drop table file; --.stl"
    })
    void showsAHostileNameHarmlessly(String name, String shown) throws Exception {
        var place = SignInPagesTest.place(named(name));
        var page = page(place);
        assertTrue(page.contains("<dt>File</dt><dd>" + shown + "</dd>"), page);
        assertFalse(view(place).line().fileName().matches(".*[/\\\\\\p{Cntrl}\u0085\u202E\u200F].*"));
        assertTrue(
                site.files.path(view(place).line().file()).toString().matches(".*/[0-9a-f]{2}/[0-9a-f]{64}"),
                "it is stored under its digest");
    }

    @Test
    void asksForAPlainNameWhereOneCannotBeRead() throws Exception {
        for (var name : List.of("a\u0001.stl", "😀".repeat(4_000) + ".stl"))
            assertRefused(named(name), "file", "Give it a short, plain name");
    }

    @Test
    void shortensANameOfFourThousandLetters() throws Exception {
        for (var letter : List.of("n", "é", "😀")) {
            var name = view(SignInPagesTest.place(named(letter.repeat(4_000 / letter.getBytes(UTF_8).length) + ".stl")))
                    .line()
                    .fileName();
            assertTrue(name.length() < 200 && name.endsWith(".stl"), name);
            assertFalse(name.matches(".*\\p{Cs}.*"), "no letter is cut in two: " + name);
        }
    }

    @Test
    void escapesWhatACustomerWrites() throws Exception {
        var place = priced();
        var hostile = "<script>alert(1)</script>\u202e\u0007";
        site.post(place + "/approve", with(approval(place), "name", hostile));
        assertTrue(page(place).contains("Your order, &lt;script&gt;alert(1)&lt;/script&gt;</p>"), page(place));
        var wrong = site.post(priced() + "/choices", with(BRACKET, "quantity", "\"><script>"));
        assertFalse(wrong.body().contains("\"><script>"), wrong.body());
    }

    @Test
    void saysThatTheShopTakesNoOrdersWhereNoPricesArePublished() throws Exception {
        try (var closed = new Site(Listening.locally(spool))) {
            assertTrue(closed.get("/").body().contains("is not taking orders on the web yet"));
            assertEquals("/", SignInPagesTest.place(closed.get("/order/part")));
            var answer = closed.upload("/order/part", Map.of("once", "a"), "file", "part bracket");
            assertEquals("/", SignInPagesTest.place(answer));
            assertStoredNothing(closed);
        }
    }

    @Test
    void storesNothingOfAFileThatIsRefused() throws Exception {
        for (var content : List.of("nonsense", "nonsense " + "x".repeat(LARGE), "document flyer", "")) {
            var answer = send("part", form("part"), content);
            assertEquals(422, answer.statusCode());
            assertTrue(answer.body().contains("id=\"file-error\""), answer.body());
        }
        assertRefused(send("paper", form("paper"), "part x"), "file", "Go back and choose 3D part.");
        assertStoredNothing(site);
    }

    /// What is shown again after a refusal must lead to an order with the next file.
    @Test
    void takesTheNextFileAfterOneWasRefused() throws Exception {
        for (var refused : List.of(
                send("part", form("part"), "nonsense"),
                send("part", form("part"), null),
                send("part", Map.of(), "part x"),
                send("part", Map.of("once", ""), "part x"),
                send("part", Map.of("once", "x".repeat(1_000)), "part x"),
                site.post("/order/part", Map.of()))) {
            if (refused.statusCode() == 303) continue;
            assertEquals(422, refused.statusCode());
            var answer = send("part", Map.of("once", once(refused.body())), "part y");
            assertEquals(303, answer.statusCode(), answer.body());
        }
    }

    @Test
    void asksForAFileWhereThereIsNone() throws Exception {
        assertRefused(send("part", form("part"), null), "file", "Choose a file first.");
        assertRefused(site.post("/order/part", form("part")), "file", "Choose a file first.");
        assertRefused(site.post("/order/part", Map.of()), "file", "Choose a file first.");
        assertRefused(
                site.upload("/order/part", form("part"), "attachment", "part bracket"), "file", "Choose a file first.");
        assertRefused(site.upload("/order/part", form("part"), "once", "part bracket"), "file", "Choose a file first.");
        assertRefused(
                site.send(site.to("/order/part")
                        .header("Content-Type", "application/octet-stream")
                        .POST(BodyPublishers.ofString("part bracket"))),
                "file",
                "Choose a file first.");
        assertRefused(site.send(site.to("/order/part").POST(BodyPublishers.noBody())), "file", "Choose a file first.");
        assertStoredNothing(site);
    }

    @Test
    void takesOneFileAtATime() throws Exception {
        var answer = multipart(field("once", "a") + file("one.stl", "part one") + file("two.stl", "part two") + END);
        assertRefused(answer, "file", "Send one file at a time.");
        assertStoredNothing(site);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--cut",
                "--cut\r\n",
                "--cut--\r\n",
                "no boundary at all",
                "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.stl\"\r\n\r\npart in the mid",
                "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.stl",
                "--cut\r\nContent-Disposition: form-data\r\n\r\npart x\r\n--cut--\r\n",
                "--cut\r\n\r\npart x\r\n--cut--\r\n",
                "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename*=UTF-9''%%%\r\n\r\npart x\r\n--cut--\r\n"
            })
    void refusesAFormThatIsBroken(String body) throws Exception {
        var answer = multipart(body);
        assertTrue(List.of(400, 422).contains(answer.statusCode()), answer.statusCode() + answer.body());
        assertTrue(
                answer.body().contains("did not arrive whole") || answer.body().contains("Choose a file first."),
                answer.body());
        assertStoredNothing(site);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=\"",
                "multipart/mixed; boundary=cut",
                "application/x-www-form-urlencoded; charset=klingon",
                "text/html; charset=\"",
                "nonsense"
            })
    void bearsAnyKindOfForm(String kind) throws Exception {
        var place = priced();
        for (var path : List.of("/order/part", place + "/choices", place + "/approve", "/sign-in")) {
            var answer = site.send(
                    site.to(path).header("Content-Type", kind).POST(BodyPublishers.ofString(field("once", "a") + END)));
            assertTrue(List.of(400, 415, 422).contains(answer.statusCode()), path + ": " + answer.statusCode());
        }
    }

    @Test
    void takesNoFilesWherePagesAskForNone() throws Exception {
        var place = priced();
        for (var path : List.of(place + "/choices", place + "/approve", "/sign-in")) {
            var answer = answerInTheMiddle(path, file("a.stl", "x".repeat(100_000)), 2L << 30);
            assertTrue(answer.startsWith("HTTP/1.1 422 "), path + ": " + answer);
        }
    }

    @Test
    void refusesAFieldThatIsAFileInSize() throws Exception {
        var answer = multipart(field("once", "x".repeat(3_000_000)) + file("a.stl", "nonsense") + END);
        assertTrue(List.of(413, 422).contains(answer.statusCode()), answer.body());
        var many = multipart(field("a", "b").repeat(5_000) + file("a.stl", "part x") + END);
        assertTrue(List.of(400, 413, 422).contains(many.statusCode()), many.body());
        assertStoredNothing(site);
    }

    @Test
    void forgetsAFileWhoseSenderWentAway() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), site.website.port())) {
            var part = file("a.stl", "part " + "x".repeat(LARGE));
            socket.getOutputStream().write(head("/order/part", 1_000_000).getBytes(UTF_8));
            socket.getOutputStream().write(part.getBytes(UTF_8));
            socket.getOutputStream().flush();
            until("it lies in the spool", () -> !inSpool().isEmpty());
        }
        until("it is gone", () -> inSpool().isEmpty());
        assertStoredNothing(site);
    }

    @Test
    void saysAtOnceThatAFileIsTooLarge() throws Exception {
        var answer = answerInTheMiddle("/order/part", file("a.stl", "part x"), 2L << 30);
        assertTrue(answer.startsWith("HTTP/1.1 422 "), answer);
        assertTrue(answer.contains("This file is too large: at most 500 MB."), answer);
        assertStoredNothing(site);
        assertEquals(303, send("part", Map.of("once", once(answer)), "part y").statusCode());
    }

    private static final String END = "--cut--\r\n";

    private static String field(String name, String value) {
        return "--cut\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(name, value);
    }

    private static String file(String name, String content) {
        return "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n%s\r\n"
                .formatted(name, content);
    }

    /// What is answered to a form of which only a part has been sent.
    private String answerInTheMiddle(String path, String part, long bytes) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), site.website.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((head(path, bytes) + part).getBytes(UTF_8));
            var answer = new StringBuilder();
            var chunk = new byte[8_192];
            while (answer.indexOf("</html>") < 0) {
                var read = socket.getInputStream().read(chunk);
                assertTrue(read > 0, answer.toString());
                answer.append(new String(chunk, 0, read, UTF_8));
            }
            return answer.toString();
        }
    }

    private String head(String path, long bytes) {
        return """
                POST %s HTTP/1.1
                Host: 127.0.0.1:%d
                Accept: text/html
                Content-Type: multipart/form-data; boundary=cut
                Content-Length: %d

                """.formatted(path, site.website.port(), bytes).replace("\n", "\r\n");
    }

    private HttpResponse<String> multipart(String body) throws IOException, InterruptedException {
        return site.send(site.to("/order/part")
                .header("Content-Type", "multipart/form-data; boundary=cut")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> named(String name) throws Exception {
        return multipart(field("once", Secrets.token()) + file(name, "part " + name.hashCode()) + END);
    }

    private HttpResponse<String> send(String product, Map<String, String> form, @Nullable String content)
            throws IOException, InterruptedException {
        return site.upload("/order/" + product, form, "file", content);
    }

    /// The hidden fields of a form for a file that was just opened.
    private Map<String, String> form(String product) throws IOException, InterruptedException {
        return Map.of("once", once(page("/order/" + product)));
    }

    private static String once(String page) {
        return hidden(page, "once");
    }

    private static String hidden(String page, String field) {
        var found = Pattern.compile("name=\"" + field + "\" value=\"([^\"]+)\"").matcher(page);
        assertTrue(found.find(), page);
        return found.group(1);
    }

    private String draft(String product, String content) throws IOException, InterruptedException {
        return SignInPagesTest.place(send(product, form(product), content));
    }

    private String priced() throws IOException, InterruptedException {
        var place = draft("part", "part bracket");
        site.post(place + "/choices", BRACKET);
        return place;
    }

    /// The approval of the price that the page at `place` shows.
    private Map<String, String> approval(String place) throws IOException, InterruptedException {
        var order = view(place).order();
        return with(
                IDA,
                "quote",
                order.quote() == null ? "" : "" + requireNonNull(order.quote()).value());
    }

    private static Map<String, String> with(Map<String, String> form, String field, String value) {
        var changed = new HashMap<>(form);
        changed.put(field, value);
        return changed;
    }

    private OrderView view(String place) {
        return site.desk.view(place.substring("/o/".length())).orElseThrow();
    }

    private String page(String path) throws IOException, InterruptedException {
        var answer = site.get(path);
        assertEquals(200, answer.statusCode(), path + answer.body());
        return answer.body();
    }

    private int count(String rows) {
        return count(site, rows);
    }

    private static int count(Site site, String rows) {
        return site.database.look(look -> look.createQuery("select count(*) from " + rows)
                .mapTo(Integer.class)
                .one());
    }

    private static void assertStoredNothing(Site site) {
        assertEquals(0, count(site, "customer_order"));
        assertEquals(0, count(site, "order_line"));
        assertEquals(0, count(site, "file"));
        assertEquals(0, count(site, "event where subject_kind = 'ORDER'"));
    }

    private static void assertRefused(HttpResponse<String> answer, String field, String words) {
        assertEquals(422, answer.statusCode(), answer.body());
        var error = Pattern.compile("id=\"" + field + "-error\">([^<]*)<").matcher(answer.body());
        assertTrue(error.find(), "something is said at " + field + ": " + answer.body());
        assertTrue(error.group(1).contains(words), error.group(1));
    }

    private static List<Path> inSpool() throws IOException {
        try (var files = Files.list(spool)) {
            return files.toList();
        }
    }

    private static <T> List<T> atOnce(Callable<T> one, Callable<T> other) throws Exception {
        var start = new CyclicBarrier(2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> {
                start.await();
                return one.call();
            });
            var second = threads.submit(() -> {
                start.await();
                return other.call();
            });
            return List.of(first.get(), second.get());
        }
    }

    private static void until(String what, Callable<Boolean> condition) throws Exception {
        var end = System.nanoTime() + 10_000_000_000L;
        while (!condition.call()) {
            assertTrue(System.nanoTime() < end, "never came true: " + what);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
