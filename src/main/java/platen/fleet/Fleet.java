package platen.fleet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import platen.database.Database;
import platen.files.FileStore;
import platen.machines.Machine;
import platen.printers.Profiles;
import platen.sync.ByHand;
import platen.sync.CallNumber;
import platen.sync.PortSeen;
import platen.sync.PrinterLive;
import platen.sync.SyncAnswer;
import platen.sync.SyncRequest;
import platen.sync.Wish;
import platen.values.Actor;
import platen.values.AttemptId;
import platen.values.Digest;
import platen.values.HostId;
import platen.values.JobId;
import platen.values.Json;
import platen.values.MachineId;
import platen.values.Message;
import platen.values.Secrets;

/// Which job goes to which printer, and the server's end of the hosts' calls.
///
/// What lasts is in the database; how printers do at this moment is in memory only. Several servers
/// may share a database: each looks once a second whether another has a wish for a host that it holds.
public final class Fleet {
    public static final Duration HELD = Duration.ofSeconds(25);
    /// Longer than an upgrade, a restart or a loose cable takes: only then a person may give a host up.
    public static final Duration LONG_SILENCE = Duration.ofMinutes(5);
    /// How soon a change of a printer's port or profile reaches its host.
    private static final Duration SETTLED = Duration.ofSeconds(3);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int WISHES_PER_ANSWER = 50;
    private static final Duration WISHES_KEPT = Duration.ofDays(7);

    private final Database database;
    private final FileStore files;
    private final Equipment equipment;
    private final InstantSource clock;
    private final Instant start;
    private final Watch watch;
    private final Map<HostId, Line> lines = new ConcurrentHashMap<>();

    /// Begins a new epoch with every host: what was numbered before the start of this server, or in
    /// records that were restored since, can never be mistaken for what is numbered now.
    public Fleet(Database database, FileStore files, Profiles profiles, InstantSource clock) {
        this.database = database;
        this.files = files;
        this.equipment = new Equipment(profiles);
        this.clock = clock;
        this.start = clock.instant();
        this.watch = new Watch(clock);
        database.use(handle -> {
            var links = handle.attach(Links.class);
            for (var host : links.hosts()) links.renew(host, Secrets.token());
            links.forget(start.minus(WISHES_KEPT));
        });
    }

    /// Answers a call of a host whose key has been checked; blocks until either side has news.
    public SyncAnswer sync(HostId host, SyncRequest request) throws InterruptedException {
        var line = line(host);
        var arrived = System.nanoTime();
        var signals = line.signals();
        var answer = answer(host, request);
        var held = Duration.ZERO;
        while (mayWait(answer, request)
                && held.compareTo(HELD) < 0
                && line.isNewest(request)
                && watch.asked(host).isEmpty()) {
            line.await(signals, LOOK);
            signals = line.signals();
            held = Duration.ofNanos(System.nanoTime() - arrived);
            answer = told(host, request, held);
        }
        return line.isNewest(request) ? answer : withoutWishes(answer);
    }

    /// Answers a call at once, with what there is to say.
    public SyncAnswer answer(HostId host, SyncRequest request) {
        if (request.protocol() != SyncRequest.PROTOCOL) {
            return new SyncAnswer.Unsupported(request.call(), SyncRequest.PROTOCOL, SyncRequest.PROTOCOL);
        }
        if (!line(host).arrives(request, clock.instant())) return new SyncAnswer.Stale(request.call());
        watch.take(host, request);
        var talk = talk(host, request);
        if (!talk.isEmpty() && knowsAll(talk.getFirst().link(), request)) {
            return settle(host) ? told(host, request, Duration.ZERO) : told(talk, request, Duration.ZERO);
        }
        var result = change(work -> {
            work.links().begin(host, Secrets.token());
            return new Taken(new Intake(work, host, request).take(), work.noted());
        });
        return switch (result.result()) {
            case Intake.Result.InStep(var anew) -> {
                if (anew) line(host).settleSoon();
                if (anew && request.snapshot() != null) watch.compare(host, request.snapshot(), result.noted());
                yield told(host, request, Duration.ZERO);
            }
            case Intake.Result.SnapshotWanted(var epoch) -> snapshotWanted(epoch, request.call());
            case Intake.Result.Refused(var answer) -> answer;
        };
    }

    private record Taken(Intake.Result result, List<Message> noted) {}

    /// Somebody wants to know how a host's printers do: the call that is held is answered, so that it calls anew.
    public void ask(HostId host) {
        watch.ask(host);
        line(host).wake();
    }

    /// A worker lets a job go to a machine.
    public Outcome release(JobId job, MachineId machine, Actor who) {
        return released(releases -> releases.release(job, machine, this::unready, who));
    }

    /// A worker lets the rest of a print that was cut off go to the machine where it lies.
    public Outcome goOn(JobId job, Rest rest, Actor who) {
        return change(work -> new GoingOn(work, files).release(job, rest, this::unready, who));
    }

