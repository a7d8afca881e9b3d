package platen.road;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import platen.database.Database;
import platen.events.Event;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.files.FileStore.Outcome.Stored;
import platen.fleet.Attempt;
import platen.fleet.Attempts;
import platen.gcode.ProgramDigest;
import platen.gcode.ProgramDigest.Counted;
import platen.host.HostProcess;
import platen.machines.BedState;
import platen.machines.Hosts;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.people.Accounts;
import platen.people.Role;
import platen.people.Sessions;
import platen.queue.Job;
import platen.queue.JobState;
import platen.queue.Jobs;
import platen.values.JobId;
import platen.values.Json;
import platen.values.MachineId;

/// A shop with one job on one virtual printer, in processes that can be killed: the printer, a
/// server, and the printer host that the server starts. Looked at through its records and its files.
final class LiveShop implements AutoCloseable {
    private static final String PROGRAM = "/samples/cube.gcode";
    private static final Duration LONGEST_END = Duration.ofSeconds(60);

    private final Processes processes;
    private final byte[] gcode;
    private final Path report;
    private final PlatenProcess printer;
    private final Database database;
    private final JobId job;
    private final Counted expected;
    private final String cookie;
    private final HttpClient browser = HttpClient.newHttpClient();
    private PlatenProcess server;
    private MachineId machine = new MachineId(0);

    /// Where the shop's processes run, and how each is started.
    interface Processes {
        PlatenProcess printer(Path link, int speed, Path report) throws IOException;

        PlatenProcess server() throws IOException;

        /// Sees to it that a printer host runs that the server knows.
        void host(Database database, URI server) throws IOException;

        /// The server's data, and those of the host.
        Path data();

        Path hostData();
    }

    /// From a command line that `program` begins; the host is the one that the server starts.
    private record FromProgram(Path folder, List<String> program) implements Processes {
        @Override
        public PlatenProcess printer(Path link, int speed, Path report) throws IOException {
            return PlatenProcess.start(
                    folder, "virtual", "--link", link.toString(), "--speed", "" + speed, "--report", report.toString());
        }

        @Override
        public PlatenProcess server() throws IOException {
            return PlatenProcess.start(folder, program, List.of("serve", "--data", data().toString(), "--port", "0"));
        }

        @Override
        public void host(Database database, URI server) {
            // It comes with the server.
        }

        @Override
        public Path data() {
            return folder.resolve("data");
        }

        @Override
        public Path hostData() {
            return data().resolve("host");
        }
    }

    /// `program` is the beginning of a command line that runs Platen.
    LiveShop(Path folder, List<String> program, int speed) throws IOException {
        this(folder, program, speed, sample());
    }

    /// The same with a G-code of its own.
    LiveShop(Path folder, List<String> program, int speed, byte[] gcode) throws IOException {
        this(folder, new FromProgram(folder, program), speed, gcode);
    }

    /// The same of processes that run elsewhere; they and we see the same `folder`.
    static LiveShop of(Path folder, Processes processes, int speed) throws IOException {
        return new LiveShop(folder, processes, speed, sample());
    }

    private LiveShop(Path folder, Processes processes, int speed, byte[] gcode) throws IOException {
        this.gcode = gcode;
        this.processes = processes;
        this.report = folder.resolve("report.json");
        var link = folder.resolve("printer");
        printer = processes.printer(link, speed, report);
        server = startServer();
        database = Database.sqlite(processes.data().resolve("platen.db"));
        processes.host(database, address("/"));
        cookie = signIn();
        expected = count();
        job = order();
        machine = furnish(link);
    }

    /// A server over the same data, at a port of its own.
    PlatenProcess startServer() throws IOException {
        server = processes.server();
        server.says("(Platen is at)");
        return server;
    }

    PlatenProcess server() {
        return server;
    }

    void pause() throws IOException, InterruptedException {
        act("pause");
        PlatenProcess.until("it pauses", () -> job().state() == JobState.PAUSED);
    }

    void resume() throws IOException, InterruptedException {
        act("resume");
        PlatenProcess.until("it goes on", () -> job().state() != JobState.PAUSED);
    }

    /// A worker lets the job go, as soon as the printer answers.
    void release() throws IOException, InterruptedException {
        PlatenProcess.until(
                "the printer is connected", () -> happened(Subject.of(machine), "fleet.printer-connected") > 0);
        act("start");
        PlatenProcess.until("it prints", () -> job().state() == JobState.RUNNING);
    }

