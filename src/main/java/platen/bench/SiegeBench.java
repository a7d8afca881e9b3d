package platen.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import platen.gcode.ProgramDigest;

/// Strangers who follow an order and read nothing, and strangers who send a file byte by byte, by the thousand, while
/// printers print: how long a worker's pages take meanwhile, whether all of them are answered, whether the slow ones
/// are given up, and whether every print goes on.
public final class SiegeBench implements AutoCloseable {
    private static final List<String> PAGES = List.of("/work/today", "/work/board", "/work/orders", "/work/machines");
    private static final Path LOAD = Path.of("/proc/loadavg");
    private static final Duration LONGEST_UPLOAD = Duration.ofMinutes(3);
    private static final Duration LONGEST_PRINT = Duration.ofMinutes(10);
    private static final int BAUD = 115_200;
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(2);
    private static final Pattern ONCE = Pattern.compile("name=\"once\" value=\"([^\"]+)\"");
    private static final int SEE_OTHER = 303;
    private static final int SLOW_BYTES = 400_000;
    private static final String FIRST_OF_A_FILE = "x".repeat(2_000);
    private static final long BETWEEN_BYTES_MS = 2_000;

    private final Plan plan;
    private final Path program;
    private final PrintersShop shop;
    private final SoakBrowser customer;
    private final List<Socket> streams = new ArrayList<>();
    private final List<Socket> uploads = new ArrayList<>();
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final Map<String, List<Long>> taken = new TreeMap<>();
    private final Collection<String> broken = new ConcurrentLinkedQueue<>();

    /// How many stall, how many send slowly, how often each page is asked for, how many printers print, and of how many
    /// moves.
    public record Plan(int streams, int uploads, int times, int printers, int moves) {}

    /// Opens a shop in an empty folder.
    public SiegeBench(Plan plan, Path folder) throws IOException, InterruptedException {
        this.plan = plan;
        this.program = DenseProgram.ofMoves(plan.moves(), folder.resolve("dense.gcode"));
        this.shop = new PrintersShop(folder, plan.printers(), BAUD, 1, program);
        this.customer = new SoakBrowser(shop.site(), null);
    }

    /// Whether every page was answered, and none of the strangers was turned away for whom there is to be room.
    public boolean run(PrintStream out) throws IOException, InterruptedException {
        ask("alone");
        shop.releaseAll();
        var place = order();
        for (int i = 0; i < plan.streams(); i++) stall(place);
        for (int i = 0; i < plan.uploads(); i++) uploadSlowly();
        var trickling = Thread.ofPlatform().daemon().name("slow uploads").start(this::trickle);
        ask("besieged");
        var gone = awaitEndOfUploads();
        isOver.set(true);
        trickling.join();
        var rows = prints();
        print(out, gone, rows);
        return broken.isEmpty();
    }

    /// How many were given up.
    private long awaitEndOfUploads() throws InterruptedException {
        long end = System.nanoTime() + LONGEST_UPLOAD.toNanos();
        while (true) {
            var gone = uploads.stream().filter(Socket::isClosed).count();
            if (gone == uploads.size() || System.nanoTime() > end) {
                if (gone < uploads.size()) broken.add(uploads.size() - gone + " slow uploads were never given up");
                return gone;
            }
            Thread.sleep(BETWEEN_BYTES_MS);
        }
    }

    /// What each printer got, when all have ended.
    private List<PrinterRow> prints() throws IOException, InterruptedException {
        var isLonger = !shop.rests();
        long end = System.nanoTime() + LONGEST_PRINT.toNanos();
        while (!shop.rests() && System.nanoTime() < end) Thread.sleep(BETWEEN_BYTES_MS);
        if (!isLonger) broken.add("the prints were over before the siege was: give them more moves");
        var digest = ProgramDigest.of(program).digest();
        var rows = new ArrayList<PrinterRow>();
        var jobs = shop.jobs();
        for (int i = 0; i < jobs.size(); i++) {
            var row = PrinterRow.of(jobs.get(i), shop.printers().get(i).report(), BAUD, digest);
            if (!row.trouble().isEmpty()) broken.add("printer " + (i + 1) + ": " + row.trouble());
            rows.add(row);
        }
        return rows;
    }

