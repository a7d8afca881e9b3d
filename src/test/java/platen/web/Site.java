package platen.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static platen.machines.BedState.OCCUPIED;
import static platen.machines.MachineKind.PRINTER_3D;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import platen.books.Till;
import platen.database.Database;
import platen.database.Scratch;
import platen.database.Store;
import platen.documents.Fix;
import platen.documents.Kind;
import platen.documents.Needs;
import platen.documents.PageSize;
import platen.documents.Pages;
import platen.files.FileStore;
import platen.files.FileStore.Outcome.Stored;
import platen.fleet.AttemptState;
import platen.fleet.Attempts;
import platen.fleet.Fleet;
import platen.machines.Hosts;
import platen.machines.Machines;
import platen.meshes.Measures;
import platen.orders.Choices;
import platen.orders.Contact;
import platen.orders.Contents;
import platen.orders.Order;
import platen.orders.OrderDesk;
import platen.orders.OrderDesk.Begun.Draft;
import platen.orders.OrderDesk.Chosen;
import platen.orders.PriceDesk;
import platen.orders.Product;
import platen.people.Accounts;
import platen.people.MovableClock;
import platen.people.Person;
import platen.people.Role;
import platen.people.Sessions;
import platen.pricing.PriceBook;
import platen.printers.Profiles;
import platen.queue.Floor;
import platen.queue.Intake;
import platen.queue.Jobs;
import platen.shop.Settings;
import platen.values.Actor;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Message;
import platen.values.Secrets;

/// The whole site on a free port, with a real database, and a browser without a screen.
final class Site implements AutoCloseable {
    /// What becomes of a document that is made to fit.
    static final String REMADE = "made to fit";

    private static final Measures PART = new Measures(List.of(60.0, 40.0, 20.0), 48_000, 8_800, 12, 0, 0, 0, false);

    final MovableClock clock = new MovableClock();
    final Path spool;
    /// Where files lie while they come in.
    final Path incoming;
    final Database database;
    final Website.Parts parts;
    final Accounts accounts;
    final Sessions sessions;
    final Settings settings;
    final FileStore files;
    final OrderDesk desk;
    final Intake intake;
    final Floor floor;
    final Fleet fleet;
    final Till till;
    final PriceDesk prices;
    final Website website;
    private final HttpClient browser = HttpClient.newHttpClient();

    Site() throws IOException {
        this(Listening.locally(Scratch.folder()));
    }

    Site(Listening listening) throws IOException {
        spool = listening.spool();
        database = Store.SQLITE.open();
        var folder = Scratch.folder();
        files = new FileStore(folder, database, clock);
        incoming = folder.resolve("incoming");
        parts = Website.Parts.assemble(database, files, Profiles.shipped(), new Reader(), Optional::empty, clock);
        accounts = parts.accounts();
        sessions = parts.sessions();
        settings = parts.settings();
        desk = parts.desk();
        intake = parts.intake();
        floor = parts.floor();
        fleet = parts.fleet();
        till = parts.till();
        prices = new PriceDesk(database, clock);
        website = Website.create(listening, parts);
        website.start();
    }

    private final class Reader implements Contents.Reader {
        @Override
        public Contents.Outcome read(Path file, String name, String profile) {
            return Site.this.read(file, profile);
        }

        @Override
        public boolean remake(Path file, Needs needs, Set<Fix> fixes, Path out) throws IOException {
            Files.writeString(out, REMADE);
            return true;
        }

        @Override
        public boolean draw(Path file, Path png) throws IOException {
            Files.writeString(png, "a picture of " + Files.readString(file));
            return true;
        }
    }

    /// So many pages of half a letter.
    private static Contents paged(int pages) {
        var sizes = List.of(new PageSize(139.7, 215.9, pages, 1));
        return new Contents.Document(
                pages,
                List.of(139.7, 215.9),
                List.of(),
                new Pages(Kind.PDF, pages, sizes, List.of(), null, null, null));
    }

