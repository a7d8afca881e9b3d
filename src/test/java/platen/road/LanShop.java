package platen.road;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import platen.database.Database;
import platen.events.Event;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.files.FileStore.Outcome.Stored;
import platen.fleet.Attempt;
import platen.fleet.Attempts;
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
import platen.values.HostId;
import platen.values.JobId;
import platen.values.MachineId;

/// A shop whose printers stand beside computers of their own on a LAN: a server, printer computers that were introduced
/// to it by its page, and virtual printers, all in processes that can be killed. Each printer has one job.
final class LanShop implements AutoCloseable {
    private static final Pattern CODE = Pattern.compile("--pair (\\w+)");
    private static final int LARGEST_PROGRAM_BYTES = 8 << 20;

    private final Path folder;
    private final Path data;
    private final Lan lan;
    private final Map<Integer, PlatenProcess> hosts = new LinkedHashMap<>();
    private final Map<String, LanPrinter> printers = new LinkedHashMap<>();
    private final List<PlatenProcess> killed = new ArrayList<>();
    private final HttpClient browser = HttpClient.newHttpClient();
    private final Database database;
    private final String cookie;
    private PlatenProcess server;
    private int port;

    LanShop(Path folder, Lan lan) throws IOException {
        this.folder = folder;
        this.data = folder.resolve("data");
        this.lan = lan;
        server = startServer();
        database = Database.sqlite(data.resolve("platen.db"));
        var clock = InstantSource.system();
        var worker = new Accounts(database, clock).openWithoutPassword("Cora", "cora@example.org", Role.COORDINATOR);
        cookie = "platen=" + new Sessions(database, clock).begin(worker).token();
    }

    /// A server over the same data, at the same address.
    PlatenProcess startServer() throws IOException {
        var arguments =
                List.of("serve", "--no-host", "--data", data.toString(), "--bind", lan.address(), "--port", "" + port);
        server = PlatenProcess.start(folder, command(lan.server()), arguments);
        port = URI.create(server.says("Platen is at (\\S+)/\\n")).getPort();
        return server;
    }

    void killServer() throws InterruptedException {
        server.kill();
        killed.add(server);
    }

    URI address() {
        return URI.create("http://" + lan.address() + ":" + port);
    }

    /// Introduces the computer at a place to the server, by the code that the page shows.
    void introduce(int place) throws IOException, InterruptedException {
        introduce(place, lan.from(place, address()));
    }

    void introduce(int place, URI server) throws IOException, InterruptedException {
        var shown = CODE.matcher(act("/work/machines/computers/pair", "", 200));
        if (!shown.find()) throw new AssertionError("no code is shown");
        startHost(place, "--server", server.toString(), "--pair", shown.group(1), "--name", name(place));
        PlatenProcess.until(
                "the computer at " + place + " is known", () -> hostIds().containsKey(name(place)));
    }

    /// The host that knows its server already.
    void startHost(int place, String... more) throws IOException {
        var arguments =
                new ArrayList<>(List.of("host", "--data", hostFolder(place).toString()));
        arguments.addAll(List.of(more));
        hosts.put(place, PlatenProcess.start(folder, command(lan.at(place)), arguments));
    }

    void killHost(int place) throws InterruptedException {
        var host = host(place);
        host.kill();
        killed.add(host);
    }

    PlatenProcess host(int place) {
        var host = hosts.get(place);
        if (host == null) throw new IllegalStateException("no host at " + place);
        return host;
    }

    /// What a host, its earlier lives included, has said.
    String said(int place) {
        return Stream.concat(killed.stream(), Stream.of(host(place)))
                .map(PlatenProcess::output)
                .collect(Collectors.joining());
    }

    private List<String> command(List<String> before) {
        var command = new ArrayList<>(before);
        command.addAll(PlatenProcess.jar(folder, "-Xmx192m", "-XX:+ExitOnOutOfMemoryError"));
        return command;
    }

    static String name(int place) {
        return "computer " + place;
    }

    Path hostFolder(int place) {
        return folder.resolve("host-" + place);
    }

    private Map<String, HostId> hostIds() {
        return database.reading(Hosts.class).all().stream()
                .collect(Collectors.toMap(host -> host.name(), host -> host.id()));
    }

    HostId hostId(int place) {
        var id = hostIds().get(name(place));
        if (id == null) throw new IllegalStateException(name(place) + " is not known");
        return id;
    }

    /// A virtual printer at a place, on the register, with a job of its own that waits.
    LanPrinter furnish(String name, int place, int speed, byte[] program, String... options) throws IOException {
        var link = folder.resolve("at-" + place + "-" + name);
        var report = folder.resolve(name + ".json");
        var arguments = new ArrayList<>(
                List.of("virtual", "--link", link.toString(), "--speed", "" + speed, "--report", report.toString()));
        arguments.addAll(List.of(options));
        var process = PlatenProcess.start(folder, command(lan.at(place)), arguments);
        process.says("(/dev/pts/\\d+)");
        var machine = database.<MachineId, RuntimeException>change(change -> change.attach(Machines.class)
                .add(new Machines.NewMachine(
                        name,
                        MachineKind.PRINTER_3D,
                        hostId(place),
                        link.toString(),
                        "virtual",
                        null,
                        BedState.CLEAR,
                        null,
                        null,
                        InstantSource.system().instant())));
        var printer = new LanPrinter(this, name, place, process, link, report, machine, order(name, program), program);
        printers.put(name, printer);
        return printer;
    }

    private JobId order(String title, byte[] gcode) throws IOException {
        var clock = InstantSource.system();
        var files = new FileStore(data.resolve("files"), database, clock);
        try (var in = new ByteArrayInputStream(gcode)) {
            var program = assertInstanceOf(Stored.class, files.store(in, LARGEST_PROGRAM_BYTES))
                    .digest();
            return database.change(change -> {
                var made = change.attach(Jobs.class)
                        .add(new Jobs.NewJob(
                                null,
                                null,
                                title,
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

    Job job(JobId id) {
        return database.reading(Jobs.class).find(id).orElseThrow();
    }

    JobState state(JobId id) {
        return job(id).state();
    }

    List<Attempt> attempts(JobId id) {
        return database.reading(Attempts.class).of(id);
    }

    long happened(Subject subject, String key) {
        return database.reading(Events.class).about(subject.kind(), subject.id()).stream()
                .map(Event::what)
                .filter(what -> what.key().equals(key))
                .count();
    }

    /// All that is written about something, for whoever looks why a test failed.
    String story(Subject subject) {
        return database.reading(Events.class).about(subject.kind(), subject.id()).stream()
                .map(event -> event.at() + " " + event.actorName() + ": " + event.what())
                .collect(Collectors.joining("\n"));
    }

    String page(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address().resolve(path)).header("Cookie", cookie);
        return browser.send(request.build(), BodyHandlers.ofString()).body();
    }

    /// A worker presses a button; what the server answers, with this status.
    String act(String path, String form, int status) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address().resolve(path))
                .header("Cookie", cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        var answer = browser.send(request.build(), BodyHandlers.ofString());
        assertEquals(status, answer.statusCode(), answer.body());
        return answer.body();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// What a host has written down, told or not.
    String journal(int place) {
        try {
            return Files.readString(hostFolder(place).resolve("journal.jsonl"));
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        server.close();
        hosts.values().forEach(PlatenProcess::close);
        printers.values().forEach(LanPrinter::close);
        database.close();
        browser.close();
    }
}
