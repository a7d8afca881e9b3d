package platen.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// How soon a customer sees the price of a large part: a real server, an upload by the page's own form, then the page.
/// Counted from the last byte that is sent.
public final class PriceBench implements AutoCloseable {
    private static final int CHUNK_BYTES = 1 << 16;
    private static final Duration LONGEST_SLICING = Duration.ofMinutes(15);
    private static final Pattern LOCATION = Pattern.compile("(?im)^location: (\\S+)\\s*$");
    private static final Pattern SLICER = Pattern.compile("PrusaSlicer itself took (\\d+) ms");
    private static final Path LOAD = Path.of("/proc/loadavg");
    private static final String ROW = "%-8s %8s %12s %12s %12s %12s %12s %12s%n";
    private static final String PRICED = "<th scope=\"row\">Together</th>";
    private static final String LOOKING = "We are looking into your file";
    private static final String APPROVABLE = "OK to print?";

    private final Path folder;
    private final BenchShop shop;

    /// Opens a shop with one printer in an empty folder, where also its log lies.
    public PriceBench(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.shop = new BenchShop(folder);
    }

    /// Sends shapes of so many triangles, each another; with `sliced`, also waits for each one's exact price.
    public void run(int triangles, int rounds, boolean sliced, PrintStream out)
            throws IOException, InterruptedException {
        out.printf(ROW, "upload", "MB", "answer, ms", "price, ms", "looked, ms", "exact, ms", "slicer, ms", "rest, ms");
        var prices = new ArrayList<Long>();
        var rests = new ArrayList<Long>();
        for (int round = 1; round <= rounds; round++) {
            var file = folder.resolve("shape.stl");
            new MeshShapes(triangles, round, false).writeBinary(file);
            var shown = send(file);
            prices.add(shown.priceMs());
            shop.until(
                    "the file was looked into",
                    LONGEST_SLICING,
                    () -> !shop.page(shown.place()).contains(LOOKING));
            long looked = ms(shown.lastByte(), System.nanoTime());
            Object exact = "";
            Object own = "";
            Object rest = "";
            if (sliced) {
                long exactMs = exactMs(shown);
                long ownMs = slicersOwnMs();
                rests.add(exactMs - ownMs);
                exact = exactMs;
                own = ownMs;
                rest = exactMs - ownMs;
            }
            var mb = String.format(Locale.ROOT, "%.1f", Files.size(file) / 1e6);
            out.printf(ROW, round, mb, shown.answerMs(), shown.priceMs(), looked, exact, own, rest);
        }
        out.println("ms after the last byte until a price is shown: " + words(prices));
        if (sliced) out.println("ms until the exact one, without those of PrusaSlicer itself: " + words(rests));
        out.println("load of the machine: " + Files.readString(LOAD).strip());
    }

    private static String words(List<Long> rounds) {
        var sorted = rounds.stream().sorted().toList();
        return "median %d, best %d, first %d"
                .formatted(sorted.get(sorted.size() / 2), sorted.getFirst(), rounds.getFirst());
    }

    /// What the server says in its log of the last plate.
    private long slicersOwnMs() throws IOException {
        return SLICER.matcher(Files.readString(shop.log()))
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .reduce((_, last) -> last)
                .orElseThrow(() -> new IOException("no slicer in the server's log"));
    }

    /// The answer to the upload names the order's page, and that page shows the price.
    private record Shown(String place, long lastByte, long answerMs, long priceMs) {}

    private Shown send(Path file) throws IOException {
        if (shop.page("/order/part").isEmpty()) throw new IOException("the form is not shown");
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), shop.port())) {
            long lastByte = upload(socket, file);
            var answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            long answered = System.nanoTime();
            var place = LOCATION.matcher(answer);
            if (!place.find()) throw new IOException("the upload was answered: " + answer);
            if (!shop.page(place.group(1)).contains(PRICED)) throw new IOException("no price on " + place.group(1));
            long priced = System.nanoTime();
            return new Shown(place.group(1), lastByte, ms(lastByte, answered), ms(lastByte, priced));
        }
    }

    /// As a browser sends the form; returns when the last byte went.
    private long upload(Socket socket, Path file) throws IOException {
        var head = """
            --cut
            Content-Disposition: form-data; name="file"; filename="shape.stl"
            Content-Type: application/octet-stream

            """;
        var tail = "\n--cut--\n";
        var request = """
            POST /order/part HTTP/1.1
            Host: 127.0.0.1:%d
            Accept: text/html
            Connection: close
            Content-Type: multipart/form-data; boundary=cut
            Content-Length: %d

            """.formatted(shop.port(), onWire(head).length + Files.size(file) + onWire(tail).length);
        var out = socket.getOutputStream();
        out.write(onWire(request + head));
        try (var in = Files.newInputStream(file)) {
            var chunk = new byte[CHUNK_BYTES];
            for (int read; (read = in.read(chunk)) >= 0; ) out.write(chunk, 0, read);
        }
        out.write(onWire(tail));
        out.flush();
        return System.nanoTime();
    }

    private static byte[] onWire(String text) {
        return text.replace("\n", "\r\n").getBytes(US_ASCII);
    }

    private long exactMs(Shown shown) throws IOException, InterruptedException {
        shop.until(
                "the exact price is shown",
                LONGEST_SLICING,
                () -> shop.page(shown.place()).contains(APPROVABLE));
        return ms(shown.lastByte(), System.nanoTime());
    }

    private static long ms(long from, long to) {
        return Math.round((to - from) / 1e6);
    }

    @Override
    public void close() {
        shop.close();
    }
}
