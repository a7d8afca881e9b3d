package platen.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.files.FileStore.Outcome.Stored;
import platen.fleet.Attempt;
import platen.fleet.Attempts;
import platen.host.HostProcess;
import platen.host.ServerAddress;
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
import platen.printers.Profile;
import platen.printers.Profiles;
import platen.queue.Job;
import platen.queue.JobState;
import platen.queue.Jobs;
import platen.values.Digest;
import platen.values.HostId;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Secrets;
import platen.virtual.Settings;
import platen.virtual.VirtualPrinter;

/// A shop with one printer host and some virtual printers, each of which has one job waiting for it.
///
/// Server and host are processes of their own, as in a shop; the printers stand in this process. The jobs are written
/// straight into the records, and everything from their release on goes the way of a shop.
final class PrintersShop implements AutoCloseable {
    private static final String MODEL = "virtual";
    private static final int SERVER_MB = 256;
    private static final long LARGEST_PROGRAM_BYTES = 500_000_000;
    private static final long LOOK_MS = 20;
    private static final int SEE_OTHER = 303;
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final Duration LONGEST_END = Duration.ofSeconds(90);

    private final Path data;
    private final Path logs;
    private final InstantSource clock = InstantSource.system();
    private final List<VirtualPrinter> printers = new ArrayList<>();
    private final List<MachineId> machines = new ArrayList<>();
    private final List<JobId> jobs = new ArrayList<>();
    private final Database records;
    private final Thread hook = new Thread(this::endProcesses, "end of the benched shop");
    private final int port = Soak.freePort();
    private @Nullable SoakBrowser worker;
    private @Nullable Process server;

    /// Opens it in an empty folder, where also its logs lie; returns when all printers have said who they are.
    PrintersShop(Path folder, int count, int baud, double speed, Path program)
            throws IOException, InterruptedException {
        data = Files.createDirectories(folder.resolve("data"));
        logs = folder;
        records = Database.sqlite(data.resolve("platen.db"));
        Runtime.getRuntime().addShutdownHook(hook);
        boolean open = false;
        try {
            for (int i = 0; i < count; i++) {
                var settings = Settings.of(model()).withSpeed(speed).withWire(baud, Duration.ZERO);
                printers.add(VirtualPrinter.open(settings));
            }
            furnish(site(), baud, store(program));
            start();
            open = true;
        } finally {
            if (!open) close();
        }
    }

    private static Profile model() {
        return Profiles.shipped().profile(MODEL).orElseThrow();
    }

    private Digest store(Path program) throws IOException {
        try (var in = Files.newInputStream(program)) {
            if (new FileStore(data.resolve("files"), records, clock).store(in, LARGEST_PROGRAM_BYTES)
                    instanceof Stored stored) return stored.digest();
            throw new IOException(program + " is larger than any program may be");
        }
    }

    /// The host is known beforehand, so that its printers can be written down before it starts.
    private void furnish(String site, int baud, Digest program) throws IOException {
        var key = Secrets.token();
        new ServerAddress(site, key).write(Files.createDirectories(hostFolder()));
        var files = new FileStore(data.resolve("files"), records, clock);
        records.use(change -> {
            var now = clock.instant();
            var books = change.attach(PriceBooks.class);
            books.publish(books.add(PriceBook.example(true), now), now);
            var host = change.attach(Hosts.class)
                    .add("this computer", Digest.of(key.getBytes(UTF_8)).hex(), now);
            for (var printer : printers) {
                int number = machines.size() + 1;
                machines.add(change.attach(Machines.class)
                        .add(machine(number, host, printer.path().toString(), baud, now)));
                var job = change.attach(Jobs.class).add(job(number, program, now));
                files.use(change, program, "job " + job.value());
                jobs.add(job);
            }
        });
        var who = new Accounts(records, clock).openWithoutPassword("Worker", "worker@example.org", Role.WORKER);
        worker = new SoakBrowser(site, new Sessions(records, clock).begin(who).token());
    }

    private static NewMachine machine(int number, HostId host, String port, int baud, Instant now) {
        var known = baud == 0 ? null : baud;
        return new NewMachine(
                "Printer " + number,
                MachineKind.PRINTER_3D,
                host,
                port,
                MODEL,
                known,
                BedState.UNKNOWN,
                "PLA",
                "black",
                now);
    }

