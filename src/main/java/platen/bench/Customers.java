package platen.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import platen.bench.SoakBrowser.Answer;
import platen.database.Database;
import platen.orders.OrderLines;
import platen.orders.OrderState;
import platen.orders.Orders;
import platen.queue.Jobs;
import platen.values.Digest;

/// Many customers at once, each with a file like no other: from the front page to the approval, and then the page
/// that follows the order. They read before they press, as people do; what they were told is looked up afterwards.
public final class Customers implements AutoCloseable {
    private static final Duration LONGEST_PRICE = Duration.ofMinutes(10);
    private static final long BETWEEN_LOOKS_MS = 2_000;
    private static final int LOOKS_AFTERWARDS = 3;
    private static final int SEE_OTHER = 303;
    private static final String PAGES = "pages";
    private static final Path LOAD = Path.of("/proc/loadavg");

    private final BenchShop shop;
    private final Plan plan;
    private final Collection<Took> taken = new ConcurrentLinkedQueue<>();
    private final Collection<Told> told = new ConcurrentLinkedQueue<>();
    private final Collection<String> broken = new ConcurrentLinkedQueue<>();
    private final byte[] flyer = sample("flyer.pdf");
    private final byte[] cube = sample("cube.stl");

    /// How many customers, how many of a hundred want a part, and how long one reads a page on average.
    public record Plan(int customers, int partsOfHundred, Duration reads, Duration arriveWithin) {}

    /// What one request took, from its first byte sent to the last of the answer.
    private record Took(String what, boolean isPage, long ms) {}

    /// What the shop acknowledged.
    private record Told(String token, Digest file) {}

    /// Opens a shop in an empty folder.
    public Customers(Plan plan, Path folder) throws IOException, InterruptedException {
        this.plan = plan;
        this.shop = new BenchShop(folder);
    }

