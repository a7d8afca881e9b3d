package platen.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static platen.web.Customer.assertRefused;
import static platen.web.Customer.until;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import platen.orders.OrderLine;
import platen.values.Digest;
import platen.values.Secrets;

/// Files in pieces, over HTTP, as tus clients send them: cut off in mid-piece, gone on with, refused, and ordered.
class UploadDoorTest {
    private static final String PART = "part bracket that comes in several pieces";

    private static Site site;
    private static Customer customer;
    private static HttpClient client;

    @BeforeAll
    static void open() throws IOException {
        site = new Site();
        site.publishPrices();
        customer = new Customer(site);
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void close() {
        client.close();
        site.close();
    }

    /// A browser's secret, as its cookie.
    private static String browser() {
        return UploadDoor.COOKIE + "=" + Secrets.token();
    }

    private static HttpRequest.Builder to(String url, String browser) {
        return HttpRequest.newBuilder(URI.create(url)).header("Cookie", browser).header("Tus-Resumable", "1.0.0");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> create(String browser, String length, String name)
            throws IOException, InterruptedException {
        var metadata = "filename " + base64(name) + ",product " + base64("part");
        return send(to(site.url("/uploads"), browser)
                .header("Upload-Length", length)
                .header("Upload-Metadata", metadata)
                .POST(BodyPublishers.noBody()));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    /// The path of a new upload.
    private static String begun(String browser, String name, int length) throws IOException, InterruptedException {
        var answer = create(browser, "" + length, name);
        assertEquals(201, answer.statusCode());
        assertTrue(answer.headers().firstValue("Upload-Expires").isPresent());
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static HttpResponse<String> look(String browser, String path) throws IOException, InterruptedException {
        return send(to(site.url(path), browser).method("HEAD", BodyPublishers.noBody()));
    }

    private static String offset(HttpResponse<String> answer) {
        return answer.headers().firstValue("Upload-Offset").orElse("none");
    }

    private static HttpResponse<String> patch(String browser, String url, int offset, String bytes)
            throws IOException, InterruptedException {
        return send(to(url, browser)
                .header("Content-Type", "application/offset+octet-stream")
                .header("Upload-Offset", "" + offset)
                .method("PATCH", BodyPublishers.ofString(bytes)));
    }

    private static HttpResponse<String> order(String browser, String uploads) throws IOException, InterruptedException {
        var form = Map.of("once", Secrets.token(), "upload", uploads);
        return site.post("/order/part", form, "Cookie", browser);
    }

    private static String id(String path) {
        return path.substring("/uploads/".length());
    }

    @Test
    void takesAFileInPiecesAndAnOrderBeginsWithIt() throws Exception {
        var browser = browser();
        var path = begun(browser, "bracket.stl", PART.length());
        var first = patch(browser, site.url(path), 0, PART.substring(0, 10));
        assertEquals(204, first.statusCode());
        assertEquals("10", offset(first));
        assertEquals(
                "" + PART.length(),
                look(browser, path).headers().firstValue("Upload-Length").orElse(""));
        assertRefused(order(browser, id(path)), "file", "Choose a file first.");
        assertEquals(204, patch(browser, site.url(path), 10, PART.substring(10)).statusCode());
        var order = order(browser, id(path));
        assertEquals(303, order.statusCode(), order.body());
        var line = customer.view(SignInPagesTest.place(order)).line();
        assertEquals(Digest.of(PART.getBytes(UTF_8)), line.file());
        assertEquals("bracket.stl", line.fileName());
    }

    @Test
    void goesOnAfterTheLineWasCutInMidPiece() throws Exception {
        var browser = browser();
        var path = begun(browser, "bracket.stl", PART.length());
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), site.website.port())) {
            socket.getOutputStream()
                    .write(("""
                    PATCH %s HTTP/1.1
                    Host: 127.0.0.1:%d
                    Cookie: %s
                    Tus-Resumable: 1.0.0
                    Content-Type: application/offset+octet-stream
                    Upload-Offset: 0
                    Content-Length: %d

                    """.formatted(path, site.website.port(), browser, PART.length())
                                            .replace("\n", "\r\n")
                                    + PART.substring(0, 17))
                            .getBytes(UTF_8));
            socket.getOutputStream().flush();
            until("it comes in", () -> look(browser, path).statusCode() == 423);
        }
        until("what came is kept", () -> offset(look(browser, path)).equals("17"));
        patch(browser, site.url(path), 17, PART.substring(17));
        assertEquals(303, order(browser, id(path)).statusCode());
    }

    @Test
    void goesOnAfterTheServerStartedAnew() throws Exception {
        var browser = browser();
        var path = begun(browser, "bracket.stl", PART.length());
        patch(browser, site.url(path), 0, PART.substring(0, 10));
        try (var second = Website.create(Listening.locally(site.spool), site.parts)) {
            second.start();
            var url = "http://127.0.0.1:" + second.port() + path;
            assertEquals(204, patch(browser, url, 10, PART.substring(10)).statusCode());
        }
        var order = order(browser, id(path));
        assertEquals(
                Digest.of(PART.getBytes(UTF_8)),
                customer.view(SignInPagesTest.place(order)).line().file());
    }

    @Test
    void isNobodyElsesUpload() throws Exception {
        var browser = browser();
        var path = begun(browser, "bracket.stl", PART.length());
        patch(browser, site.url(path), 0, PART);
        var other = browser();
        assertEquals(404, look(other, path).statusCode());
        assertEquals(404, patch(other, site.url(path), 0, "x").statusCode());
        assertEquals(204, send(to(site.url(path), other).DELETE()).statusCode(), "it is not there for them");
        assertRefused(order(other, id(path)), "file", "Choose a file first.");
        assertFalse(site.get("/order/part", "Cookie", other).body().contains("bracket.stl"));
        assertTrue(site.get("/order/part", "Cookie", browser).body().contains("bracket.stl"));
        assertEquals(405, site.get(path, "Cookie", browser).statusCode(), "it is not given out");
    }

    @Test
    void refusesWithAStatusForWhichThePageHasWords() throws Exception {
        var browser = browser();
        assertEquals(422, create(browser, "0", "a.stl").statusCode());
        assertEquals(413, create(browser, "500000001", "a.stl").statusCode());
        assertEquals(413, create(browser, "999999999999999999", "a.stl").statusCode());
        assertEquals(400, create(browser, "-1", "a.stl").statusCode());
        assertEquals(400, create(browser, "many", "a.stl").statusCode());
        assertEquals(415, create(browser, "5", "letter.docx").statusCode());
        assertEquals(415, create(browser, "5", "").statusCode());
        var path = begun(browser, "a.stl", 5);
        assertEquals(409, patch(browser, site.url(path), 3, "ab").statusCode());
        assertEquals(
                415,
                send(to(site.url(path), browser)
                                .header("Upload-Offset", "0")
                                .method("PATCH", BodyPublishers.ofString("abc")))
                        .statusCode());
        assertEquals(
                413, patch(browser, site.url(path), 0, "longer than was said").statusCode());
        assertEquals(404, look(browser, path).statusCode(), "it is given up");
        var old = HttpRequest.newBuilder(URI.create(site.url("/uploads"))).header("Upload-Length", "5");
        assertEquals(412, send(old.POST(BodyPublishers.noBody())).statusCode());
        var elsewhere = to(site.url("/uploads"), browser)
                .header("Upload-Length", "5")
                .header("Origin", "https://elsewhere.example");
        assertEquals(403, send(elsewhere.POST(BodyPublishers.noBody())).statusCode());
    }

    @Test
    void makesALineOfEachFile() throws Exception {
        var browser = browser();
        var first = begun(browser, "one.stl", PART.length());
        var second = begun(browser, "two.stl", PART.length() + 1);
        var third = begun(browser, "three.stl", PART.length());
        patch(browser, site.url(first), 0, PART);
        patch(browser, site.url(second), 0, PART + "2");
        patch(browser, site.url(third), 0, PART.substring(0, 1));
        var order = order(browser, id(first) + "," + id(second) + "," + id(third));
        assertEquals(303, order.statusCode());
        var names = customer.view(SignInPagesTest.place(order)).lines().stream()
                .map(OrderLine::fileName)
                .toList();
        assertEquals(List.of("one.stl", "two.stl"), names);
        var page = site.get("/order/part", "Cookie", browser).body();
        assertFalse(page.contains("one.stl") || page.contains("two.stl"), "they are ordered");
        assertTrue(page.contains("three.stl"), "its other half is still to come");
        var add = SignInPagesTest.place(order) + "/add/part";
        patch(browser, site.url(third), 1, PART.substring(1));
        assertTrue(site.get(add, "Cookie", browser).body().contains(id(third)));
        var added = site.post(add, Map.of("once", Secrets.token(), "upload", id(third)), "Cookie", browser);
        assertEquals(303, added.statusCode());
        assertEquals(3, customer.view(SignInPagesTest.place(order)).lines().size());
    }

    @Test
    void beginsWithTheOtherFilesWhereOneCanNotBeMade() throws Exception {
        var browser = browser();
        var good = begun(browser, "good.stl", PART.length());
        var bad = begun(browser, "bad.stl", 8);
        patch(browser, site.url(good), 0, PART);
        patch(browser, site.url(bad), 0, "nonsense");
        var order = order(browser, id(good) + "," + id(bad));
        assertEquals(303, order.statusCode());
        assertEquals(1, customer.view(SignInPagesTest.place(order)).lines().size());
        assertEquals(404, look(browser, bad).statusCode());
    }

    @Test
    void saysWhatIsWrongWithAFileThatIsWhole() throws Exception {
        var browser = browser();
        var path = begun(browser, "nonsense.stl", 8);
        patch(browser, site.url(path), 0, "nonsense");
        assertEquals(422, order(browser, id(path)).statusCode());
        assertEquals(404, look(browser, path).statusCode(), "nothing of it stays");
        assertTrue(site.files.find(Digest.of("nonsense".getBytes(UTF_8))).isEmpty());
    }

    @Test
    void bearsAnyName() throws Exception {
        var browser = browser();
        for (var name : new String[] {
            "<script>alert(1)</script>.stl", "\u202Elts.gnp", "🦊🛠️.stl", "ملف للطباعة.stl", "../../etc/passwd.stl"
        }) {
            var answer = create(browser, "5", name);
            assertEquals(name.contains("gnp") ? 415 : 201, answer.statusCode(), name);
        }
        var page = site.get("/order/part", "Cookie", browser).body();
        assertFalse(page.contains("<script>alert"));
        assertTrue(page.contains("passwd.stl") && !page.contains("../etc"), page);
        assertTrue(page.contains("🦊") && page.contains("ملف"));
    }

    @Test
    void leavesNothingOfACancelledUpload() throws Exception {
        var browser = browser();
        var path = begun(browser, "bracket.stl", PART.length());
        patch(browser, site.url(path), 0, PART.substring(0, 10));
        assertEquals(204, send(to(site.url(path), browser).DELETE()).statusCode());
        assertEquals(404, look(browser, path).statusCode());
        assertFalse(Files.exists(site.spool.resolve("uploads").resolve(id(path) + ".part")));
    }
}