    /// Why a printer could not begin anything just now, if this server has heard of it at all.
    public Optional<Message> unready(Machine machine) {
        var host = machine.host();
        if (host == null || lastHeard(host).isEmpty()) return Optional.empty();
        if (isSilent(host)) return Optional.of(Message.of("fleet.refused.silent", machine.name()));
        var live = live(machine.id());
        if (live.filter(PrinterLive::isHandled).isPresent())
            return Optional.of(Message.of("fleet.refused.handled", machine.name()));
        return live.filter(told -> told.connection() != PrinterLive.Connection.CONNECTED)
                .map(_ -> Message.of("fleet.refused.not-connected", machine.name()));
    }

    public Outcome pause(JobId job, Actor who) {
        return released(releases -> releases.pause(job, who));
    }

    public Outcome resume(JobId job, Actor who) {
        return released(releases -> releases.resume(job, this::waitsForPerson, who));
    }

    /// A person presses a button, counted from 0, of the prompt that has this number.
    public Outcome answer(MachineId machine, long prompt, int button, Actor who) {
        return live(machine)
                .map(PrinterLive::asks)
                .filter(asks -> asks.number() == prompt
                        && button >= 0
                        && button < asks.buttons().size())
                .map(asks -> released(releases -> releases.answer(machine, asks, button, who)))
                .orElse(Outcome.refused("fleet.refused.question-gone"));
    }

    /// Takes a job back that was not started yet, or stops its print.
    public Outcome cancel(JobId job, Actor who) {
        return released(releases -> releases.cancel(job, who));
    }

    public Outcome coolDown(MachineId machine, Actor who) {
        return released(releases -> releases.coolDown(machine, who));
    }

    public Outcome testMove(MachineId machine, Actor who) {
        return released(releases -> releases.testMove(machine, who));
    }

    /// A person does something with a printer; its host looks again whether it may be done.
    public Outcome handle(MachineId machine, ByHand act, Actor who) {
        return released(releases -> releases.handle(machine, act, this::cannotHear, who));
    }

    /// What was told lately and is kept in memory only.
    public Watch watch() {
        return watch;
    }

    /// Why nothing reaches a printer now. One that has stopped itself still hears what lets it go.
    private Optional<Message> cannotHear(Machine machine) {
        var host = machine.host();
        if (host != null && isSilent(host)) return Optional.of(Message.of("fleet.refused.silent", machine.name()));
        return live(machine.id())
                .filter(live -> live.connection() == PrinterLive.Connection.GONE)
                .map(_ -> Message.of("fleet.refused.not-connected", machine.name()));
    }

    public Outcome command(MachineId machine, String gcode, Actor who) {
        return released(releases -> releases.command(machine, gcode, who));
    }

    /// A person declares that an attempt will never be heard of again; `why` is in the person's words.
    public Outcome declareLost(AttemptId id, Actor who, String why) {
        return change(work -> {
            var attempt = work.attempts().find(id).orElse(null);
            if (attempt == null || !new Steps(work).lost(attempt, Message.of("fleet.lost", who.name(), why), who))
                return Outcome.refused("fleet.refused.not-running");
            return new Outcome.Done();
        });
    }

    /// The same from a page, of what stood there: only what may still be given up.
    public Outcome declareLost(MachineId machine, AttemptId seen, Actor who, String why) {
        var now = losable(machine);
        if (now.isEmpty() || !now.get().id().equals(seen)) return Outcome.refused("fleet.refused.not-lost");
        return declareLost(seen, who, why);
    }

    /// What keeps a machine and only a person can end: its host has been silent for long, or does not know it.
    public Optional<Attempt> losable(MachineId machine) {
        return database.reading(Attempts.class)
                .on(machine)
                .filter(attempt -> attempt.doubt() != null || isSilentForLong(attempt.host()));
    }

    private boolean isSilentForLong(HostId host) {
        return lastHeard(host).orElse(start).plus(LONG_SILENCE).isBefore(clock.instant());
    }

    /// How a printer does, as its host last told; empty when this server has not heard of it.
    public Optional<PrinterLive> live(MachineId machine) {
        return lines.values().stream()
                .flatMap(line -> line.seen().printers().stream())
                .filter(live -> live.machine().equals(machine))
                .findFirst();
    }

    /// When a host last called this server.
    public Optional<Instant> lastHeard(HostId host) {
        var line = lines.get(host);
        return line == null ? Optional.empty() : Optional.of(line.seen().at());
    }

    /// Whether a host is silent: it calls every 25 seconds at least.
    public boolean isSilent(HostId host) {
        return lastHeard(host)
                .map(at -> at.plus(HELD.multipliedBy(2)).isBefore(clock.instant()))
                .orElse(true);
    }

    public List<PortSeen> ports(HostId host) {
        var line = lines.get(host);
        return line == null ? List.of() : line.seen().ports();
    }

    /// Whether a host may read a content: only programs that it has been offered.
    public boolean mayFetch(HostId host, Digest digest) {
        return database.reading(Attempts.class).openAt(host).stream()
                .anyMatch(attempt -> attempt.digest().equals(digest));
    }

