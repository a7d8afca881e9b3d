package platen.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import platen.database.Database;
import platen.events.Events;
import platen.files.FileStore;
import platen.files.FileStore.Outcome.Stored;
import platen.machines.BedState;
import platen.machines.Hosts;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.machines.Machines.NewMachine;
import platen.orders.PriceBooks;
import platen.people.Accounts;
import platen.people.Role;
import platen.people.Sessions;
import platen.pricing.PriceBook;
import platen.queue.Jobs;
import platen.values.Digest;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Secrets;

/// Many printer computers that call one server, all of whose printers print: how soon what happens at one is on disk
/// at the server, what that takes of processor and memory, and how much goes over the wire.
///
/// The server is a real one, in a process of its own; a worker releases each job by its page, and from then on the
/// computers, which stand in this process, do what the protocol asks of them.
public final class HostsBench implements AutoCloseable {
    private static final int SERVER_MB = 224;
    private static final String MODEL = "virtual";
    private static final int SEE_OTHER = 303;
    private static final Duration LONGEST_RELEASE = Duration.ofMinutes(3);
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final double US_PER_MS = 1_000;
    private static final Path LOAD = Path.of("/proc/loadavg");

    private final Plan plan;
    private final BenchShop shop;
    private final List<Computer> computers = new ArrayList<>();
    private final List<JobId> jobs = new ArrayList<>();
    private final List<LanHost> hosts = new ArrayList<>();
    private final Collection<String> broken = new ConcurrentLinkedQueue<>();
    private String session = "";

    /// How many computers with so many printers each, for how long, and what happens at all of them in a second.
    public record Plan(int hosts, int printers, Duration time, double eventsPerSecond) {}

    private record Computer(String key, List<MachineId> machines) {}

    /// What server and wires had taken at one moment.
    private record Mark(long nanos, Optional<ProcessUse> use, long bytes) {}

    /// Opens a shop with those computers in an empty folder.
    public HostsBench(Plan plan, Path folder) throws IOException, InterruptedException {
        this.plan = plan;
        this.shop = new BenchShop(folder, SERVER_MB, records -> furnish(records, folder.resolve("data/files")));
    }

    private void furnish(Database records, Path files) {
        var clock = InstantSource.system();
        var store = store(files, records, clock);
        var program = program(store);
        records.use(change -> {
            var now = clock.instant();
            var books = change.attach(PriceBooks.class);
            books.publish(books.add(PriceBook.example(true), now), now);
            for (int i = 1; i <= plan.hosts(); i++) {
                var key = Secrets.token();
                var host = change.attach(Hosts.class)
                        .add("computer " + i, Digest.of(key.getBytes(UTF_8)).hex(), now);
                var machines = new ArrayList<MachineId>();
                for (int k = 1; k <= plan.printers(); k++) {
                    var name = "Printer " + i + "." + k;
                    machines.add(change.attach(Machines.class)
                            .add(new NewMachine(
                                    name,
                                    MachineKind.PRINTER_3D,
                                    host,
                                    "/dev/serial/" + k,
                                    MODEL,
                                    null,
                                    BedState.UNKNOWN,
                                    "PLA",
                                    "black",
                                    now)));
                    var job = change.attach(Jobs.class).add(job("part of " + name, program, now));
                    store.use(change, program, "job " + job.value());
                    jobs.add(job);
                }
                computers.add(new Computer(key, machines));
            }
        });
        var who = new Accounts(records, clock).openWithoutPassword("Worker", "worker@example.org", Role.WORKER);
        session = new Sessions(records, clock).begin(who).token();
    }

