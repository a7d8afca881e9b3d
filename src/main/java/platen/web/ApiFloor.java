package platen.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.fleet.Outcome;
import platen.machines.Machine;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.machines.Register;
import platen.queue.Act;
import platen.queue.JobState;
import platen.queue.Jobs;
import platen.queue.JobsByKey;
import platen.queue.Loading;
import platen.queue.QueueDesk;
import platen.stock.PlasticUses;
import platen.stock.Spools;
import platen.sync.PrinterLive;
import platen.values.Actor;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Message;
import platen.values.SpoolId;

/// Jobs and machines for programs: the same desks as the pages', and the same reasons.
final class ApiFloor {
    private static final int MOST_COPIES = 1_000_000;
    private static final int LONGEST_REASON = 300;
    private static final double MG_PER_G = 1_000;

    private final Website.Parts parts;
    private final Board board;
    private final ApiWords words;
    private final QueueDesk desk;
    private final Register register;
    private final Loading loading;

    ApiFloor(Website.Parts parts, Board board, ApiWords words) {
        this.parts = parts;
        this.board = board;
        this.words = words;
        this.desk = new QueueDesk(parts.database(), parts.files(), parts.clock());
        this.register = new Register(parts.database(), parts.clock());
        this.loading = new Loading(parts.database(), parts.clock());
    }

    void addTo(ApiRoutes api) {
        var sees = Access.PROGRAM_SEES_FLOOR;
        api.list("jobs", sees, "Jobs, the oldest first", ApiRecords.Job.class, OPEN, this::jobs);
        api.get("jobs/{id}", sees, "A job, and why it is not running", ApiRecords.Job.class, ctx -> job(Acts.job(ctx)));
        api.list("machines", sees, "Machines", ApiRecords.Machine.class, List.of(), this::machines);
        api.get("machines/{id}", sees, "A machine", ApiRecords.Machine.class, ctx -> machine(Acts.machine(ctx)));
        act(api, "start", "Start it on a machine", ApiRecords.ToStart.class, this::start);
        act(
                api,
                "hold",
                "Hold it",
                ApiRecords.ToHold.class,
                (id, to, who) -> desk.hold(id, to.hold(), to.reason(), who));
        act(api, "let-go", "Let it go", ApiRoutes.Nothing.class, (id, _, who) -> desk.letGo(id, who));
        act(
                api,
                "move",
                "Move it in the queue",
                ApiRecords.ToMove.class,
                (id, to, who) -> desk.moveBefore(id, new JobId(to.beforeJobId()), who));
        act(api, "places", "Choose machines for it", ApiRecords.ToPlace.class, this::place);
        var nothing = ApiRoutes.Nothing.class;
        act(
                api,
                "pause",
                "Pause its print",
                nothing,
                (id, _, who) -> act(parts.fleet().pause(id, who)));
        act(
                api,
                "resume",
                "Go on with its print",
                nothing,
                (id, _, who) -> act(parts.fleet().resume(id, who)));
        act(
                api,
                "cancel",
                "Stop its print",
                nothing,
                (id, _, who) -> act(parts.fleet().cancel(id, who)));
        act(api, "take-off", "Say what came of its print", ApiRecords.ToTakeOff.class, this::takeOff);
        act(api, "count", "Count what was made by hand or on a press", ApiRecords.ToCount.class, this::count);
        act(api, "again", "Try it again", nothing, (id, _, who) -> parts.floor().again(id, who));
        act(
                api,
                "give-up",
                "Give it up",
                ApiRecords.ToSay.class,
                (id, to, who) -> parts.floor().cancel(id, reason(to.reason()), who));
        onMachine(
                api,
                "clear",
                "Say that its plate is empty",
                nothing,
                (id, _, who) -> parts.floor().clear(id, who));
        onMachine(
                api,
                "load",
                "Say what is loaded",
                ApiRecords.ToLoad.class,
                (id, to, who) -> parts.floor().load(id, to.material(), to.colour(), who));
        onMachine(
                api,
                "cool-down",
                "Turn its heaters off",
                nothing,
                (id, _, who) -> act(parts.fleet().coolDown(id, who)));
        onMachine(api, "out-of-order", "Call it out of order", ApiRecords.ToSay.class, (id, to, who) -> {
            register.setOutOfOrder(id, reason(to.reason()), who);
            return new Act.Done();
        });
        onMachine(api, "in-order", "Call it in order", nothing, (id, _, who) -> {
            register.setOutOfOrder(id, null, who);
            return new Act.Done();
        });
    }

