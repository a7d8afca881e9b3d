package platen.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How the floor's pages do in a shop with many printers, much open work and a long past; and how soon something that
/// one does is on the boards of all others. The server is a real one, in a process of its own.
public final class FloorBench implements AutoCloseable {
    private static final int SERVER_MB = 224;
    private static final int LONGEST_WAIT_S = 30;
    private static final long BETWEEN_ROUNDS_MS = 1_500;
    private static final Pattern MOVABLE = Pattern.compile("data-job=\"(\\d+)\" draggable");
    private static final Pattern CURSOR = Pattern.compile("/work/live\\?after=(\\d+)");
    private static final Path LOAD = Path.of("/proc/loadavg");

    private final Plan plan;
    private final BenchShop shop;
    private final String session;
    private final SoakBrowser browser;
    private final Map<String, List<Long>> taken = new LinkedHashMap<>();
    private final Collection<String> broken = new ConcurrentLinkedQueue<>();
    private final String opened;
    private int notes;

    /// A shop of this size, how often each page is asked for, and on how many browsers the board is open.
    public record Plan(int printers, int open, int past, int times, int browsers, int rounds) {}

    /// Opens that shop in an empty folder.
    public FloorBench(Plan plan, Path folder) throws IOException, InterruptedException {
        this.plan = plan;
        var sessions = new ArrayList<String>();
        var size = new FloorRecords.Size(plan.printers(), plan.open(), plan.past());
        long begin = System.nanoTime();
        this.shop = new BenchShop(folder, SERVER_MB, records -> {
            try {
                sessions.add(new FloorRecords(records, size).write(folder.resolve("data/files")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        this.session = sessions.getFirst();
        this.browser = new SoakBrowser(shop.site(), session);
        this.opened = String.format(
                Locale.ROOT,
                "%d printers, %d open jobs, %d past: %.0f MB of records, written and served after %.0f s",
                plan.printers(),
                plan.open(),
                plan.past(),
                Files.size(folder.resolve("data/platen.db")) / 1e6,
                (System.nanoTime() - begin) / 1e9);
    }

    /// Whether nobody met an error.
    public boolean run(PrintStream out) throws IOException, InterruptedException {
        out.println(opened);
        var job = movable();
        var pages = new LinkedHashMap<String, String>();
        pages.put("board", "/work/board");
        pages.put("search", "/work/board?q=part+2501");
        pages.put("what stands still", "/work/board?only=still");
        pages.put("queue", "/work");
        pages.put("job", "/work/jobs/" + job);
        pages.put("machine", "/work/machines/1");
        pages.put("machines", "/work/machines");
        pages.put("orders", "/work/orders");
        pages.put("one order", "/work/orders/" + (plan.past() / FloorRecords.JOBS_OF_AN_ORDER + 2));
        out.printf("%-32s %7s %9s %9s %9s%n", "ms", "times", "median", "p99", "most");
        for (var page : pages.entrySet()) ask(page.getKey(), page.getValue(), null);
        for (var page : List.of("board", "search", "queue", "job"))
            ask(page + ", just changed", pages.getOrDefault(page, ""), job);
        follow(job);
        taken.forEach((what, times) -> print(what, times, out));
        shop.use()
                .ifPresent(use -> out.printf(
                        Locale.ROOT,
                        "server: %.0f MB resident, %.0f MB at most; %.1f s of processor%n",
                        use.residentMb(),
                        use.peakMb(),
                        use.cpuS()));
        out.printf("load of the machine: %s%n", Files.readString(LOAD).strip());
        broken.stream().limit(20).forEach(out::println);
        out.println(broken.isEmpty() ? "no error" : broken.size() + " errors");
        return broken.isEmpty();
    }

    private String movable() throws IOException, InterruptedException {
        var board = browser.get("/work/board").body();
        var found = MOVABLE.matcher(board);
        // The first is moved about by whoever comes next: one further down stays in sight.
        for (int i = 0; i < 3; i++) found.find();
        if (!found.find()) throw new IOException("no card of a job that waits on " + board);
        return found.group(1);
    }

    /// The first times, in which the server's code is not warm yet, count for nothing.
    private void ask(String what, String path, @Nullable String changed) throws IOException, InterruptedException {
        for (int i = -plan.times() / 4; i < plan.times(); i++) {
            if (changed != null) note(changed);
            long begin = System.nanoTime();
            var answer = browser.get(path);
            if (answer.status() != 200) {
                broken.add(path + " was answered " + answer.status());
                return;
            }
            if (i >= 0) add(what, System.nanoTime() - begin);
        }
    }

    private void add(String what, long nanos) {
        taken.computeIfAbsent(what, _ -> new ArrayList<>()).add(TimeUnit.NANOSECONDS.toMillis(nanos));
    }

    /// Holds a job, or lets it go: returns what the boards then say, and say no more.
    private Said note(String job) throws IOException, InterruptedException {
        var isHeld = notes % 2 == 1;
        var said = new Said("benched " + notes++ / 2, !isHeld);
        var act = isHeld ? "/let-go" : "/hold";
        var answer = browser.post("/work/jobs/" + job + act, Map.of("hold", "SHOP", "reason", said.words()));
        if (answer.notice() == null || answer.notice().refused()) broken.add(act + " was answered " + answer);
        return said;
    }

    private record Said(String words, boolean isThere) {
        boolean isOn(String board) {
            return board.contains(words) == isThere;
        }
    }

    /// Browsers that show the board, hear of each change, and ask for it anew as htmx does.
    private void follow(String job) throws IOException, InterruptedException {
        var page = browser.get("/work/board").body();
        var after = CURSOR.matcher(page);
        if (!after.find()) throw new IOException("the board follows nothing: " + page);
        var listening = new CountDownLatch(plan.browsers());
        var watchers = new ArrayList<Watcher>();
        for (int i = 0; i < plan.browsers(); i++) {
            var watcher = new Watcher(after.group(1), BoardPart.of(page), listening);
            watchers.add(watcher);
            Thread.startVirtualThread(watcher);
        }
        if (!listening.await(LONGEST_WAIT_S, TimeUnit.SECONDS)) throw new IOException("not all browsers listen");
        for (int round = -1; round < plan.rounds(); round++) {
            Thread.sleep(BETWEEN_ROUNDS_MS);
            round(job, watchers, round >= 0);
        }
        watchers.forEach(watcher -> watcher.isOver = true);
    }

    private void round(String job, List<Watcher> watchers, boolean counts) throws IOException, InterruptedException {
        var isHeld = notes % 2 == 1;
        var awaited = new Said("benched " + notes / 2, !isHeld);
        var all = new CountDownLatch(watchers.size());
        for (var watcher : watchers) watcher.await(awaited, all);
        note(job);
        long begin = System.nanoTime();
        if (!all.await(LONGEST_WAIT_S, TimeUnit.SECONDS)) broken.add(all.getCount() + " boards never said " + awaited);
        if (!counts) return;
        for (var watcher : watchers) add("an update on a browser", Math.max(0, watcher.seen - begin));
        add("an update on all browsers", System.nanoTime() - begin);
    }

    /// Where a page asks for its board anew.
    private record BoardPart(String path) {
        private static final Pattern PLACE = Pattern.compile("hx-get=\"([^\"]+)\"");

        static BoardPart of(String page) {
            var place = PLACE.matcher(page);
            return new BoardPart(place.find() ? place.group(1).replace("&amp;", "&") : "/work/board");
        }
    }

    private final class Watcher implements Runnable {
        private final String after;
        private final BoardPart part;
        private final CountDownLatch listening;
        private final SoakBrowser own = new SoakBrowser(shop.site(), session);
        private volatile Said awaited = new Said("", true);
        private volatile CountDownLatch all = new CountDownLatch(1);
        private volatile long seen;
        private volatile boolean isOver;

        Watcher(String after, BoardPart part, CountDownLatch listening) {
            this.after = after;
            this.part = part;
            this.listening = listening;
        }

        void await(Said said, CountDownLatch latch) {
            seen = 0;
            all = latch;
            awaited = said;
        }

        @Override
        public void run() {
            try (var client = HttpClient.newHttpClient()) {
                var request = HttpRequest.newBuilder(URI.create(shop.site() + "/work/live?after=" + after))
                        .header("Cookie", "platen=" + session)
                        .build();
                var answer = client.send(request, BodyHandlers.ofInputStream());
                listening.countDown();
                try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                    for (var line = lines.readLine(); line != null && !isOver; line = lines.readLine())
                        if (line.equals("event: change")) look();
                }
            } catch (IOException e) {
                if (!isOver) broken.add("a browser lost its line: " + e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void look() throws IOException, InterruptedException {
            var answer = own.get(part.path());
            if (answer.status() != 200) broken.add(part.path() + " was answered " + answer.status());
            if (seen != 0 || !awaited.isOn(answer.body())) return;
            seen = System.nanoTime();
            all.countDown();
        }
    }

    private static void print(String what, List<Long> times, PrintStream out) {
        var sorted = times.stream().sorted().toList();
        out.printf("%-32s %7d %9d %9d %9d%n", what, sorted.size(), at(sorted, 0.5), at(sorted, 0.99), sorted.getLast());
    }

    private static long at(List<Long> sorted, double share) {
        return sorted.get(Math.min(sorted.size() - 1, (int) (share * sorted.size())));
    }

    @Override
    public void close() {
        shop.close();
    }
}