    private static Jobs.NewJob job(int number, Digest program, Instant now) {
        var title = "part " + number;
        return new Jobs.NewJob(
                null, null, title, MachineKind.PRINTER_3D, null, program, MODEL, "PLA", "black", 1, null, now);
    }

    private void start() throws IOException, InterruptedException {
        var command = Soak.program(SERVER_MB, "serve", "--data", data.toString(), "--port", Integer.toString(port));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(logs.resolve("server.log").toFile());
        builder.environment().put("JDK_JAVA_OPTIONS", JavaPauses.option(logs)); // its host has it from it
        server = builder.start();
        until("the server and its host run, and know all printers", LONGEST_START, this::allConnected);
    }

    private boolean allConnected() {
        if (server == null || !server.isAlive()) throw new IllegalStateException("the server ended: see its log");
        return records.<Boolean, RuntimeException>look(look -> machines.stream()
                .allMatch(machine -> look.attach(Events.class).about(Subject.Kind.MACHINE, machine.value()).stream()
                        .anyMatch(event -> event.what().key().equals("fleet.printer-connected"))));
    }

    private static void until(String what, Duration longest, BooleanSupplier condition)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) throw new IOException("not within " + longest.toSeconds() + " s: " + what);
            Thread.sleep(LOOK_MS);
        }
    }

    int port() {
        return port;
    }

    String site() {
        return "http://127.0.0.1:" + port;
    }

    SoakBrowser worker() {
        if (worker == null) throw new IllegalStateException("nobody works here");
        return worker;
    }

    /// What the server has used; nothing where it has ended.
    Optional<ProcessUse> serverUse() {
        return server == null ? Optional.empty() : ProcessUse.of(server.pid());
    }

    long hostPid() throws IOException {
        return HostProcess.pid(hostFolder()).orElseThrow(() -> new IOException("no host runs"));
    }

    /// How the host's Java stood still so far.
    JavaPauses hostPauses() throws IOException {
        return JavaPauses.of(logs, hostPid());
    }

    /// A worker calls each plate clear and starts each job on its own printer.
    void releaseAll() throws IOException, InterruptedException {
        for (int i = 0; i < jobs.size(); i++) {
            var machine = Long.toString(machines.get(i).value());
            act("/work/machines/" + machine + "/clear", Map.of());
            act("/work/jobs/" + jobs.get(i).value() + "/start", Map.of("machine", machine));
        }
    }

    private void act(String path, Map<String, String> form) throws IOException, InterruptedException {
        var answer = worker().post(path, form);
        var notice = answer.notice();
        if (answer.status() != SEE_OTHER || (notice != null && notice.refused()))
            throw new IOException(path + " was refused: " + (notice == null ? answer.status() : notice.what()));
    }

    List<VirtualPrinter> printers() {
        return List.copyOf(printers);
    }

    /// The jobs, in the order of their printers.
    List<Job> jobs() {
        return records.<List<Job>, RuntimeException>look(look -> jobs.stream()
                .map(id -> look.attach(Jobs.class).find(id).orElseThrow())
                .toList());
    }

    /// Whether no job is on its way any more. One that waits again was released for nothing.
    boolean rests() {
        return jobs().stream().noneMatch(job -> job.state() == JobState.RELEASED || job.state() == JobState.RUNNING);
    }

    /// The last attempt at the job of the n-th printer, counted from 0.
    Optional<Attempt> attempt(int number) {
        return records.<Optional<Attempt>, RuntimeException>look(look ->
                look.attach(Attempts.class).of(jobs.get(number)).stream().reduce((_, last) -> last));
    }

    private Path hostFolder() {
        return data.resolve("host");
    }

    /// The server first: it would start its host again.
    private void endProcesses() {
        try {
            if (server != null) {
                server.destroy();
                if (!server.waitFor(LONGEST_END.toSeconds(), TimeUnit.SECONDS)) server.destroyForcibly();
            }
            if (!HostProcess.end(hostFolder(), LONGEST_END)) throw new IOException("the host does not end");
        } catch (IOException e) {
            System.err.println("a process of the bench may go on: " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            endProcesses();
        } catch (IllegalStateException _) {
            // The hook runs already.
        }
        printers.forEach(VirtualPrinter::close);
        records.close();
    }
}