    private static FileStore store(Path files, Database records, InstantSource clock) {
        try {
            return new FileStore(files, records, clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Nobody reads it: the computers only say that they print it.
    private static Digest program(FileStore store) {
        var text = "G28\nG1 X10 Y10 Z0.2 F3000\nM84\n".getBytes(UTF_8);
        try {
            if (store.store(new ByteArrayInputStream(text), text.length) instanceof Stored stored)
                return stored.digest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("it is as large as it is");
    }

    private static Jobs.NewJob job(String title, Digest program, Instant now) {
        return new Jobs.NewJob(
                null, null, title, MachineKind.PRINTER_3D, null, program, MODEL, "PLA", "black", 1, null, now);
    }

    /// Whether each event is on record once, and no computer met an error.
    public boolean run(PrintStream out) throws IOException, InterruptedException {
        long before;
        Mark begin;
        Mark end;
        try (var lan = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each : computers) {
                var host = new LanHost(hosts.size() + 1, shop.port(), each.key(), each.machines());
                hosts.add(host);
                lan.execute(() -> work(host));
            }
            try {
                release();
                Thread.sleep(WARM_UP);
                before = happened();
                hosts.forEach(host -> host.happen(plan.eventsPerSecond() / plan.hosts()));
                begin = mark();
                Thread.sleep(plan.time());
                end = mark();
            } finally {
                hosts.forEach(LanHost::end);
            }
        }
        long told = hosts.stream().mapToLong(LanHost::happenings).sum();
        long written = happened() - before;
        if (told != written) broken.add(told + " events were told, and " + written + " are on record");
        print(begin, end, out);
        broken.stream().limit(20).forEach(out::println);
        out.println(broken.isEmpty() ? "each event on record once, no error" : broken.size() + " errors");
        return broken.isEmpty();
    }

    private void work(LanHost host) {
        try (host) {
            host.run();
        } catch (IOException | RuntimeException e) {
            broken.add(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void release() throws IOException, InterruptedException {
        var worker = new SoakBrowser(shop.site(), session);
        for (int i = 0; i < jobs.size(); i++) {
            var machine = Long.toString(computers
                    .get(i / plan.printers())
                    .machines()
                    .get(i % plan.printers())
                    .value());
            act(worker, "/work/machines/" + machine + "/clear", Map.of());
            act(worker, "/work/jobs/" + jobs.get(i).value() + "/start", Map.of("machine", machine));
        }
        shop.until(
                "all printers print",
                LONGEST_RELEASE,
                () -> !broken.isEmpty()
                        || hosts.stream().mapToInt(LanHost::prints).sum() == jobs.size());
    }

    private static void act(SoakBrowser worker, String path, Map<String, String> form)
            throws IOException, InterruptedException {
        var answer = worker.post(path, form);
        var notice = answer.notice();
        if (answer.status() != SEE_OTHER || (notice != null && notice.refused()))
            throw new IOException(path + " was answered " + answer);
    }

    /// How many pauses and ends of pauses are on record.
    private long happened() throws IOException {
        try (var records = shop.records()) {
            return records.reading(Events.class).after(0, Integer.MAX_VALUE).stream()
                    .map(event -> event.what().key())
                    .filter(key -> key.equals("fleet.paused") || key.equals("fleet.resumed"))
                    .count();
        }
    }

    private Mark mark() {
        return new Mark(
                System.nanoTime(),
                shop.use(),
                hosts.stream().mapToLong(LanHost::bytes).sum());
    }

    private void print(Mark begin, Mark end, PrintStream out) throws IOException {
        double seconds = (end.nanos() - begin.nanos()) / 1e9;
        var times = hosts.stream()
                .flatMap(host -> host.acknowledged().stream())
                .sorted()
                .toList();
        out.printf("%d computers with %d printers each, all printing%n", plan.hosts(), plan.printers());
        if (!times.isEmpty())
            out.printf(
                    Locale.ROOT,
                    "from an event sent to its acknowledgement, ms: %d times, median %.1f, p99 %.1f, most %.1f%n",
                    times.size(),
                    at(times, 0.5),
                    at(times, 0.99),
                    at(times, 1));
        if (begin.use().isPresent() && end.use().isPresent())
            out.printf(
                    Locale.ROOT,
                    "server: %.0f %% of a core, %.0f MB resident, %.0f MB at most%n",
                    (end.use().get().cpuS() - begin.use().get().cpuS()) / seconds * 100,
                    end.use().get().residentMb(),
                    end.use().get().peakMb());
        out.printf(
                Locale.ROOT,
                "on the wire, both ways, for each printer: %.0f bytes a second%n",
                (end.bytes() - begin.bytes()) / seconds / jobs.size());
        out.printf("load of the machine: %s%n", Files.readString(LOAD).strip());
    }

    private static double at(List<Long> sorted, double share) {
        return sorted.get(Math.min(sorted.size() - 1, (int) (share * sorted.size()))) / US_PER_MS;
    }

    @Override
    public void close() {
        shop.close();
    }
}