    /// Whether nobody met an error and nothing was lost.
    public boolean run(PrintStream out) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (var street = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < plan.customers(); i++) {
                int number = i;
                street.execute(() -> visit(number));
            }
        }
        lookUp();
        out.printf("%-22s %7s %9s %9s %9s %9s%n", "ms", "times", "median", "p99", "p99.9", "most");
        kinds().forEach((what, times) -> print(what, times, out));
        out.printf(
                Locale.ROOT,
                "%d of %d orders approved in %.1f s; load of the machine: %s%n",
                told.size(),
                plan.customers(),
                (System.nanoTime() - begin) / 1e9,
                Files.readString(LOAD).strip());
        broken.stream().limit(20).forEach(out::println);
        out.println(broken.isEmpty() ? "no error, nothing lost" : broken.size() + " errors");
        return broken.isEmpty() && told.size() == plan.customers();
    }

    private Map<String, List<Long>> kinds() {
        var kinds = new TreeMap<String, List<Long>>();
        for (var took : taken) {
            kinds.computeIfAbsent(took.what(), _ -> new ArrayList<>()).add(took.ms());
            if (took.isPage())
                kinds.computeIfAbsent(PAGES, _ -> new ArrayList<>()).add(took.ms());
        }
        return kinds;
    }

    private static void print(String what, List<Long> times, PrintStream out) {
        var sorted = times.stream().sorted().toList();
        var name = what.equals(PAGES) ? "all pages and forms" : what;
        out.printf(
                "%-22s %7d %9d %9d %9d %9d%n",
                name, sorted.size(), at(sorted, 0.5), at(sorted, 0.99), at(sorted, 0.999), sorted.getLast());
    }

    private static long at(List<Long> sorted, double share) {
        return sorted.get(Math.min(sorted.size() - 1, (int) (share * sorted.size())));
    }

    private void visit(int number) {
        var chance = new Random(number);
        var isPart = chance.nextInt(100) < plan.partsOfHundred();
        try {
            Thread.sleep(chance.nextLong(Math.max(1, plan.arriveWithin().toMillis())));
            order(number, isPart, chance);
        } catch (IOException | RuntimeException e) {
            broken.add("customer " + number + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void order(int number, boolean isPart, Random chance) throws IOException, InterruptedException {
        var browser = new SoakBrowser(shop.site(), null);
        page("front page", 200, () -> browser.get("/"));
        read(chance);
        var door = isPart ? "/order/part" : "/order/paper";
        var form = form(page("form for a file", 200, () -> browser.get(door)), door);
        read(chance);
        var content = isPart ? part(number) : document(number);
        var name = isPart ? "part.stl" : "flyer.pdf";
        var once = form.fields().getOrDefault("once", "");
        var place = timed("upload", false, SEE_OTHER, () -> browser.upload(door, once, name, content))
                .location();
        page("draft", 200, () -> browser.get(place));
        read(chance);
        if (!isPart) choose(browser, place, chance);
        var priced = priced(browser, place);
        approve(browser, place, priced, number);
        told.add(new Told(place.substring(place.lastIndexOf('/') + 1), Digest.of(content.getBytes(ISO_8859_1))));
        for (int i = 0; i < LOOKS_AFTERWARDS; i++) {
            read(chance);
            page("following", 200, () -> browser.get(place));
        }
    }

    private void choose(SoakBrowser browser, String place, Random chance) throws IOException, InterruptedException {
        var form = form(page("draft", 200, () -> browser.get(place)), "/choices")
                .with("quantity", Integer.toString(50 + chance.nextInt(500)));
        page("choices", SEE_OTHER, () -> browser.post(form.action(), form.fields()));
    }

    /// The slicer needs its time; who waits looks again now and then.
    private Answer priced(SoakBrowser browser, String place) throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST_PRICE.toNanos();
        while (true) {
            var answer = page("draft", 200, () -> browser.get(place));
            if (PageForm.on(answer.body(), "/approve").isPresent()) return answer;
            if (System.nanoTime() > end) throw new IOException("no price in time on " + place);
            Thread.sleep(BETWEEN_LOOKS_MS);
        }
    }

    private void approve(SoakBrowser browser, String place, Answer priced, int number)
            throws IOException, InterruptedException {
        var form = form(priced, "/approve")
                .with("name", "Customer " + number)
                .with("email", "customer" + number + "@example.org")
                .with("ok", "yes");
        var answer = page("approval", SEE_OTHER, () -> browser.post(form.action(), form.fields()));
        if (answer.notice() != null && answer.notice().refused()) {
            throw new IOException("not approved on " + place + ": " + answer.notice());
        }
    }

    private static PageForm form(Answer answer, String action) throws IOException {
        return PageForm.on(answer.body(), action)
                .orElseThrow(() -> new IOException("no form for " + action + " on " + answer.body()));
    }

    private void read(Random chance) throws InterruptedException {
        // Between half and one and a half times as long as on average.
        Thread.sleep(Math.round(plan.reads().toMillis() * (0.5 + chance.nextDouble())));
    }

    private interface Request {
        Answer send() throws IOException, InterruptedException;
    }

    private Answer page(String what, int status, Request request) throws IOException, InterruptedException {
        return timed(what, true, status, request);
    }

    private Answer timed(String what, boolean isPage, int status, Request request)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        var answer = request.send();
        taken.add(new Took(what, isPage, Math.round((System.nanoTime() - begin) / 1e6)));
        if (answer.status() != status) {
            throw new IOException(what + " was answered " + answer.status() + ": " + answer.body());
        }
        return answer;
    }

    /// What was acknowledged stands in the records, with its file and its job.
    private void lookUp() throws IOException {
        try (var records = shop.records()) {
            for (var each : told) lookUp(records, each);
        }
    }

    private void lookUp(Database records, Told each) throws IOException {
        var order = records.reading(Orders.class).byToken(each.token());
        if (order.isEmpty() || order.get().state() == OrderState.DRAFT) {
            broken.add("lost: the approval of " + each.token());
            return;
        }
        var lines = records.reading(OrderLines.class).of(order.get().id());
        if (lines.stream().noneMatch(line -> each.file().equals(line.file()))) {
            broken.add("lost: the file of " + order.get().code());
        }
        if (records.reading(Jobs.class).of(order.get().id()).isEmpty()) {
            broken.add("lost: the job of " + order.get().code());
        }
        var stored = shop.stored(each.file());
        if (!Digest.of(Files.readAllBytes(stored)).equals(each.file())) broken.add("damaged: " + stored);
    }

    /// What follows the end of a PDF is of no account.
    private String document(int number) {
        return new String(flyer, ISO_8859_1) + "\n% " + number + "\n";
    }

    /// The head of a binary STL is free for all.
    private String part(int number) {
        var own = cube.clone();
        var head = String.format(Locale.ROOT, "customer %6d", number).getBytes(ISO_8859_1);
        System.arraycopy(head, 0, own, 0, head.length);
        return new String(own, ISO_8859_1);
    }

    private static byte[] sample(String name) {
        try (InputStream in = Customers.class.getResourceAsStream("/samples/" + name)) {
            if (in == null) throw new IllegalStateException("no sample " + name);
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        shop.close();
    }
}
