package platen.road;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static platen.road.HostileFiles.MODEL;
import static platen.road.HostileFiles.bomb;
import static platen.road.HostileFiles.changed;
import static platen.road.HostileFiles.entities;
import static platen.road.HostileFiles.laughs;
import static platen.road.HostileFiles.locked;
import static platen.road.HostileFiles.longUnit;
import static platen.road.HostileFiles.lying;
import static platen.road.HostileFiles.noise;
import static platen.road.HostileFiles.nowhere;
import static platen.road.HostileFiles.png;
import static platen.road.HostileFiles.running;
import static platen.road.HostileFiles.without;
import static platen.road.HostileFiles.zip;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import platen.values.Digest;
import platen.values.Secrets;

/// What is wrong with real files, through the real form of the whole program in a heap of 64 MB: each is
/// refused in plain words, nothing of it stays, and the next good file is taken.
class BadFilesIT {
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(90);
    private static final long MB = 1_000_000;

    @TempDir
    private static Path folder;

    private static PlatenProcess demo;
    private static String shop = "";

    private final HttpClient browser = HttpClient.newHttpClient();

    @BeforeAll
    static void open() throws Exception {
        demo = PlatenProcess.start(folder, PlatenProcess.jar(folder, "-Xmx64m"), List.of("demo", "--port", "0"));
        shop = demo.says("customers see it: +(\\S+)/\\n");
        new BadFilesIT().assertTakesTheNextFile();
    }

    @AfterAll
    static void close() {
        demo.close();
    }

    @AfterEach
    void leavesNothingAndGoesOn() throws Exception {
        assertTakesTheNextFile();
        for (var trouble : List.of("Exception", "\tat ", "SEVERE", "WARNING"))
            assertFalse(demo.output().contains(trouble), demo.output());
        browser.close();
    }

