package platen.road;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
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
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import platen.values.Secrets;

/// What is wrong with real files, through the real form of the whole program in a heap of 64 MB: each is
/// refused in plain words, nothing of it stays, and the next good file is taken.
class BadFilesIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(90);
    private static final long MB = 1_000_000;
    private static final String MODEL = "3D/3dmodel.model";
    private static final String NAMESPACE = "xmlns='http://schemas.microsoft.com/3dmanufacturing/core/2015/02'";

    @TempDir
    private static Path folder;

    private static PlatenProcess demo;
    private static String shop = "";
    private static SortedSet<String> kept = new TreeSet<>();

    private final HttpClient browser = HttpClient.newHttpClient();

    @BeforeAll
    static void open() throws Exception {
        demo = PlatenProcess.start(folder, PlatenProcess.jar(folder, "-Xmx64m"), List.of("demo", "--port", "0"));
        shop = demo.says("customers see it: +(\\S+)/\\n");
        new BadFilesIT().assertTakesTheNextFile();
        kept = stored();
    }

    @AfterAll
    static void close() {
        demo.close();
    }

    @AfterEach
    void leavesNothingAndGoesOn() throws Exception {
        assertTakesTheNextFile();
        var expected = kept;
        try {
            PlatenProcess.until("nothing is left but " + expected, SOON, () -> stored().equals(expected));
        } finally {
            kept = stored();
        }
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
                        "The file ends in the middle."),
                arguments("letter.docx", "Dear shop".getBytes(UTF_8), "We do not know this kind of file"),
                arguments("noise", noise(), "We do not know this kind of file"),
                arguments("empty.stl", new byte[0], "The file is empty."),
                arguments("cut.stl", Arrays.copyOf(cube, 400), "there is room for 6 only"),
                arguments("short.stl", Arrays.copyOf(cube, 70), "The file ends in the middle."),
                arguments("liar.stl", lying(cube, 0xFFFF_FFFF), "The file says that it holds 4294967295 triangles"),
                arguments("more.stl", lying(cube, 3), "it is damaged, or not an STL"),
                arguments("nowhere.stl", nowhere(cube), "Triangle 1 lies nowhere"),
                arguments(
                        "bomb.3mf",
                        zip(Map.of(MODEL, ("<model>" + " ".repeat(100_000_000)).getBytes(UTF_8))),
                        "would unpack to far more"),
                arguments("entities.3mf", zip(Map.of(MODEL, entities().getBytes(UTF_8))), "references to other files"),
                arguments("laughs.3mf", zip(Map.of(MODEL, laughs().getBytes(UTF_8))), "references to other files"),
                arguments(
                        "unit.3mf",
                        zip(Map.of(
                                MODEL,
                                ("<model unit='" + "\u00e9".repeat(2_000_000) + "' " + NAMESPACE + "/>")
                                        .getBytes(UTF_8))),
                        "which we do not know"),
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
    }

    static Stream<Arguments> documents() throws IOException {
        var flyer = sample("flyer.pdf");
        return Stream.of(
                arguments(
                        "broken.pdf",
                        changed(new String(flyer, ISO_8859_1), "/Pages", "/Pagan"),
                        "This file is damaged"),
                arguments("cut.pdf", Arrays.copyOf(flyer, flyer.length / 2), "The file ends in the middle."),
                arguments("locked.pdf", locked(flyer), "This PDF is locked with a password"),
                arguments("noise.pdf", "%PDF-1.7 and nothing else".getBytes(UTF_8), "The file ends in the middle."),
                arguments("huge.png", png(Integer.MAX_VALUE), "The file ends in the middle."),
                arguments("cube.stl", sample("cube.stl"), "Go back and choose 3D part"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void refusesABadDocument(String name, byte[] content, String words) throws Exception {
        assertRefused(post("paper", name, content), words);
    }

    @Test
    void neverRunsWhatAFileNamesAndSlicesItAllTheSame() throws Exception {
        var flag = folder.resolve("flag");
        var settings = "; post_process = /usr/bin/touch " + flag + "\n";
        var hostile = zip(Map.of(
                MODEL,
                cube().getBytes(UTF_8),
                "Metadata/Slic3r_PE.config",
                settings.getBytes(UTF_8),
                "Metadata/Slic3r_PE_model.config",
                "<config/>".getBytes(UTF_8)));
        var place = post("part", "hostile.3mf", hostile)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        post(place + "/choices", Map.of("filament", "PLA|black", "quality", "draft", "quantity", "1"));
        PlatenProcess.until("it has a price", () -> get(place).contains("OK to print?"));
        assertFalse(get(place).contains("estimated"), "it was really sliced");
        assertFalse(Files.exists(flag), "the program of the customer's file ran");
        kept = stored();
    }

    @Test
    void takesAFileOfNearlyFiveHundredMegabytesInASmallHeap() throws Exception {
        var program = sample("cube.gcode");
        var answer = post("part", "large.gcode", program, 499 * MB - program.length);
        assertEquals(303, answer.statusCode(), answer.body());
        assertTrue(stored().stream().anyMatch(file -> file.endsWith(" " + 499 * MB)), stored().toString());
        kept = stored();
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
        var all = List.of(new ByteArrayInputStream(start), new Comment(comment), new ByteArrayInputStream(end));
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

    /// Every file in the data folder that came from somebody, with its length.
    private static SortedSet<String> stored() {
        try (var found = Files.list(folder)) {
            var data = found.filter(path -> path.getFileName().toString().startsWith("platen-demo"))
                    .findFirst()
                    .orElseThrow();
            var files = new TreeSet<String>();
            for (var part : List.of("files", "spool", "work")) {
                if (!Files.exists(data.resolve(part))) continue;
                try (var below = Files.walk(data.resolve(part))) {
                    for (var file : below.filter(Files::isRegularFile).toList())
                        files.add(data.relativize(file) + " " + Files.size(file));
                }
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Lines of G-code that say nothing.
    private static final class Comment extends InputStream {
        private static final byte[] LINE = ("; " + "x".repeat(97) + "\n").getBytes(UTF_8);
        private final long length;
        private long at;

        Comment(long length) {
            this.length = length;
        }

        @Override
        public int read() {
            return at == length ? -1 : LINE[(int) (at++ % LINE.length)];
        }

        @Override
        public int read(byte[] to, int from, int most) {
            if (at == length) return -1;
            var count = (int) Math.min(most, length - at);
            for (int i = 0; i < count; i++) to[from + i] = LINE[(int) (at++ % LINE.length)];
            return count;
        }
    }

    private static byte[] sample(String name) throws IOException {
        try (var in = requireNonNull(BadFilesIT.class.getResourceAsStream("/samples/" + name))) {
            return in.readAllBytes();
        }
    }

    private static byte[] noise() {
        var bytes = new byte[2_000];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static byte[] lying(byte[] stl, int triangles) {
        var lie = stl.clone();
        ByteBuffer.wrap(lie).order(ByteOrder.LITTLE_ENDIAN).putInt(80, triangles);
        return lie;
    }

    private static byte[] nowhere(byte[] stl) {
        var wrong = stl.clone();
        ByteBuffer.wrap(wrong).order(ByteOrder.LITTLE_ENDIAN).putFloat(84 + 12, Float.NaN);
        return wrong;
    }

    private static byte[] without(String program, String... commands) {
        return program.lines()
                .filter(line -> Arrays.stream(commands).noneMatch(line::startsWith))
                .collect(Collectors.joining("\n"))
                .getBytes(UTF_8);
    }

    private static byte[] changed(String text, String from, String to) {
        assertTrue(text.contains(from));
        return text.replace(from, to).getBytes(ISO_8859_1);
    }

    private static String entities() {
        return "<!DOCTYPE model [<!ENTITY file SYSTEM 'file:///etc/passwd'>]><model " + NAMESPACE + ">&file;</model>";
    }

    private static String laughs() {
        var text = new StringBuilder("<!DOCTYPE model [<!ENTITY l0 'ha'>");
        for (int i = 1; i < 40; i++) text.append("<!ENTITY l%d '%s'>".formatted(i, ("&l" + (i - 1) + ";").repeat(10)));
        return text.append("]><model " + NAMESPACE + ">&l39;</model>").toString();
    }

    private static String cube() {
        var model = new StringBuilder(
                "<model unit='millimeter' " + NAMESPACE + "><resources><object id='1' type='model'><mesh><vertices>");
        for (int corner = 0; corner < 8; corner++)
            model.append("<vertex x='%d' y='%d' z='%d'/>"
                    .formatted((corner & 1) * 15, (corner >> 1 & 1) * 15, (corner >> 2) * 5));
        model.append("</vertices><triangles>");
        for (var face : "021 123 456 576 014 154 263 367 042 246 135 375".split(" ", -1))
            model.append(
                    "<triangle v1='%c' v2='%c' v3='%c'/>".formatted(face.charAt(0), face.charAt(1), face.charAt(2)));
        return model.append("</triangles></mesh></object></resources><build><item objectid='1'/></build></model>")
                .toString();
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] locked(byte[] pdf) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var document = Loader.loadPDF(pdf)) {
            document.protect(new StandardProtectionPolicy("owner", "secret", new AccessPermission()));
            document.save(bytes);
        }
        return bytes.toByteArray();
    }

    /// The head of a picture that says it is so large each way, and nothing of the picture.
    private static byte[] png(int pixels) {
        return ByteBuffer.allocate(33)
                .putLong(0x89504E470D0A1A0AL)
                .putInt(13)
                .put("IHDR".getBytes(UTF_8))
                .putInt(pixels)
                .putInt(pixels)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
    }

    private static byte[] joined(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }
}
