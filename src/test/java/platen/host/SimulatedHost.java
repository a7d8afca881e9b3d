package platen.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import platen.sync.ByHand;
import platen.sync.HostEvent.Figures;
import platen.sync.HostHealth;
import platen.sync.PortSeen;
import platen.sync.PrinterLive;
import platen.sync.Reached;
import platen.sync.SyncAnswer;
import platen.sync.Wish;
import platen.values.Digest;
import platen.values.HostId;
import platen.values.MachineId;
import platen.values.Message;

/// A host in a simulated shop: the real agent, with printers that are a few fields.
final class SimulatedHost implements Hands {
    final HostId id;
    final SimulatedShop shop;
    private final Random random;
    private final long skewMs;
    private List<Entry> disk = new ArrayList<>();
    private final Map<MachineId, Printer> printers = new HashMap<>();
    private final List<Runnable> happenings = new ArrayList<>();

    @Nullable
    Agent agent;

    private long lastCallMs;
    private int told;

    /// What really happens at a printer.
    static final class Printer {
        boolean connected = true;

        @Nullable
        String attempt;

        boolean paused;
        boolean hot;
        int left;
    }

    SimulatedHost(HostId id, SimulatedShop shop, Random random) {
        this.id = id;
        this.shop = shop;
        this.random = random;
        this.skewMs = random.nextLong(-400L * 86_400_000, 400L * 86_400_000);
    }

