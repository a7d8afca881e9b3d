package platen.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import platen.printers.Profile;
import platen.serial.Ports;
import platen.streaming.ConnectedPrinter;
import platen.streaming.Speed;
import platen.sync.ByHand;
import platen.sync.HostEvent;
import platen.sync.HostHealth;
import platen.sync.PortSeen;
import platen.sync.PrinterLive;
import platen.sync.Reached;
import platen.sync.Wish;
import platen.values.Digest;
import platen.values.Json;
import platen.values.MachineId;
import platen.values.Message;

/// The printers that stand beside this host, each with the thread that owns its port, and the
/// programs that were fetched for them.
final class Bench implements Hands, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Bench.class.getName());
    private static final int PROGRAMS_KEPT = 20;
    private static final Duration HEALTH_EVERY = Duration.ofMinutes(1);

    private final Path programs;
    private final Ports ports;
    private final Courier courier;
    private final Supplier<Optional<ServerAddress>> server;
    private final Consumer<PrinterReport> inbox;
    private final Progress progress;
    private final Speeds speeds;
    private final BlackBoxes blackBoxes;
    private final Map<String, Path> printed = new ConcurrentHashMap<>();
    private final Map<MachineId, Place> places = new ConcurrentHashMap<>();
    private final Map<Digest, Thread> fetching = new HashMap<>(); // only for the agent's thread
    private List<Wish.Printer> wanted = List.of();
    private final Set<Wish.Printer> unreadable = new HashSet<>();
    private volatile List<PortSeen> seen = List.of();
    private final Vitals vitals;
    private long healthAt = System.nanoTime() - HEALTH_EVERY.toNanos();

    /// A printer and who listens to it.
    private record Place(Wish.Printer printer, Listener listener, ConnectedPrinter connected) {}

    /// `inbox` takes what happens, from any thread, at once.
    Bench(
            Path folder,
            Ports ports,
            Courier courier,
            Supplier<Optional<ServerAddress>> server,
            Consumer<PrinterReport> inbox)
            throws IOException {
        this.programs = Files.createDirectories(folder.resolve("programs"));
        this.ports = ports;
        this.courier = courier;
        this.server = server;
        this.inbox = inbox;
        this.progress = new Progress(folder);
        this.speeds = new Speeds(folder);
        this.vitals = new Vitals(Path.of("/"), folder);
        this.blackBoxes = new BlackBoxes(folder.resolve("black-boxes"), this::deliver, System::nanoTime);
    }

    @Override
    public void lookAfter(List<Wish.Printer> printers) {
        wanted = printers;
        unreadable.clear();
        arrange();
        for (var place : places.values()) place.connected().tryAgain();
    }

    /// Connects what is wanted and lets go of the rest. A printer in mid-print is left alone until it has ended.
    private void arrange() {
        for (var place : List.copyOf(places.values())) {
            if (wanted.contains(place.printer()) || place.listener().attempt() != null) continue;
            places.remove(place.printer().machine());
            place.connected().close();
        }
        for (var printer : wanted) {
            if (places.containsKey(printer.machine())) continue;
            profile(printer).ifPresent(profile -> places.put(printer.machine(), connect(printer, profile)));
        }
    }

    /// Nothing where this version cannot read it: the other printers go on.
    private Optional<Profile> profile(Wish.Printer printer) {
        try {
            var profile = Json.read(printer.profile(), Profile.class);
            if (profile != null) return Optional.of(profile);
        } catch (UncheckedIOException e) {
            if (unreadable.add(printer)) LOG.log(Level.SEVERE, "the profile of " + printer.name() + " is strange", e);
        }
        return Optional.empty();
    }

    private Place connect(Wish.Printer printer, Profile profile) {
        var speed = Speed.of(
                profile.connection(),
                printer.baud(),
                speeds.at(printer.port()),
                baud -> speeds.note(printer.port(), baud));
        var listener = new Listener(
                printer.machine(),
                inbox,
                ended -> blackBoxes.keep(ended, printer.name(), profile, () -> printed.remove(ended.name())));
        var connected = ConnectedPrinter.start(
                printer.name(), profile, ports.socket(printer.port()), speed, false, listener::heard);
        return new Place(printer, listener, connected);
    }

    /// One after the other where several want the same program: who writes to it last would change it for those that
    /// print it already.
    @Override
    public void fetch(String attempt, Digest digest, long bytes) {
        fetching.values().removeIf(thread -> !thread.isAlive());
        var before = fetching.get(digest);
        var next = Thread.ofVirtual().name("fetch " + digest).unstarted(() -> {
            if (before == null || waitedFor(before)) inbox.accept(fetched(attempt, digest, bytes));
        });
        fetching.put(digest, next);
        next.start();
    }

    private static boolean waitedFor(Thread thread) {
        try {
            thread.join();
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private PrinterReport fetched(String attempt, Digest digest, long bytes) {
        var from = server.get();
        if (from.isEmpty()) return new PrinterReport.NotFetched(attempt, Message.of("host.no-server"));
        try {
            var place = program(digest);
            courier.fetch(from.get(), digest, bytes, place);
            noteUse(place);
            removeOldPrograms();
            return new PrinterReport.Fetched(attempt);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "fetching " + digest + " failed", e);
            return new PrinterReport.NotFetched(
                    attempt, Message.of("host.not-fetched", String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new PrinterReport.NotFetched(attempt, Message.of("host.not-fetched", "ended"));
        }
    }

    /// By the time of the last access: a print would take a new time of modification for a changed program.
    private static void noteUse(Path program) throws IOException {
        Files.getFileAttributeView(program, BasicFileAttributeView.class)
                .setTimes(null, FileTime.from(Instant.now()), null);
    }

    /// What is being printed was fetched lately, so it is never among the oldest: each printer has one at most.
    private void removeOldPrograms() throws IOException {
        try (var files = Files.list(programs)) {
            var old = files.sorted(Comparator.comparing(Bench::used).reversed())
                    .skip(PROGRAMS_KEPT + places.size())
                    .toList();
            for (var file : old) Files.deleteIfExists(file);
        }
    }

    private static Instant used(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class)
                    .lastAccessTime()
                    .toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    @Override
    public void print(MachineId machine, String attempt, Digest program) {
        var place = places.get(machine);
        if (place == null) {
            inbox.accept(new PrinterReport.Failed(attempt, Message.of("host.unknown-printer"), 0, true));
            return;
        }
        place.listener().begin(attempt);
        try {
            printed.put(attempt, program(program));
            place.connected().print(attempt, program(program));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the program cannot be read", e);
            printed.remove(attempt);
            place.listener().end();
            inbox.accept(new PrinterReport.Failed(attempt, Message.of("host.program-gone"), 0, true));
        }
    }

    @Override
    public void pause(MachineId machine) {
        with(machine, printer -> printer.pause(Message.of("host.paused-by-person")));
    }

    @Override
    public void resume(MachineId machine) {
        with(machine, ConnectedPrinter::resume);
    }

    @Override
    public void cancel(MachineId machine) {
        with(machine, printer -> printer.cancel(Message.of(HostEvent.BY_PERSON)));
    }

    @Override
    public void answer(MachineId machine, long prompt, int button) {
        with(machine, printer -> printer.answer(prompt, button));
    }

    @Override
    public void coolDown(MachineId machine) {
        with(machine, ConnectedPrinter::coolDown);
    }

    @Override
    public void command(MachineId machine, String gcode) {
        with(machine, printer -> printer.send(gcode.lines().toList()));
    }

    @Override
    public void handle(MachineId machine, ByHand act) {
        with(machine, printer -> printer.handle(act));
    }

    @Override
    public @Nullable HostHealth health() {
        long now = System.nanoTime();
        if (now - healthAt < HEALTH_EVERY.toNanos()) return null;
        healthAt = now;
        return vitals.read();
    }

    @Override
    public PrinterLive live(MachineId machine) {
        var place = places.get(machine);
        return place == null
                ? PrinterLive.gone(machine, unread(machine) ? Message.of("host.profile-unknown") : null)
                : Glance.of(
                        machine,
                        place.listener().attempt(),
                        place.connected().status(),
                        place.listener().transcript().pending());
    }

    private boolean unread(MachineId machine) {
        return wanted.stream().anyMatch(printer -> printer.machine().equals(machine) && unreadable.contains(printer));
    }

    @Override
    public List<PortSeen> ports() {
        return seen;
    }

    @Override
    public @Nullable Reached reached(String attempt) {
        return progress.reached(attempt);
    }

    /// Whether a print is under way on any printer, its end included.
    boolean isPrinting() {
        return places.values().stream().anyMatch(place -> place.listener().attempt() != null);
    }

    /// Whether somebody works by hand, or a heater is on: then temperatures are worth telling soon.
    boolean isLively() {
        return places.values().stream().anyMatch(place -> {
            var status = place.connected().status();
            return status.temperatures().saysHot()
                    || (status.hand() != null && status.hand().busy());
        });
    }

    /// Whether printers have said something by hand that the server does not have.
    boolean hasSaid() {
        return places.values().stream()
                .anyMatch(place -> place.listener().transcript().hasNews());
    }

    /// The server has what this call told of printers.
    void delivered(List<PrinterLive> told) {
        for (var live : told) {
            var place = places.get(live.machine());
            var detail = live.detail();
            if (place == null || detail == null || detail.said() == null) continue;
            place.listener().transcript().delivered(detail.said());
        }
    }

    /// What printers want of people at this moment.
    List<PrinterLive.Question> questions() {
        return places.keySet().stream()
                .map(machine -> live(machine).asks())
                .filter(Objects::nonNull)
                .toList();
    }

    /// Ends every print safely as this process is told to end; they report when they have.
    void cancelAll() {
        for (var place : places.values()) {
            if (place.listener().attempt() != null) place.connected().cancel(Message.of("host.ended"));
        }
    }

    private BlackBoxes.Answer deliver(String attempt, byte[] text) throws IOException, InterruptedException {
        var to = server.get();
        if (to.isEmpty()) throw new IOException("the server is not known");
        return courier.deliver(to.get(), attempt, text);
    }

    /// To be called some times a second: notes how far prints are. A new layer is on disk at once.
    void note() {
        for (var place : places.values()) {
            var attempt = place.listener().attempt();
            if (attempt == null) continue;
            var reached = Glance.reached(place.connected().status(), progress.reached(attempt));
            if (reached != null) progress.note(attempt, reached);
        }
        if (progress.hasNewLayer()) progress.write();
    }

    /// To be called about once a second: writes how far prints are and what speeds were found,
    /// delivers black boxes, and looks which ports there are.
    void keep() {
        arrange();
        progress.write();
        speeds.write();
        blackBoxes.deliver();
        seen = ports.list().stream()
                .map(port -> new PortSeen(port.path(), port.identity(), port.description()))
                .toList();
    }

    @Override
    public void close() {
        for (var place : places.values()) place.connected().close();
        blackBoxes.close();
    }

    private void with(MachineId machine, Consumer<ConnectedPrinter> act) {
        var place = places.get(machine);
        if (place != null) act.accept(place.connected());
    }

    private Path program(Digest digest) {
        return programs.resolve(digest.hex());
    }
}
