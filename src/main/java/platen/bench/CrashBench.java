package platen.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import platen.database.Database;
import platen.values.Json;

/// A server that is killed at random moments, again and again, while customers order and approve, files come in pieces,
/// a
/// worker takes money, starts jobs and takes them off, and a printer computer prints: after each start, whatever was
/// acknowledged is there once, and everything else is whole or absent.
public final class CrashBench {
    static final int SEE_OTHER = 303;
    private static final int SERVER_MB = 256;
    private static final int HOST_MB = 32;
    private static final int PRINTER_MB = 64;
    private static final int CUSTOMERS = 3;
    private static final long CUSTOMERS_PAUSE_MS = 100;
    private static final long LONGEST_ALIVE_MS = 6_000;
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final Duration LONGEST_REST = Duration.ofMinutes(5);
    private static final int MOST_EVIDENCE = 20;
    private static final long LOOK_MS = 20;

    private final Plan plan;
    private final Path folder;
    private final SoakNotes notes = new SoakNotes();
    private final List<SoakPeople> people = new ArrayList<>();
    private final List<Future<?>> busy = new ArrayList<>();

    /// How many kills, with which choices, how many times faster than real printers.
    public record Plan(int rounds, long seed, double speed) {}

    /// `folder` is empty, and keeps everything: data, logs, the printer's report.
    public CrashBench(Plan plan, Path folder) {
        this.plan = plan;
        this.folder = folder.toAbsolutePath();
    }

    /// Whether nothing was lost, doubled or half.
    public boolean run(PrintStream out) throws IOException, InterruptedException {
        var data = Files.createDirectories(folder.resolve("data"));
        var records = new SoakRecords(data.resolve("platen.db"));
        var link = folder.resolve("printer");
        var furniture = records.furnish(List.of(link));
        int port = Soak.freePort();
        var site = "http://127.0.0.1:" + port;
        var numbers = new AtomicInteger();
        for (int each = 0; each < CUSTOMERS; each++)
            people.add(new SoakPeople(
                    site, furniture.session(), plan.seed() + each, records, notes, numbers, CUSTOMERS_PAUSE_MS));
        var till = new CrashTill(site, furniture.session(), records, notes);
        var uploads = new CrashUploads(site, plan.seed(), notes);
        var check = new CrashCheck(records, data.resolve("files"), till, notes);
        var first = people.getFirst();
        try (var cast = new SoakCast(
                folder,
                plan.seed(),
                Duration.ofDays(1),
                notes,
                records,
                first::serverAnswers,
                _ -> server(data, port))) {
            cast.addPrinter(run -> printer(link, run));
            cast.addHost(_ -> host(site, furniture.keys().getFirst()));
            var everybody = Executors.newCachedThreadPool();
            try {
                for (var one : people) begin(everybody, () -> order(one));
                begin(everybody, () -> work(first));
                begin(everybody, () -> take(till));
                begin(everybody, () -> send(uploads));
                kill(cast, records, check);
                till.close();
                uploads.close();
                finish(cast, records);
                if (!check.look(plan.rounds() + 1)) notes.broken(0, "the records were closed at the end");
            } finally {
                till.close();
                uploads.close();
                people.forEach(SoakPeople::closeDoor);
                people.forEach(SoakPeople::goHome);
                everybody.shutdownNow();
            }
            records.close();
            cast.endInOrder();
            judge(data, report(cast));
        } finally {
            records.close();
        }
        print(out);
        return notes.isSound();
    }

    private void begin(ExecutorService everybody, Callable<Boolean> work) {
        busy.add(everybody.submit(work));
    }

    private static boolean order(SoakPeople people) throws InterruptedException {
        people.order();
        return true;
    }

    private static boolean work(SoakPeople people) throws InterruptedException {
        people.work();
        return true;
    }

    private static boolean take(CrashTill till) throws InterruptedException {
        till.work();
        return true;
    }

    private static boolean send(CrashUploads uploads) throws InterruptedException {
        uploads.work();
        return true;
    }