    /// What files hold is told by their first word; other tests read real ones.
    private Contents.Outcome read(Path file, String profile) {
        try {
            return switch (Files.readString(file).split(" ", -1)[0]) {
                case "part" -> new Contents.Outcome.Read(new Contents.Part(PART, List.of()));
                case "program", ";" ->
                    new Contents.Outcome.Read(new Contents.Program(profile, 3_600, 12_000, List.of()));
                case "oddment" -> new Contents.Outcome.Read(paged(5));
                case "long" -> new Contents.Outcome.Read(paged(500));
                case "made" -> new Contents.Outcome.Read(paged(8));
                case "document" ->
                    new Contents.Outcome.Read(new Contents.Document(4, List.of(215.9, 279.4), List.of()));
                default -> new Contents.Outcome.Refused(Message.of("orders.not-a-part"));
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// An approved order, as a customer brings it over the counter.
    Order order(Product product, Choices choices, String fileName) throws IOException, InterruptedException {
        var part = fileName.endsWith(".bgcode") ? "program" : "part";
        var content = product == Product.PART ? part : "document";
        var in = new ByteArrayInputStream((content + " " + fileName).getBytes(UTF_8));
        var stored = assertInstanceOf(Stored.class, files.store(in, 1_000));
        var begun = desk.begin(product, Secrets.token(), stored.digest(), fileName);
        var token = assertInstanceOf(Draft.class, begun).token();
        assertEquals(new Chosen.Done(), desk.choose(token, choices));
        var quote = desk.view(token).orElseThrow().order().quote();
        intake.approve(token, requireNonNull(quote), Contact.of("Mara Quill", "mara@example.org", null));
        return desk.view(token).orElseThrow().order();
    }

    /// A job on an Ender whose print was cut off after a line of its program.
    CutOffJob cutOff(String program, long line, @Nullable Boolean headMoved) throws IOException {
        var printing = released(program);
        database.use(change -> {
            var cause = Message.of("host.interrupted");
            change.attach(Jobs.class).failed(printing.job(), cause, clock.instant());
            var attempts = change.attach(Attempts.class);
            var id = attempts.byKey("key").orElseThrow().id();
            var report = new Attempts.Report(cause, line, true, null, null, null, 3, 200, 60, headMoved);
            attempts.ended(id, AttemptState.FAILED, clock.instant(), report);
        });
        return printing;
    }

    /// A job that is being printed on an Ender.
    CutOffJob printing() throws IOException {
        var printing = released("G28\n");
        database.use(change -> {
            var attempts = change.attach(Attempts.class);
            attempts.started(attempts.byKey("key").orElseThrow().id(), clock.instant());
            change.attach(Jobs.class).started(printing.job(), clock.instant());
        });
        return printing;
    }

    private CutOffJob released(String program) throws IOException {
        var stored =
                assertInstanceOf(Stored.class, files.store(new ByteArrayInputStream(program.getBytes(UTF_8)), 1 << 20));
        var now = clock.instant();
        return database.change(change -> {
            var host = change.attach(Hosts.class).add("shop", Secrets.token(), now);
            var machine = change.attach(Machines.class)
                    .add(new Machines.NewMachine(
                            "Ender", PRINTER_3D, host, "/dev/ttyUSB0", "ender3", null, OCCUPIED, null, null, now));
            var jobs = change.attach(Jobs.class);
            var job = jobs.add(new Jobs.NewJob(
                    null, null, "cube", PRINTER_3D, null, stored.digest(), "ender3", null, null, 1, null, now));
            files.use(change, stored.digest(), "job " + job.value());
            jobs.release(job, machine);
            change.attach(Attempts.class)
                    .add(new Attempts.NewAttempt(
                            "key",
                            host,
                            machine,
                            job,
                            "cube",
                            stored.digest(),
                            stored.bytes(),
                            AttemptState.OFFERED,
                            job,
                            machine,
                            now,
                            null,
                            null,
                            null));
            return new CutOffJob(job, machine);
        });
    }

    record CutOffJob(JobId job, MachineId machine) {}

    void publishPrices() {
        prices.publish(PriceBook.example(true), Actor.worker("Ann"));
    }

    /// The cookie of a new colleague who is signed in.
    String cookieOf(Role role) {
        var name = role.name().toLowerCase(Locale.ROOT) + accounts.present().size();
        return "platen=" + sessions.begin(person(name, role)).token();
    }

    /// The cookie of a worker who may see money.
    String cookieOfBooks() {
        var bookkeeper = person("bookkeeper", Role.WORKER);
        accounts.setRights(bookkeeper, bookkeeper.id(), Role.WORKER, true);
        return "platen=" + sessions.begin(bookkeeper).token();
    }

    Person person(String name, Role role) {
        return accounts.openWithoutPassword(name, name + "@example.org", role);
    }

    String url(String path) {
        return "http://127.0.0.1:" + website.port() + path;
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(url(path))).header("Accept", "text/html");
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        var request = to(path);
        if (headers.length > 0) request.headers(headers);
        return send(request.GET());
    }

    HttpResponse<String> post(String path, Map<String, String> form, String... headers)
            throws IOException, InterruptedException {
        var request = to(path).header("Content-Type", "application/x-www-form-urlencoded");
        if (headers.length > 0) request.headers(headers);
        return send(request.POST(BodyPublishers.ofString(encoded(form))));
    }

    /// Sends a form with one file, as a browser does; no file where `content` is null.
    HttpResponse<String> upload(
            String path, Map<String, String> form, String field, @Nullable String content, String... headers)
            throws IOException, InterruptedException {
        return upload(path, form, field, content == null ? null : content.getBytes(UTF_8), headers);
    }

    HttpResponse<String> upload(
            String path, Map<String, String> form, String field, byte @Nullable [] content, String... headers)
            throws IOException, InterruptedException {
        var before = new StringBuilder();
        form.forEach((name, value) -> before.append(
                "--cut\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(name, value)));
        before.append(
                "--cut\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                        .formatted(field, content == null ? "" : "../../etc/a file"));
        var body = new ByteArrayOutputStream();
        body.writeBytes(before.toString().getBytes(UTF_8));
        if (content != null) body.writeBytes(content);
        body.writeBytes("\r\n--cut--\r\n".getBytes(UTF_8));
        var request = to(path).header("Content-Type", "multipart/form-data; boundary=cut");
        if (headers.length > 0) request.headers(headers);
        return send(request.POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public void close() {
        browser.close();
        website.close();
        database.close();
    }
}