    private void print(PrintStream out, long gone, List<PrinterRow> rows) throws IOException {
        out.printf("%-26s %7s %9s %9s %9s%n", "ms", "times", "median", "p99", "most");
        taken.forEach((what, times) -> {
            var sorted = times.stream().sorted().toList();
            out.printf(
                    "%-26s %7d %9d %9d %9d%n",
                    what, sorted.size(), at(sorted, 0.5), at(sorted, 0.99), sorted.getLast());
        });
        out.printf(
                "%d stalled streams, %d slow uploads, of which %d were given up%n",
                streams.size(), uploads.size(), gone);
        var lines = rows.stream().mapToDouble(PrinterRow::linesPerS).summaryStatistics();
        out.printf(
                Locale.ROOT,
                "%d printers of %d moves each: %.0f to %.0f lines a second\n",
                rows.size(),
                plan.moves(),
                lines.getMin(),
                lines.getMax());
        shop.serverUse()
                .ifPresent(use -> out.printf(
                        Locale.ROOT, "server: %.0f MB resident, %.0f MB at most%n", use.residentMb(), use.peakMb()));
        out.printf("load of the machine: %s%n", Files.readString(LOAD).strip());
        broken.stream().limit(20).forEach(out::println);
        out.println(broken.isEmpty() ? "no error" : broken.size() + " errors");
    }

    private static long at(List<Long> sorted, double share) {
        return sorted.get(Math.min(sorted.size() - 1, (int) (share * sorted.size())));
    }

    /// The first times, in which the server's code is not warm yet, count for nothing.
    private void ask(String when) throws InterruptedException {
        for (int i = -plan.times() / 4; i < plan.times(); i++)
            for (var page : PAGES) {
                long begin = System.nanoTime();
                try {
                    var status = shop.worker().get(page).status();
                    if (status != 200) broken.add(page + " was answered " + status + " " + when);
                } catch (IOException e) {
                    broken.add(page + " was not answered " + when + ": " + e);
                }
                var ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
                if (i < 0) continue;
                taken.computeIfAbsent(when + " " + page, _ -> new ArrayList<>()).add(ms);
                taken.computeIfAbsent(when + ", all pages", _ -> new ArrayList<>())
                        .add(ms);
            }
    }

    /// A draft, whose page can be followed.
    private String order() throws IOException, InterruptedException {
        var form = ONCE.matcher(customer.get("/order/paper").body());
        if (!form.find()) throw new IOException("no form for a file");
        try (var in = SiegeBench.class.getResourceAsStream("/samples/flyer.pdf")) {
            if (in == null) throw new IllegalStateException("no sample");
            var flyer = new String(in.readAllBytes(), ISO_8859_1);
            var answer = customer.upload("/order/paper", form.group(1), "flyer.pdf", flyer);
            if (answer.status() != SEE_OTHER) throw new IOException("no order: " + answer.status());
            return answer.location();
        }
    }

    private void stall(String place) throws IOException {
        var socket = connect(streams);
        say(socket, "GET " + place + "/live HTTP/1.1\r\nHost: shop\r\nAccept: text/event-stream\r\n\r\n");
        var line = new StringBuilder();
        for (int sign; (sign = socket.getInputStream().read()) >= 0 && sign != '\n'; ) line.append((char) sign);
        if (!line.toString().contains(" 200 ")) broken.add("a stream was answered " + line);
    }

    private void uploadSlowly() throws IOException {
        say(
                connect(uploads),
                "POST /order/part HTTP/1.1\r\nHost: shop\r\nContent-Length: " + SLOW_BYTES + "\r\n"
                        + "Content-Type: multipart/form-data; boundary=cut\r\n\r\n--cut\r\n"
                        + "Content-Disposition: form-data; name=\"file\"; filename=\"slow.stl\"\r\n\r\n"
                        + FIRST_OF_A_FILE);
    }

    private Socket connect(List<Socket> kind) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), shop.port());
        socket.setSoTimeout((int) LONGEST_ANSWER.toMillis());
        kind.add(socket);
        return socket;
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private void trickle() {
        try {
            while (!isOver.get()) {
                for (var socket : uploads) more(socket);
                Thread.sleep(BETWEEN_BYTES_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void more(Socket socket) {
        if (socket.isClosed()) return;
        try {
            if (socket.getInputStream().available() > 0) socket.close();
            else say(socket, "x");
        } catch (IOException e) {
            close(socket);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone.
        }
    }

    @Override
    public void close() {
        isOver.set(true);
        streams.forEach(SiegeBench::close);
        uploads.forEach(SiegeBench::close);
        shop.close();
    }
}
