package platen.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import platen.database.Database;
import platen.files.FileStore;
import platen.fleet.Attempt;
import platen.fleet.AttemptState;
import platen.fleet.Attempts;
import platen.fleet.Door;
import platen.fleet.Fleet;
import platen.fleet.Outcome;
import platen.machines.BedState;
import platen.machines.Hosts;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.printers.Profiles;
import platen.queue.Floor;
import platen.queue.JobState;
import platen.queue.Jobs;
import platen.sync.HostEvent;
import platen.sync.SyncAnswer;
import platen.sync.SyncRequest;
import platen.sync.Wish;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.JobId;
import platen.values.Json;
import platen.values.MachineId;

/// A shop with a real server and real agents, over a wire that loses, doubles, delays and reorders,
/// in virtual time. What must never happen fails at the moment it happens.
final class SimulatedShop {
    private static final Instant EPOCH = Instant.parse("2026-05-02T12:00:00Z");
    private static final Actor ANN = Actor.worker("Ann");
    private static final List<String> TABLES = List.of(
            "wish",
            "host_epoch_retired",
            "host_link",
            "job_run",
            "attempt",
            "job",
            "machine_meter",
            "machine_log",
            "machine",
            "host",
            "event");

    private final Random random;
    private final World world;
    private final Database database;
    private final FileStore files;
    private final Profiles profiles;
    private final List<Packet> wire = new ArrayList<>();
    private final List<SimulatedHost> hosts = new ArrayList<>();
    private final List<MachineId> machines = new ArrayList<>();
    private final Map<String, Integer> starts = new HashMap<>();
    private final Map<String, Long> granted = new HashMap<>();
    private final Map<String, Long> resumable = new HashMap<>();
    private final Map<String, Long> commandable = new HashMap<>();
    private final Set<String> commanded = new HashSet<>();
    private final Set<String> reported = new HashSet<>();
    private final Set<String> copiedBack = new HashSet<>();
    private final Map<Integer, List<Entry>> images = new HashMap<>();
    private Map<String, List<Map<String, Object>>> backup = Map.of();
    private Fleet fleet;
    private int commands;
    final InstantSource clock;
    long nowMs;
    boolean calm;

    private record Packet(long atMs, Runnable arrive) {}

    SimulatedShop(long seed, World world, Database database, FileStore files, Profiles profiles, Digest program) {
        this.random = new Random(seed);
        this.world = world;
        this.database = database;
        this.files = files;
        this.profiles = profiles;
        this.clock = () -> EPOCH.plusMillis(nowMs);
        empty();
        for (int i = 0; i < 2; i++) furnish(i);
        database.use(handle -> {
            for (int i = 0; i < 4; i++) {
                handle.attach(Jobs.class)
                        .add(new Jobs.NewJob(
                                null,
                                null,
                                "Part " + i,
                                MachineKind.PRINTER_3D,
                                null,
                                program,
                                "virtual",
                                null,
                                null,
                                2,
                                null,
                                clock.instant()));
            }
        });
        fleet = new Fleet(database, files, profiles, clock);
        hosts.forEach(SimulatedHost::boot);
    }

    private void furnish(int i) {
        database.use(handle -> {
            var host = handle.attach(Hosts.class).add("host" + i, "key" + i, clock.instant());
            hosts.add(new SimulatedHost(host, this, random));
            for (int j = 0; j <= i; j++) {
                machines.add(handle.attach(Machines.class)
                        .add(new Machines.NewMachine(
                                "printer " + i + j,
                                MachineKind.PRINTER_3D,
                                host,
                                "/dev/sim" + i + j,
                                "virtual",
                                null,
                                BedState.CLEAR,
                                null,
                                null,
                                clock.instant())));
            }
        });
    }