    String page(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address(path)).header("Cookie", cookie);
        return browser.send(request.build(), BodyHandlers.ofString()).body();
    }

    /// A browser in which a worker is signed in, at a page about the job.
    Page worker(Browser browser, String path) {
        var page = browser.person(true);
        var host = address("/").getHost();
        page.context()
                .addCookies(List.of(new Cookie("platen", cookie.substring("platen=".length()))
                        .setDomain(host)
                        .setPath("/")));
        page.navigate(address("/work/jobs/" + job.value() + path).toString());
        return page;
    }

    /// The program of an attempt, as the server keeps it.
    Path program(Attempt attempt) {
        var hex = attempt.digest().hex();
        return processes.data().resolve("files").resolve(hex.substring(0, 2)).resolve(hex);
    }

    /// A worker presses a button on the job's card.
    private void act(String what) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address("/work/jobs/" + job.value() + "/" + what))
                .header("Cookie", cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("machine=" + machine.value()));
        var answer = browser.send(request.build(), BodyHandlers.ofString());
        assertEquals(303, answer.statusCode(), answer.body());
    }

    /// The cookie of a worker who is signed in.
    String cookie() {
        return cookie;
    }

    URI address(String path) {
        return URI.create(server.says("Platen is at (\\S+)/\\n") + path);
    }

    /// Waits until the host has seen the printer accept this line of the file.
    void awaitLine(long line) {
        PlatenProcess.until("line " + line, () -> line() >= line);
    }

    /// The last line that the host has noted; it writes one about once a second.
    long line() {
        try {
            var noted = Json.MAPPER.readTree(Files.readString(hostFolder().resolve("progress.json")));
            return noted.path(attempts().getLast().attemptKey()).path("line").asLong();
        } catch (IOException e) {
            return 0;
        }
    }

    ProcessHandle host() throws IOException {
        var pid = Long.parseLong(
                Files.readString(hostFolder().resolve("host.pid")).strip());
        return ProcessHandle.of(pid).orElseThrow();
    }

    /// What the host has written down, told or not.
    String journal() {
        try {
            return Files.readString(hostFolder().resolve("journal.jsonl"));
        } catch (IOException e) {
            return "";
        }
    }

    private Path hostFolder() {
        return processes.hostData();
    }

    Job job() {
        return database.reading(Jobs.class).find(job).orElseThrow();
    }

    /// The attempts at the job.
    List<Attempt> attempts() {
        return database.reading(Attempts.class).of(job);
    }

    /// How often something happened to the job, by the key of its message.
    long happened(String key) {
        return happened(Subject.of(job), key);
    }

    private long happened(Subject subject, String key) {
        return database.reading(Events.class).about(subject.kind(), subject.id()).stream()
                .map(Event::what)
                .filter(what -> what.key().equals(key))
                .count();
    }

    Counted expected() {
        return expected;
    }

    /// What the printer executed, as it says at its end.
    String report() throws IOException, InterruptedException {
        printer.end();
        return Files.readString(report);
    }

    @Override
    public void close() {
        server.close();
        try {
            assertTrue(HostProcess.end(hostFolder(), LONGEST_END), "the host ends");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
        database.close();
        printer.close();
    }

    private String signIn() {
        var clock = InstantSource.system();
        var worker = new Accounts(database, clock).openWithoutPassword("Wole", "wole@example.org", Role.WORKER);
        return "platen=" + new Sessions(database, clock).begin(worker).token();
    }

    private static byte[] sample() throws IOException {
        try (var in = requireNonNull(LiveShop.class.getResourceAsStream(PROGRAM))) {
            return in.readAllBytes();
        }
    }

    private Counted count() throws IOException {
        return ProgramDigest.of(new ByteArrayInputStream(gcode));
    }

    private JobId order() throws IOException {
        var clock = InstantSource.system();
        var files = new FileStore(processes.data().resolve("files"), database, clock);
        try (var in = new ByteArrayInputStream(gcode)) {
            var program =
                    assertInstanceOf(Stored.class, files.store(in, 1 << 20)).digest();
            return database.change(change -> {
                var made = change.attach(Jobs.class)
                        .add(new Jobs.NewJob(
                                null,
                                null,
                                "cube",
                                MachineKind.PRINTER_3D,
                                null,
                                program,
                                "virtual",
                                null,
                                null,
                                1,
                                null,
                                clock.instant()));
                files.use(change, program, "job " + made.value());
                return made;
            });
        }
    }

    private MachineId furnish(Path port) {
        return database.change(change -> {
            var host = change.attach(Hosts.class).all().getFirst().id();
            return change.attach(Machines.class)
                    .add(new Machines.NewMachine(
                            "Ender",
                            MachineKind.PRINTER_3D,
                            host,
                            port.toString(),
                            "virtual",
                            null,
                            BedState.CLEAR,
                            null,
                            null,
                            InstantSource.system().instant()));
        });
    }
}