    void boot() {
        if (agent != null) return;
        InstantSource wall = () -> shop.clock.instant().plusMillis(skewMs);
        if (random.nextInt(3) == 0) disk = compacted();
        var started = new Agent(
                List.copyOf(disk), entries -> disk.addAll(entries), this, wall, () -> "h" + random.nextLong());
        agent = started;
        try {
            started.start(shop.nowMs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Entry> compacted() {
        var memory = new Memory();
        disk.forEach(memory::apply);
        var again = new Memory();
        memory.entries().forEach(again::apply);
        assertEquals(memory.entries(), again.entries());
        return new ArrayList<>(memory.entries());
    }

    /// The process dies; its printers stand still, their heaters on.
    void die() {
        agent = null;
        happenings.clear();
        for (var printer : printers.values()) {
            printer.attempt = null;
            printer.paused = false;
        }
    }

    /// Another card, empty, takes the place of this one's.
    void replace() {
        die();
        disk = new ArrayList<>();
        boot();
    }

    /// The card is copied back from some moments ago.
    List<Entry> image() {
        return new ArrayList<>(disk);
    }

    void restore(List<Entry> image) {
        die();
        disk = new ArrayList<>(image);
        boot();
    }

    void step(boolean calm) {
        if (agent == null) return;
        for (var happening : List.copyOf(happenings)) {
            if (!calm && random.nextInt(3) == 0) continue;
            happenings.remove(happening);
            happening.run();
            if (agent == null) return;
        }
        printers.forEach((machine, printer) -> move(machine, printer, calm));
        agent.tick(shop.nowMs);
        if (agent.hasNews() || shop.nowMs - lastCallMs > 3_500) {
            lastCallMs = shop.nowMs;
            shop.send(this, agent.request());
        }
    }

    void answered(SyncAnswer answer, long sentMs) {
        if (agent != null) agent.answered(answer, sentMs, shop.nowMs);
    }

    private void move(MachineId machine, Printer printer, boolean calm) {
        if (!calm && printer.connected && random.nextInt(120) == 0) {
            printer.connected = false;
            unplug(machine, printer);
        } else if (!printer.connected && (calm || random.nextInt(8) == 0)) {
            printer.connected = true;
            report(new PrinterReport.Connected(machine, "sim"));
        }
        if (printer.attempt == null || printer.paused) return;
        if (!calm && random.nextInt(8) == 0) {
            var note = "note-" + id.value() + "-" + told++ + "-" + random.nextLong();
            shop.reported(note);
            report(new PrinterReport.NeedsPerson(printer.attempt, Message.of(note)));
        }
        if (--printer.left > 0) return;
        report(new PrinterReport.Finished(printer.attempt, new Figures(10, 0, 5)));
        printer.attempt = null;
    }

    private void unplug(MachineId machine, Printer printer) {
        report(new PrinterReport.Gone(machine, Message.of("host.gone")));
        if (printer.attempt != null) {
            report(new PrinterReport.Failed(printer.attempt, Message.of("host.unplugged"), 3, false));
            printer.attempt = null;
            printer.paused = false;
        }
    }

    private void report(PrinterReport report) {
        happenings.add(() -> {
            if (agent != null) agent.heard(report, shop.nowMs);
        });
    }

    private Printer printer(MachineId machine) {
        return printers.computeIfAbsent(machine, _ -> new Printer());
    }

    Map<MachineId, Printer> printers() {
        return printers;
    }

    @Override
    public void lookAfter(List<Wish.Printer> all) {
        for (var each : all) {
            if (printer(each.machine()).connected) report(new PrinterReport.Connected(each.machine(), "sim"));
        }
    }

    @Override
    public void fetch(String attempt, Digest digest, long bytes) {
        happenings.add(() -> {
            if (agent == null) return;
            if (!shop.calm && random.nextInt(10) == 0)
                agent.heard(new PrinterReport.NotFetched(attempt, Message.of("host.no-file")), shop.nowMs);
            else agent.heard(new PrinterReport.Fetched(attempt), shop.nowMs);
        });
    }

    @Override
    public void print(MachineId machine, String attempt, Digest program) {
        var printer = printer(machine);
        shop.starts(this, attempt, printer);
        printer.attempt = attempt;
        printer.paused = false;
        printer.hot = true;
        printer.left = 5 + random.nextInt(20);
        report(new PrinterReport.Started(attempt));
    }

    @Override
    public void pause(MachineId machine) {
        var printer = printer(machine);
        if (printer.attempt == null || printer.paused) return;
        printer.paused = true;
        report(new PrinterReport.Paused(printer.attempt));
    }

    @Override
    public void resume(MachineId machine) {
        var printer = printer(machine);
        if (printer.attempt == null || !printer.paused) return;
        shop.resumes(printer.attempt);
        printer.paused = false;
        report(new PrinterReport.Resumed(printer.attempt));
    }

    @Override
    public void cancel(MachineId machine) {
        var printer = printer(machine);
        if (printer.attempt == null) return;
        report(new PrinterReport.Cancelled(printer.attempt, Message.of("host.cancelled-by-person"), 2, true));
        printer.attempt = null;
        printer.paused = false;
        printer.hot = false;
    }

    @Override
    public void coolDown(MachineId machine) {
        var printer = printer(machine);
        if (!printer.connected || (!shop.calm && random.nextInt(4) == 0)) return;
        printer.hot = false;
        report(new PrinterReport.CooledDown(machine));
    }

    @Override
    public void answer(MachineId machine, long prompt, int button) {
        throw new AssertionError("nothing is asked here");
    }

    @Override
    public void command(MachineId machine, String gcode) {
        shop.commands(gcode);
    }

    @Override
    public void handle(MachineId machine, ByHand act) {
        throw new AssertionError("nobody works by hand here");
    }

    @Override
    public @Nullable HostHealth health() {
        return null;
    }

    @Override
    public PrinterLive live(MachineId machine) {
        var printer = printer(machine);
        if (!printer.connected) return PrinterLive.gone(machine, null);
        var activity = printer.attempt == null
                ? PrinterLive.Activity.IDLE
                : printer.paused ? PrinterLive.Activity.PAUSED : PrinterLive.Activity.PRINTING;
        return new PrinterLive(
                machine,
                PrinterLive.Connection.CONNECTED,
                activity,
                printer.attempt,
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                null,
                null);
    }

    @Override
    public List<PortSeen> ports() {
        return List.of();
    }

    @Override
    public Reached reached(String attempt) {
        return new Reached(1, 10, 0, null, null, false);
    }
}