    /// Runs wild for a while, then calmly until everything has had its time, and looks at what is left.
    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            nowMs += random.nextInt(2_000);
            wild();
            step();
        }
        calm = true;
        hosts.forEach(SimulatedHost::boot);
        for (int i = 0; i < 80; i++) {
            nowMs += 2_000;
            step();
        }
        lookBack();
    }

    private void step() {
        for (var packet : List.copyOf(wire)) {
            if (packet.atMs() > nowMs || !wire.remove(packet)) continue;
            packet.arrive().run();
        }
        for (var host : hosts) host.step(calm);
        if (random.nextInt(10) == 0) fleet.tick();
    }

    private void wild() {
        var host = hosts.get(random.nextInt(hosts.size()));
        var what = random.nextInt(100);
        if (what < 40) worker();
        else if (what < 43 && world.restarts) host.die();
        else if (what < 50) host.boot();
        else if (what < 53 && world.restarts) startServer();
        else if (what < 54 && world.replaces) host.replace();
        else if (what < 55 && world.restores) backup = dump();
        else if (what < 57 && world.restores && !backup.isEmpty()) restoreServer();
        else if (what < 58 && world.replaces) images.put(hosts.indexOf(host), host.image());
        else if (what < 59 && images.containsKey(hosts.indexOf(host)))
            copyBack(host, images.getOrDefault(hosts.indexOf(host), List.of()));
    }

    /// What this card had not yet told when it was copied, it tells (again) under another name.
    private void copyBack(SimulatedHost host, List<Entry> image) {
        for (var entry : image) {
            if (entry instanceof Entry.Happened happened && happened.event() instanceof HostEvent.NeedsPerson needs)
                copiedBack.add(needs.what().key());
        }
        host.restore(image);
        if (world.restarts && random.nextBoolean()) startServer();
    }

    private void startServer() {
        new Floor(database, files, clock).doubtBeds();
        fleet = new Fleet(database, files, profiles, clock);
    }

    private void restoreServer() {
        load(backup);
        startServer();
    }

    private void worker() {
        var jobs = database.reading(Jobs.class).open();
        if (jobs.isEmpty()) return;
        var machine = machines.get(random.nextInt(machines.size()));
        var running = jobs.stream().filter(job -> job.machine() != null).toList();
        var busy = running.isEmpty() ? jobs : running;
        var job = busy.get(random.nextInt(busy.size())).id();
        switch (random.nextInt(9)) {
            case 0, 1 -> release(jobs.get(random.nextInt(jobs.size())).id());
            case 2, 3 -> fleet.pause(job, ANN);
            case 4, 5 -> fleet.resume(job, ANN);
            case 6 -> fleet.command(machine, "M117 " + commands++, ANN);
            case 7 -> jobs.forEach(each -> tidy(each.id()));
            case 8 -> {
                if (random.nextInt(3) == 0) fleet.cancel(job, ANN);
                else declareLost();
            }
            default -> throw new IllegalStateException();
        }
    }

    private void declareLost() {
        for (var attempt : database.reading(Attempts.class).doubtful()) {
            if (random.nextInt(3) == 0) fleet.declareLost(attempt.id(), ANN, "gone");
        }
    }

    /// On the first machine that can take it, as a worker finds it on the board.
    private void release(JobId job) {
        var order = new ArrayList<>(machines);
        Collections.shuffle(order, random);
        for (var machine : order) {
            var clear = hosts.stream()
                    .map(host -> host.printers().get(machine))
                    .noneMatch(printer -> printer != null && printer.attempt != null);
            if (clear && database.reading(Attempts.class).on(machine).isEmpty())
                database.use(handle -> handle.attach(Machines.class).setBed(machine, BedState.CLEAR));
            if (fleet.release(job, machine, ANN) instanceof Outcome.Done) return;
        }
    }

    private void tidy(JobId job) {
        database.use(handle -> {
            var jobs = handle.attach(Jobs.class);
            jobs.again(job);
            jobs.counted(job, JobState.TO_CHECK, 1, 0, clock.instant());
        });
    }

    void send(SimulatedHost host, SyncRequest request) {
        var text = Json.write(request);
        var sentMs = nowMs;
        over(() -> {
            var answer = Door.answer(fleet, host.id, Json.read(text, SyncRequest.class));
            if (answer instanceof SyncAnswer.Taken taken) taken.wishes().forEach(this::wished);
            var told = Json.write(answer);
            over(() -> host.answered(Json.read(told, SyncAnswer.class), sentMs));
        });
    }

    private void over(Runnable arrive) {
        if (calm || !world.badWire) {
            wire.add(new Packet(nowMs, arrive));
            return;
        }
        for (int copies = random.nextInt(5) == 0 ? 2 : 1; copies > 0; copies--) {
            if (random.nextInt(5) == 0) continue;
            var delay = random.nextInt(6) == 0 ? random.nextInt(200_000) : random.nextInt(1_500);
            wire.add(new Packet(nowMs + delay, arrive));
        }
    }

    private void wished(SyncAnswer.Numbered wish) {
        switch (wish.wish()) {
            case Wish.Grant(var attempt) -> granted.merge(attempt, wish.expiresAtMs(), Math::max);
            case Wish.Resume(var attempt) -> resumable.merge(attempt, wish.expiresAtMs(), Math::max);
            case Wish.Command command -> commandable.put(command.gcode(), wish.expiresAtMs());
            case Wish.Offer _,
                    Wish.Withdraw _,
                    Wish.Cancel _,
                    Wish.Pause _,
                    Wish.Answer _,
                    Wish.CoolDown _,
                    Wish.Settings _,
                    Wish.Handle _,
                    Wish.Unknown _ -> {}
        }
    }

    void starts(SimulatedHost host, String attempt, SimulatedHost.Printer printer) {
        assertNull(printer.attempt, "two programs on one printer");
        assertFalse(printer.hot && host.agent == null, "a dead host starts something");
        assertEquals(1, starts.merge(attempt, 1, Integer::sum), "an attempt started twice");
        assertTrue(granted.containsKey(attempt), "started without a grant");
        assertTrue(clock.millis() < granted.get(attempt), "started by a grant that was too late");
    }

    void resumes(String attempt) {
        assertTrue(clock.millis() < resumable.getOrDefault(attempt, 0L), "a late resume was executed");
    }

    void commands(String gcode) {
        assertTrue(clock.millis() < commandable.getOrDefault(gcode, 0L), "a late command was executed");
        assertTrue(commanded.add(gcode), "a command was executed twice");
    }

    void reported(String note) {
        reported.add(note);
    }

    private void lookBack() {
        var attempts = database.reading(Attempts.class);
        var jobs = database.reading(Jobs.class);
        for (var attempt : attempts.open()) {
            var host = hosts.stream()
                    .filter(each -> each.id.equals(attempt.host()))
                    .findFirst()
                    .orElseThrow();
            var agent = host.agent;
            assertTrue(agent != null);
            var there = agent.memory().task(attempt.attemptKey()).filter(Task::isOpen);
            assertTrue(
                    there.isPresent() || attempt.doubt() != null || isDeaf(agent),
                    () -> "neither known nor shown: " + attempt + " there "
                            + agent.memory().tasks());
        }
        for (var job : jobs.open()) {
            var keeping = attempts.keeping(job.id());
            var runs =
                    Set.of(JobState.RELEASED, JobState.RUNNING, JobState.PAUSED).contains(job.state());
            assertEquals(runs, keeping.isPresent(), () -> job + " kept by " + keeping);
        }
        for (var host : hosts) {
            host.printers().forEach((machine, printer) -> {
                if (printer.attempt != null && host.agent != null && !isDeaf(host.agent))
                    busy(machine, printer.attempt);
            });
        }
        notes();
    }

    /// How often each kind of thing was written to the events.
    Map<String, Integer> told() {
        var told = new TreeMap<String, Integer>();
        for (var row : rows("event")) {
            told.merge(String.valueOf(row.get("what")).replaceAll("(?<=note)-.*| .*", ""), 1, Integer::sum);
        }
        return told;
    }

    private void busy(MachineId machine, String attempt) {
        var on = database.reading(Attempts.class).on(machine);
        assertTrue(on.isPresent(), "a printer runs and its machine looks free");
        var row = database.reading(Attempts.class).byKey(attempt).map(Attempt::state);
        assertTrue(
                row.filter(state -> state.isOpen() || state == AttemptState.LOST)
                        .isPresent(),
                () -> "printing, but here " + row);
    }

    private void notes() {
        var told = new HashMap<String, Integer>();
        for (var row : rows("event")) {
            var what = String.valueOf(row.get("what"));
            if (what.startsWith("note-")) told.merge(what, 1, Integer::sum);
        }
        told.forEach((note, times) -> assertTrue(times == 1 || copiedBack.contains(note), note + " was applied twice"));
        if (!world.restores && !world.replaces) assertTrue(reported.containsAll(told.keySet()));
    }

    private static boolean isDeaf(Agent agent) {
        return agent.standing() != Agent.Standing.WELCOME;
    }

    private void empty() {
        database.use(handle -> {
            for (var table : TABLES) handle.execute("delete from " + table);
        });
    }

    private Map<String, List<Map<String, Object>>> dump() {
        var all = new HashMap<String, List<Map<String, Object>>>();
        for (var table : TABLES) all.put(table, rows(table));
        return all;
    }

    private List<Map<String, Object>> rows(String table) {
        return database.look(handle ->
                handle.createQuery("select * from " + table).mapToMap().list());
    }

    private void load(Map<String, List<Map<String, Object>>> rows) {
        empty();
        database.use(handle -> {
            for (var table : TABLES.reversed()) {
                for (var row : rows.getOrDefault(table, List.of())) {
                    var columns = List.copyOf(row.keySet());
                    handle.createUpdate("insert into " + table + " (" + String.join(", ", columns) + ") values (:"
                                    + String.join(", :", columns) + ")")
                            .bindMap(row)
                            .execute();
                }
            }
        });
    }
}
