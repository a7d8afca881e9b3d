package platen.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import platen.values.Digest;

class FileSendingTest {
    private static final String TEXT = "0123456789";
    private static final Digest DIGEST = Digest.of(TEXT.getBytes(UTF_8));
    private static final String TAG = "\"" + DIGEST.hex() + "\"";

    @TempDir
    private Path folder;

    private final HttpClient browser = HttpClient.newHttpClient();
    private Javalin site = Javalin.create();

    @BeforeEach
    void open() throws IOException {
        var file = Files.writeString(folder.resolve("file"), TEXT);
        site = Javalin.create(config -> {
            config.routes.get("/file", ctx -> FileSending.send(ctx, file, DIGEST, "knöb \"1\".stl"), Access.ANYONE);
            config.routes.head("/file", ctx -> FileSending.send(ctx, file, DIGEST, "knob.stl"), Access.ANYONE);
        });
        site.start("127.0.0.1", 0);
    }

    @AfterEach
    void close() {
        browser.close();
        site.stop();
    }

    @Test
    void sendsTheWholeToBeSaved() throws Exception {
        var answer = get();
        assertEquals(200, answer.statusCode());
        assertEquals(TEXT, answer.body());
        assertEquals(TAG, header(answer, "ETag"));
        assertEquals("bytes", header(answer, "Accept-Ranges"));
        assertEquals("attachment; filename*=UTF-8''kn%C3%B6b%20%221%22.stl", header(answer, "Content-Disposition"));
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-3,0123,bytes 0-3/10",
        "bytes=7-,789,bytes 7-9/10",
        "bytes=-2,89,bytes 8-9/10",
        "bytes=8-999999999999,89,bytes 8-9/10",
        "bytes=2-2,2,bytes 2-2/10"
    })
    void sendsWhatIsMissing(String range, String part, String told) throws Exception {
        var answer = get("Range", range);
        assertEquals(206, answer.statusCode());
        assertEquals(part, answer.body());
        assertEquals(told, header(answer, "Content-Range"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=99-100", "bytes=-0"})
    void saysWhereTheFileEnds(String range) throws Exception {
        var answer = get("Range", range);
        assertEquals(416, answer.statusCode());
        assertEquals("bytes */10", header(answer, "Content-Range"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes=3-1", "bytes=-", "bytes=a-b", "lines=1-2", "bytes=0-1,3-4", "bytes=99999999999999999999-"
            })
    void sendsTheWholeForARangeThatMakesNoSense(String range) throws Exception {
        assertEquals(TEXT, get("Range", range).body());
    }

    @Test
    void sendsTheWholeWhereTheRestIsOfAnotherFile() throws Exception {
        assertEquals(TEXT, get("Range", "bytes=5-", "If-Range", "\"another\"").body());
        assertEquals("56789", get("Range", "bytes=5-", "If-Range", TAG).body());
    }

    @Test
    void sendsNothingThatIsKnown() throws Exception {
        for (var known : new String[] {TAG, "W/" + TAG, "\"old\", " + TAG, "*"}) {
            var answer = get("If-None-Match", known);
            assertEquals(304, answer.statusCode(), known);
            assertTrue(answer.body().isEmpty());
        }
        assertEquals(200, get("If-None-Match", "\"old\"").statusCode());
    }

    @Test
    void tellsTheLengthAlone() throws Exception {
        var request = request().method("HEAD", BodyPublishers.noBody()).build();
        var answer = browser.send(request, BodyHandlers.ofString());
        assertEquals("10", header(answer, "Content-Length"));
        assertEquals("", answer.body());
    }

    private HttpResponse<String> get(String... headers) throws IOException, InterruptedException {
        var request = request();
        if (headers.length > 0) request.headers(headers);
        return browser.send(request.GET().build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + site.port() + "/file"));
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }
}
