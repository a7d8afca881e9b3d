package platen.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static platen.web.Customer.END;
import static platen.web.Customer.assertRefused;
import static platen.web.Customer.field;
import static platen.web.Customer.file;
import static platen.web.Customer.once;
import static platen.web.Customer.until;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What people and programs send instead of the one file that the form for a new order asks for: it is
/// refused in plain words, nothing of it stays, and the next good file is taken.
class UploadsTest {
    /// More than is kept in memory while it arrives.
    private static final int LARGE = 200_000;

    @TempDir
    private static Path spool;

    private static Site site;
    private static Customer customer;

    @BeforeAll
    static void open() throws IOException {
        site = new Site(Listening.locally(spool));
        site.publishPrices();
        customer = new Customer(site);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @BeforeEach
    void beginWithoutOrders() {
        customer.beginWithoutOrders();
    }

    @AfterEach
    void leavesNothingLyingAboutAndGoesOn() throws Exception {
        customer.assertLeavesNothingLyingAboutAndGoesOn();
    }

    @Test
    void storesNothingOfAFileThatIsRefused() throws Exception {
        for (var content : List.of("nonsense", "nonsense " + "x".repeat(LARGE), "document flyer", "")) {
            var answer = customer.send("part", customer.form("part"), content);
            assertEquals(422, answer.statusCode());
            assertTrue(answer.body().contains("id=\"file-error\""), answer.body());
        }
        assertRefused(customer.send("paper", customer.form("paper"), "part x"), "file", "Go back and choose 3D part.");
        customer.assertStoredNothing();
    }

    /// What is shown again after a refusal must lead to an order with the next file.
    @Test
    void takesTheNextFileAfterOneWasRefused() throws Exception {
        for (var refused : List.of(
                customer.send("part", customer.form("part"), "nonsense"),
                customer.send("part", customer.form("part"), null),
                customer.send("part", Map.of(), "part x"),
                customer.send("part", Map.of("once", ""), "part x"),
                customer.send("part", Map.of("once", "x".repeat(1_000)), "part x"),
                site.post("/order/part", Map.of()))) {
            if (refused.statusCode() == 303) continue;
            assertEquals(422, refused.statusCode());
            var answer = customer.send("part", Map.of("once", once(refused.body())), "part y");
            assertEquals(303, answer.statusCode(), answer.body());
        }
    }

    @Test
    void asksForAFileWhereThereIsNone() throws Exception {
        assertRefused(customer.send("part", customer.form("part"), null), "file", "Choose a file first.");
        assertRefused(site.post("/order/part", customer.form("part")), "file", "Choose a file first.");
        assertRefused(site.post("/order/part", Map.of()), "file", "Choose a file first.");
        assertRefused(
                site.upload("/order/part", customer.form("part"), "attachment", "part bracket"),
                "file",
                "Choose a file first.");
        assertRefused(
                site.upload("/order/part", customer.form("part"), "once", "part bracket"),
                "file",
                "Choose a file first.");
        assertRefused(
                site.send(site.to("/order/part")
                        .header("Content-Type", "application/octet-stream")
                        .POST(BodyPublishers.ofString("part bracket"))),
                "file",
                "Choose a file first.");
        assertRefused(site.send(site.to("/order/part").POST(BodyPublishers.noBody())), "file", "Choose a file first.");
        customer.assertStoredNothing();
    }

    @Test
    void takesOneFileAtATime() throws Exception {
        var answer = customer.multipart(
                field("once", "a") + file("one.stl", "part one") + file("two.stl", "part two") + END);
        assertRefused(answer, "file", "Send one file at a time.");
        customer.assertStoredNothing();
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
        var answer = customer.multipart(body);
        assertTrue(List.of(400, 422).contains(answer.statusCode()), answer.statusCode() + answer.body());
        assertTrue(
                answer.body().contains("did not arrive whole") || answer.body().contains("Choose a file first."),
                answer.body());
        customer.assertStoredNothing();
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
        var place = customer.priced();
        for (var path : List.of("/order/part", place + "/choices", place + "/approve", "/sign-in")) {
            var answer = site.send(
                    site.to(path).header("Content-Type", kind).POST(BodyPublishers.ofString(field("once", "a") + END)));
            assertTrue(List.of(400, 415, 422).contains(answer.statusCode()), path + ": " + answer.statusCode());
        }
    }

    @Test
    void takesNoFilesWherePagesAskForNone() throws Exception {
        var place = customer.priced();
        for (var path : List.of(place + "/choices", place + "/approve", "/sign-in")) {
            var answer = answerInTheMiddle(path, file("a.stl", "x".repeat(100_000)), 2L << 30);
            assertTrue(answer.startsWith("HTTP/1.1 422 "), path + ": " + answer);
        }
    }

    @Test
    void refusesAFieldThatIsAFileInSize() throws Exception {
        var answer = customer.multipart(field("once", "x".repeat(3_000_000)) + file("a.stl", "nonsense") + END);
        assertTrue(List.of(413, 422).contains(answer.statusCode()), answer.body());
        var many = customer.multipart(field("a", "b").repeat(5_000) + file("a.stl", "part x") + END);
        assertTrue(List.of(400, 413, 422).contains(many.statusCode()), many.body());
        customer.assertStoredNothing();
    }

    @Test
    void forgetsAFileWhoseSenderWentAway() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), site.website.port())) {
            var part = file("a.stl", "part " + "x".repeat(LARGE));
            socket.getOutputStream().write(head("/order/part", 1_000_000).getBytes(UTF_8));
            socket.getOutputStream().write(part.getBytes(UTF_8));
            socket.getOutputStream().flush();
            until("it comes in", () -> !customer.comingIn().isEmpty());
        }
        until("it is gone", () -> customer.comingIn().isEmpty());
        customer.assertStoredNothing();
    }

    @Test
    void saysAtOnceThatAFileIsTooLarge() throws Exception {
        var answer = answerInTheMiddle("/order/part", file("a.stl", "part x"), 2L << 30);
        assertTrue(answer.startsWith("HTTP/1.1 422 "), answer);
        assertTrue(answer.contains("This file is too large: at most 500 MB."), answer);
        customer.assertStoredNothing();
        assertEquals(
                303,
                customer.send("part", Map.of("once", once(answer)), "part y").statusCode());
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
}