    /// An attempt that a host tells of, if it is one of its own.
    public Optional<Attempt> attempt(HostId host, String key) {
        return database.reading(Attempts.class)
                .byKey(key)
                .filter(attempt -> attempt.host().equals(host));
    }

    /// Keeps a stored file as what was said last in an attempt; false when one was kept before.
    public boolean keepBlackBox(AttemptId attempt, Digest digest) {
        return database.change(handle -> {
            if (!handle.attach(Attempts.class).keepBlackBox(attempt, digest)) return false;
            files.use(handle, digest, "attempt " + attempt.value());
            return true;
        });
    }

    /// To be called every few seconds: takes back what no host has accepted in time.
    public void tick() {
        var before = clock.instant().minus(Work.OFFER_LIFE);
        if (database.reading(Attempts.class).stale(before).isEmpty()) return;
        change(work -> {
            var steps = new Steps(work);
            for (var attempt : work.attempts().stale(before)) {
                steps.withdraw(attempt, Message.of("fleet.not-accepted-in-time"), Actor.SYSTEM);
            }
            return true;
        });
    }

    private boolean waitsForPerson(MachineId machine) {
        return live(machine)
                .filter(live -> live.activity() == PrinterLive.Activity.WAITS_FOR_PERSON)
                .isPresent();
    }

    private boolean mayWait(SyncAnswer answer, SyncRequest request) {
        return answer instanceof SyncAnswer.Taken taken
                && !taken.snapshotWanted()
                && taken.wishes().isEmpty()
                && request.events().isEmpty()
                && request.snapshot() == null;
    }

    private static SyncAnswer withoutWishes(SyncAnswer answer) {
        return answer instanceof SyncAnswer.Taken taken
                ? new SyncAnswer.Taken(
                        taken.call(),
                        taken.serverEpoch(),
                        taken.eventsTaken(),
                        taken.snapshotWanted(),
                        List.of(),
                        taken.nowMs(),
                        taken.heldMs())
                : answer;
    }

    /// Whether a call, newer than all that were taken, tells nothing that has to be written.
    private static boolean knowsAll(Link link, SyncRequest request) {
        return link.isInStep(request)
                && !link.hasNewsIn(request)
                && request.call().isAfter(link.lastCall());
    }

    /// What there is to tell a host that is in step.
    private SyncAnswer told(HostId host, SyncRequest request, Duration held) {
        settle(host);
        return told(talk(host, request), request, held);
    }

    private List<Links.Talk> talk(HostId host, SyncRequest request) {
        return database.reading(Links.class).talk(host, request.wishesTaken(), WISHES_PER_ANSWER);
    }

    private SyncAnswer told(List<Links.Talk> talk, SyncRequest request, Duration held) {
        var link = talk.getFirst().link();
        if (!link.isInStep(request)) return snapshotWanted(link.serverEpoch(), request.call());
        var wishes = new ArrayList<SyncAnswer.Numbered>();
        for (var each : talk) {
            if (each.number() == null || each.expiresAt() == null || each.body() == null) continue;
            wishes.add(new SyncAnswer.Numbered(
                    each.number(), each.expiresAt().toEpochMilli(), Json.read(each.body(), Wish.class)));
        }
        return new SyncAnswer.Taken(
                request.call(), link.serverEpoch(), link.eventsTaken(), false, wishes, clock.millis(), held.toMillis());
    }

    private SyncAnswer snapshotWanted(String serverEpoch, CallNumber call) {
        return new SyncAnswer.Taken(call, serverEpoch, 0, true, List.of(), clock.millis(), 0);
    }

    /// Tells the host which printers it has to look after, if that has changed; looked at every few seconds.
    private boolean settle(HostId host) {
        if (!line(host).isDue(clock.instant(), SETTLED)) return false;
        if (database.<Boolean, RuntimeException>look(
                handle -> isSettled(host, new Work(handle, clock.instant(), start, equipment)))) return false;
        return change(work -> {
            if (isSettled(host, work)) return false;
            var settings = equipment.of(host, work.machines(), work.attempts());
            work.wish(host, settings, Work.LASTING);
            work.links().sent(host, Json.write(settings));
            return true;
        });
    }

    private boolean isSettled(HostId host, Work work) {
        var link = work.links().find(host);
        return link.isEmpty()
                || Json.write(equipment.of(host, work.machines(), work.attempts()))
                        .equals(link.get().settings());
    }

    private Outcome released(Function<Releases, Outcome> act) {
        return change(work -> act.apply(new Releases(work, files)));
    }

    private <T> T change(Function<Work, T> act) {
        var wished = new HashSet<HostId>();
        var result = database.change(handle -> {
            var work = new Work(handle, clock.instant(), start, equipment);
            var done = act.apply(work);
            wished.addAll(work.wished());
            return done;
        });
        for (var host : wished) line(host).wake();
        return result;
    }

    private Line line(HostId host) {
        return lines.computeIfAbsent(host, _ -> new Line());
    }
}