    static Stream<Arguments> parts() throws IOException {
        var cube = sample("cube.stl");
        var program = new String(sample("cube.gcode"), UTF_8);
        return Stream.of(
                arguments(
                        "letter.stl",
                        "Dear shop, please print me a bracket.".getBytes(UTF_8),
                        "The file ends in the middle, after"),
                arguments("letter.docx", "Dear shop".getBytes(UTF_8), "We do not know this kind of file"),
                arguments("noise", noise(), "We do not know this kind of file"),
                arguments("empty.stl", new byte[0], "The file is empty."),
                arguments("cut.stl", Arrays.copyOf(cube, 400), "with room for 6 only"),
                arguments("short.stl", Arrays.copyOf(cube, 70), "The file ends in the middle, after"),
                arguments("liar.stl", lying(cube, 0xFFFF_FFFF), "The file says that it holds 4294967295 triangles"),
                arguments("more.stl", lying(cube, 3), "it is damaged, or not an STL"),
                arguments("nowhere.stl", nowhere(cube), "Triangle 1 lies nowhere"),
                arguments("bomb.3mf", bomb(), "far more than a model needs"),
                arguments("entities.3mf", entities(), "references to other files"),
                arguments("laughs.3mf", laughs(), "references to other files"),
                arguments("unit.3mf", longUnit(), "which we do not know"),
                arguments("text.3mf", zip(Map.of("../../../etc/passwd", "root".getBytes(UTF_8))), "but not a 3D model"),
                arguments("cut.3mf", Arrays.copyOf(zip(Map.of(MODEL, noise())), 300), "a damaged archive"),
                arguments("cold.gcode", without(program, "M104", "M109"), "never heats the nozzle"),
                arguments("far.gcode", changed(program, "G28\n", "G28\nG1 X500 Y10 E5\n"), "X = 500.0 mm, where"),
                arguments("hot.gcode", changed(program, "M104 S210", "M104 S500"), "asks for 500 °C at the nozzle"),
                arguments("hotbed.gcode", changed(program, "M190 S60", "M190 S500"), "asks for 500 °C on the plate"),
                arguments("cut.gcode", program.substring(0, 40_000).getBytes(UTF_8), "The file breaks off"),
                arguments(
                        "flash.gcode",
                        changed(program, "G28\n", "G28\nM997\n"),
                        "The command M997 changes or stops the printer itself"),
                arguments(
                        "for-ever.gcode",
                        changed(program, "G28\n", "G28\nG4 S9000000000000000000\n"),
                        "takes longer than 30 days"),
                arguments("flyer.pdf", sample("flyer.pdf"), "Go back and choose prints on paper"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("parts")
    void refusesABadPart(String name, byte[] content, String words) throws Exception {
        assertRefused(post("part", name, content), words);
        assertNotKept(content);
    }

    static Stream<Arguments> documents() throws IOException {
        var flyer = sample("flyer.pdf");
        return Stream.of(
                arguments(
                        "broken.pdf",
                        changed(new String(flyer, ISO_8859_1), "/Pages", "/Pagan"),
                        "This file is damaged"),
                arguments("cut.pdf", Arrays.copyOf(flyer, flyer.length / 2), "The file ends in the middle."),
                arguments("locked.pdf", locked(flyer), "locked with a password"),
                arguments("noise.pdf", "%PDF-1.7 and nothing else".getBytes(UTF_8), "The file ends in the middle."),
                arguments("huge.png", png(Integer.MAX_VALUE), "The file ends in the middle."),
                arguments("cube.stl", sample("cube.stl"), "Go back and choose 3D part"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void refusesABadDocument(String name, byte[] content, String words) throws Exception {
        assertRefused(post("paper", name, content), words);
        assertNotKept(content);
    }

    @Test
    void neverRunsWhatAFileNamesAndSlicesItAllTheSame() throws Exception {
        var flag = folder.resolve("flag");
        var place = post("part", "hostile.3mf", running("/usr/bin/touch " + flag))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        post(place + "/choices", Map.of("filament", "PLA|black", "quality", "draft", "quantity", "1"));
        PlatenProcess.until("it has a price", () -> get(place).contains("OK to print?"));
        assertFalse(get(place).contains("estimated"), "it was really sliced");
        assertFalse(Files.exists(flag), "the program of the customer's file ran");
    }

    @Test
    void takesAFileOfNearlyFiveHundredMegabytesInASmallHeap() throws Exception {
        var program = sample("cube.gcode");
        var answer = post("part", "large.gcode", program, 499 * MB - program.length);
        assertEquals(303, answer.statusCode(), answer.body());
        try (var files = Files.walk(data().resolve("files"))) {
            assertTrue(files.anyMatch(file -> file.toFile().length() == 499 * MB));
        }
    }

    @Test
    void refusesAFileOverTheLimit() throws Exception {
        assertRefused(post("part", "large.gcode", sample("cube.gcode"), 501 * MB), "too large: at most 500 MB");
    }

    @Test
    void refusesAFileOfTwoGigabytesBeforeItHasCome() throws Exception {
        var start = form("huge.stl", new byte[0]);
        var address = URI.create(shop);
        try (var socket = new Socket(InetAddress.getByName(address.getHost()), address.getPort())) {
            socket.setSoTimeout(10_000);
            var head = "POST /order/part HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\nAccept: text/html\r\n"
                    + "Content-Type: multipart/form-data; boundary=cut\r\nContent-Length: " + (2L << 30) + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(UTF_8));
            socket.getOutputStream().write(start);
            var answer = new StringBuilder();
            for (var chunk = new byte[8_192]; answer.indexOf("</html>") < 0; ) {
                var read = socket.getInputStream().read(chunk);
                assertTrue(read > 0, answer.toString());
                answer.append(new String(chunk, 0, read, UTF_8));
            }
            assertTrue(answer.toString().startsWith("HTTP/1.1 422 "), answer.toString());
            assertTrue(answer.toString().contains("too large: at most 500 MB"), answer.toString());
        }
    }

    private void assertTakesTheNextFile() throws IOException, InterruptedException {
        var answer = post("part", "cube.stl", sample("cube.stl"));
        assertEquals(303, answer.statusCode(), answer.body());
    }

    private static void assertRefused(HttpResponse<String> answer, String words) {
        assertTrue(List.of(413, 422).contains(answer.statusCode()), answer.statusCode() + answer.body());
        var start = answer.body().indexOf("id=\"file-error\">");
        assertTrue(start > 0, answer.body());
        var said = answer.body().substring(start + 16, answer.body().indexOf('<', start));
        assertTrue(said.contains(words), said);
        assertTrue(said.length() < 300, said);
        assertFalse(answer.body().contains("Exception") || answer.body().contains("\tat "), answer.body());
    }

    private HttpResponse<String> post(String product, String name, byte[] content)
            throws IOException, InterruptedException {
        return post(product, name, content, 0);
    }

    /// Sends a file to the form of a product; so many bytes of comment come after it, made on the way.
    private HttpResponse<String> post(String product, String name, byte[] content, long comment)
            throws IOException, InterruptedException {
        var start = form(name, content);
        var end = "\r\n--cut--\r\n".getBytes(UTF_8);
        var all = List.of(
                new ByteArrayInputStream(start), new HostileFiles.Comment(comment), new ByteArrayInputStream(end));
        var body = BodyPublishers.ofInputStream(() -> new SequenceInputStream(Collections.enumeration(all)));
        return browser.send(
                HttpRequest.newBuilder(URI.create(shop + "/order/" + product))
                        .header("Accept", "text/html")
                        .timeout(LONGEST_ANSWER)
                        .header("Content-Type", "multipart/form-data; boundary=cut")
                        .POST(BodyPublishers.fromPublisher(body, start.length + comment + end.length))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Map<String, String> form) throws IOException, InterruptedException {
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return browser.send(
                HttpRequest.newBuilder(URI.create(shop + path))
                        .header("Accept", "text/html")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private String get(String path) {
        try {
            return browser.send(HttpRequest.newBuilder(URI.create(shop + path)).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] form(String name, byte[] content) {
        var head = "--cut\r\nContent-Disposition: form-data; name=\"once\"\r\n\r\n" + Secrets.token()
                + "\r\n--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\n\r\n";
        return joined(head.getBytes(UTF_8), content);
    }

    private static byte[] sample(String name) throws IOException {
        try (var in = requireNonNull(BadFilesIT.class.getResourceAsStream("/samples/" + name))) {
            return in.readAllBytes();
        }
    }

    private static byte[] joined(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }

    /// What slicers and painters add to other files meanwhile says nothing of this one.
    private static void assertNotKept(byte[] content) throws IOException {
        for (var ordered : List.of("cube.stl", "flyer.pdf")) {
            if (Arrays.equals(content, sample(ordered))) return;
        }
        var digest = Digest.of(content).hex();
        try (var files = Files.walk(data())) {
            assertTrue(files.noneMatch(file -> file.toString().contains(digest)), digest);
        }
    }

    private static Path data() throws IOException {
        try (var found = Files.list(folder)) {
            return found.filter(path -> path.getFileName().toString().startsWith("platen-demo"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