    private static final List<ApiRoute.Query> OPEN =
            List.of(new ApiRoute.Query("which", "Only those that are not over.", List.of("open")));

    private interface Doing<I, B> {
        Act act(I id, B asked, Actor who);
    }

    private <B> void act(ApiRoutes api, String verb, String says, Class<B> asks, Doing<JobId, B> doing) {
        api.post("jobs/{id}/" + verb, Access.PROGRAM_RUNS_FLOOR, says, asks, ApiRecords.Job.class, (ctx, asked) -> {
            var id = Acts.job(ctx);
            job(id);
            var act = doing.act(id, asked, Gate.program(ctx).actor());
            if (act instanceof Act.Refused(var why)) throw new ApiProblem(409, why, job(id));
            return job(id);
        });
    }

    private <B> void onMachine(ApiRoutes api, String verb, String says, Class<B> asks, Doing<MachineId, B> doing) {
        api.post(
                "machines/{id}/" + verb,
                Access.PROGRAM_RUNS_FLOOR,
                says,
                asks,
                ApiRecords.Machine.class,
                (ctx, asked) -> {
                    var id = Acts.machine(ctx);
                    machine(id);
                    var act = doing.act(id, asked, Gate.program(ctx).actor());
                    if (act instanceof Act.Refused(var why)) throw new ApiProblem(409, why, machine(id));
                    return machine(id);
                });
    }