    private void kill(SoakCast cast, SoakRecords records, CrashCheck check) throws IOException, InterruptedException {
        var chance = new Random(plan.seed());
        for (int round = 1; round <= plan.rounds(); round++) {
            awaitAnswer(cast, records);
            check.look(round);
            long end = System.nanoTime() + chance.nextLong(LONGEST_ALIVE_MS * 1_000_000);
            cast.play(() -> System.nanoTime() < end, false);
            gaveUp();
            cast.killServer();
        }
        awaitAnswer(cast, records);
    }

    private void awaitAnswer(SoakCast cast, SoakRecords records) throws IOException, InterruptedException {
        Thread.sleep(LOOK_MS);
        long latest = System.nanoTime() + LONGEST_START.toNanos();
        cast.play(() -> !records.isOpen() && System.nanoTime() < latest, false);
        if (!records.isOpen())
            throw new IOException("the server did not start within " + LONGEST_START.toSeconds() + " s");
    }

    /// What is ordered is printed to its end, so that the printer's own report can be held against the records.
    private void finish(SoakCast cast, SoakRecords records) throws IOException, InterruptedException {
        people.forEach(SoakPeople::closeDoor);
        long latest = System.nanoTime() + LONGEST_REST.toNanos();
        BooleanSupplier rests = () ->
                people.getFirst().rests() && busy.subList(0, CUSTOMERS).stream().allMatch(Future::isDone);
        cast.play(() -> System.nanoTime() < latest && !rests.getAsBoolean(), false);
        if (!rests.getAsBoolean())
            notes.broken(0, "not everything was made within " + LONGEST_REST.toMinutes() + " min");
        gaveUp();
        if (!records.isOpen()) notes.broken(0, "the server does not answer at the end");
    }

    private void gaveUp() throws InterruptedException {
        for (var one : busy) {
            if (!one.isDone()) continue;
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("somebody gave up", e.getCause());
            }
        }
    }

    private List<String> server(Path data, int port) {
        return Soak.program(
                SERVER_MB, "serve", "--no-host", "--data", data.toString(), "--port", Integer.toString(port));
    }

    private List<String> host(String site, String key) {
        var own = folder.resolve("host-1").toString();
        return Soak.program(HOST_MB, "host", "--data", own, "--server", site, "--key", key);
    }

    private List<String> printer(Path link, int run) {
        var report = folder.resolve("report-" + run + ".json").toString();
        return Soak.program(
                PRINTER_MB,
                List.of("virtual", "--link", link.toString(), "--report", report),
                List.of("--speed", Double.toString(plan.speed())));
    }

    private SoakPrinter report(SoakCast cast) throws IOException {
        var report = folder.resolve("report-" + cast.printerRuns(1) + ".json");
        return new SoakPrinter("Printer 1", List.of(Json.MAPPER.readTree(Files.readString(report))));
    }

    private void judge(Path data, SoakPrinter printer) throws IOException {
        try (var database = Database.sqlite(data.resolve("platen.db"))) {
            new SoakLaws(database, data.resolve("files"), List.of(printer), notes).check();
        }
    }

    private void print(PrintStream out) {
        notes.counts().forEach((what, times) -> out.printf("%8d  %s%n", times, what));
        var orders = notes.orders();
        out.printf("%8d  orders acknowledged%n", orders.size());
        out.printf(
                "%8d  approvals acknowledged%n",
                orders.stream().filter(SoakNotes.Ordered::approved).count());
        out.printf(
                "%8d  acts of the floor acknowledged%n",
                notes.acts().values().stream().mapToLong(SoakNotes.Answers::yes).sum());
        out.println();
        for (int law = 0; law <= 7; law++) {
            for (var evidence : notes.broken(law).stream().limit(MOST_EVIDENCE).toList())
                out.println("BROKEN, law " + law + ": " + evidence);
        }
        out.println(
                notes.isSound()
                        ? "nothing lost, nothing twice, nothing half, after " + plan.rounds() + " kills"
                        : "BROKEN");
    }
}