    private static Act act(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done() -> new Act.Done();
            case Outcome.Refused(var why) -> new Act.Refused(why);
        };
    }

    private static String reason(String text) {
        var line = Form.line(text);
        if (line.isEmpty() || line.length() > LONGEST_REASON)
            throw ApiProblem.of(422, "api.words-missing", "reason", LONGEST_REASON);
        return line;
    }

    private Act start(JobId id, ApiRecords.ToStart to, Actor who) {
        var machine = parts.database()
                .reading(Machines.class)
                .find(new MachineId(to.machineId()))
                .orElseThrow(() -> ApiProblem.of(422, "api.no-such-machine"));
        if (machine.kind() != MachineKind.PRINTER_3D) return parts.floor().start(id, machine.id(), who);
        if (to.spoolId() != null) {
            var spool = new SpoolId(to.spoolId());
            var isOn = spools().on(machine.id())
                    .filter(on -> on.id().equals(spool))
                    .isPresent();
            if (!isOn && loading.load(machine.id(), spool, null, who) instanceof Act.Refused refused) return refused;
        }
        return act(parts.fleet().release(id, machine.id(), who));
    }

    private Act place(JobId id, ApiRecords.ToPlace to, Actor who) {
        var machines = new HashSet<MachineId>();
        for (var machine : to.machineIds()) machines.add(new MachineId(machine));
        return desk.place(id, machines, who);
    }

    private Act takeOff(JobId id, ApiRecords.ToTakeOff to, Actor who) {
        return parts.floor().takeOff(id, copies(to.good()), to.isPlateEmpty(), who);
    }

    /// What runs on a press ends with its count; at a bench some are counted, and more follow.
    private Act count(JobId id, ApiRecords.ToCount to, Actor who) {
        var job = parts.database().reading(Jobs.class).find(id).orElseThrow(NotFoundResponse::new);
        var good = copies(to.good());
        var spoiled = copies(to.spoiled());
        if (job.state() == JobState.WAITING) return parts.floor().done(id, good, spoiled, to.counted(), who);
        if (job.counted() != to.counted()) return Act.refused("queue.too-late");
        return parts.floor().finish(id, good, spoiled, who);
    }

    private static int copies(int copies) {
        if (copies < 0 || copies > MOST_COPIES) throw ApiProblem.of(422, "api.copies-wrong", 0, MOST_COPIES);
        return copies;
    }

    private List<ApiRoutes.Row<ApiRecords.Job>> jobs(Context ctx, long after, int limit) {
        var isOpen = !ApiRoutes.choice(ctx, "which", List.of("open")).isEmpty();
        var rows = parts.database().reading(JobsByKey.class);
        return board.cards(isOpen ? rows.open(after, limit) : rows.all(after, limit)).stream()
                .map(card -> new ApiRoutes.Row<>(card.job().id().value(), seen(card)))
                .toList();
    }

    private ApiRecords.Job job(JobId id) {
        return seen(board.card(id).orElseThrow(NotFoundResponse::new));
    }

    private ApiRecords.Job seen(Board.Card card) {
        var job = card.job();
        var filament = parts.database()
                .reading(PlasticUses.class)
                .needed(job.id())
                .map(mg -> mg / MG_PER_G)
                .orElse(null);
        return new ApiRecords.Job(
                job.id().value(),
                job.orderId() == null ? null : job.orderId().value(),
                job.title(),
                job.kind(),
                job.state(),
                words.say(card.why().what()),
                card.why().what().key(),
                card.why().way(),
                job.copies(),
                job.perRun(),
                job.good(),
                job.spoiled(),
                job.seconds(),
                filament,
                job.material(),
                job.colour(),
                job.step(),
                job.purpose(),
                job.hold(),
                card.isLate(),
                job.machine() == null ? null : job.machine().value(),
                card.free().stream().map(place -> place.machine().id().value()).toList(),
                job.queuedAt(),
                job.startedAt(),
                job.endedAt());
    }

    private List<ApiRoutes.Row<ApiRecords.Machine>> machines(Context ctx, long after, int limit) {
        return parts.database().reading(Machines.class).all().stream()
                .filter(machine -> machine.id().value() > after)
                .sorted(java.util.Comparator.comparingLong(
                        machine -> machine.id().value()))
                .limit(limit)
                .map(machine -> new ApiRoutes.Row<>(machine.id().value(), seen(machine)))
                .toList();
    }

    private ApiRecords.Machine machine(MachineId id) {
        return seen(parts.database().reading(Machines.class).find(id).orElseThrow(NotFoundResponse::new));
    }

    private ApiRecords.Machine seen(Machine machine) {
        var host = machine.host();
        return new ApiRecords.Machine(
                machine.id().value(),
                machine.name(),
                machine.kind(),
                machine.bed(),
                machine.material(),
                machine.colour(),
                machine.outOfOrder(),
                parts.database()
                        .reading(Jobs.class)
                        .on(machine.id())
                        .map(job -> job.id().value())
                        .orElse(null),
                spools().on(machine.id()).map(spool -> spool.id().value()).orElse(null),
                host != null && parts.fleet().isSilent(host),
                host == null ? null : parts.fleet().lastHeard(host).orElse(null),
                parts.fleet().live(machine.id()).map(this::seen).orElse(null));
    }

    private ApiRecords.Live seen(PrinterLive live) {
        return new ApiRecords.Live(
                live.connection(),
                live.activity(),
                live.nozzleC(),
                live.nozzleTargetC(),
                live.bedC(),
                live.bedTargetC(),
                live.percent(),
                live.layer(),
                live.heightMm(),
                live.leftS(),
                said(live.says()),
                Optional.ofNullable(live.asks()).map(PrinterLive.Question::text).orElse(null));
    }

    private @Nullable String said(@Nullable Message what) {
        return what == null ? null : words.say(what);
    }

    private Spools spools() {
        return parts.database().reading(Spools.class);
    }
}
