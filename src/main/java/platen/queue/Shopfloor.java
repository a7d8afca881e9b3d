package platen.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import platen.machines.Machine;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.orders.Order;
import platen.queue.Why.Way;
import platen.values.Digest;
import platen.values.MachineId;
import platen.values.Message;
import platen.values.OrderId;

/// The floor at one moment: what is open, the machines and what is on each, who has to pay, who holds what, and how far
/// the steps are. Each job has an answer to the question why it is not running.
public record Shopfloor(
        Instant now,
        List<Job> open,
        List<Machine> machines,
        Map<MachineId, Job> on,
        Map<OrderId, Starts.Row> unpaid,
        Matching matching,
        Flow flow,
        Map<OrderId, Instant> promised) {
    /// No step waits for another one.
    public static final Flow NOTHING_FLOWS = new Flow(List.of(), List.of());

    /// The problems of machines, the one that is solved soonest first.
    private static final List<String> NEAREST = List.of(
            "queue.plate-not-clear",
            "queue.machine-not-free",
            "queue.still-on-it",
            "queue.busy-with",
            "queue.other-material",
            "queue.nothing-loaded",
            "queue.other-nozzle",
            "fleet.refused.not-connected",
            "fleet.refused.silent",
            "queue.not-connected",
            "queue.out-of-order",
            "queue.not-chosen",
            "queue.lacks-word",
            "queue.other-printer");

    /// What only others know: why a printer could not begin anything just now, and whether a file is still stored.
    public record Senses(Function<Machine, Optional<Message>> unready, Predicate<Digest> isStored) {
        public static final Senses NONE = new Senses(_ -> Optional.empty(), _ -> true);
    }

    /// A problem of one machine.
    private record Problem(Machine machine, Message what) {
        int rank() {
            var rank = NEAREST.indexOf(what.key());
            return rank < 0 ? NEAREST.size() : rank;
        }
    }

    public static Shopfloor of(Handle look, Instant now) {
        return of(look, OpenWork.Work.of(look), now);
    }

    public static Shopfloor of(Handle look, OpenWork.Work work, Instant now) {
        var open = work.jobs();
        var on = new HashMap<MachineId, Job>();
        for (var job : open) {
            if (job.machine() != null && job.state().isOnMachine()) on.put(job.machine(), job);
        }
        var unpaid = look.attach(Starts.class).waiting().stream()
                .collect(Collectors.toMap(Starts.Row::orderId, Function.identity()));
        return new Shopfloor(
                now,
                open,
                look.attach(Machines.class).all(),
                on,
                unpaid,
                Matching.of(look, now),
                Flow.ofOpen(look, open, now),
                promised(work.orders()));
    }

    private static Map<OrderId, Instant> promised(Map<OrderId, Order> orders) {
        var days = new HashMap<OrderId, Instant>();
        for (var order : orders.values()) if (order.promised() != null) days.put(order.id(), order.promised());
        return days;
    }

    /// Why a waiting job cannot start on a machine now; empty when it can.
    public Optional<Message> problem(Job job, Machine machine, Senses senses) {
        return hindrance(job).map(Why::what).or(() -> machineProblem(job, machine, senses));
    }

    /// The answer, for each job in each state.
    public Why why(Job job, Senses senses) {
        return switch (job.state()) {
            case WAITING -> hindrance(job).orElseGet(() -> whyWaiting(job, senses));
            case RELEASED -> onMachine(job, "queue.why-released", Way.NONE, senses);
            case RUNNING ->
                job.kind() == MachineKind.PRINTER_3D
                        ? onMachine(job, "queue.why-running", Way.NONE, senses)
                        : onMachine(job, "queue.why-running", Way.COUNT, Senses.NONE);
            case PAUSED -> onMachine(job, "queue.why-paused", Way.NONE, senses);
            case TO_CHECK -> onMachine(job, "queue.why-to-check", Way.COUNT, Senses.NONE);
            case FAILED -> {
                if (job.hold() != null) yield held(job).orElseThrow();
                yield job.cause() == null
                        ? Why.of(Way.DECIDE, job.id().value(), "queue.why-failed")
                        : new Why(job.cause(), Way.DECIDE, job.id().value());
            }
            case DONE -> Why.of(Way.NONE, job.id().value(), "queue.why-done");
            case CANCELLED ->
                job.cause() == null
                        ? Why.of(Way.NONE, job.id().value(), "queue.why-cancelled")
                        : new Why(job.cause(), Way.NONE, job.id().value());
        };
    }

    /// What keeps a waiting job from starting anywhere.
    private Optional<Why> hindrance(Job job) {
        return held(job).or(() -> payment(job)).or(() -> before(job));
    }

    private static Optional<Why> held(Job job) {
        return Hindrance.held(job)
                .map(what -> new Why(
                        what,
                        job.hold() == Hold.CUSTOMER ? Way.TALK : job.hold() == Hold.FILE ? Way.UPLOAD : Way.LET_GO,
                        job.id().value()));
    }

    private Optional<Why> payment(Job job) {
        return Optional.ofNullable(job.orderId() == null ? null : unpaid.get(job.orderId()))
                .flatMap(Starts::problem)
                .map(what -> new Why(
                        what, Way.PAY, job.orderId() == null ? 0 : job.orderId().value()));
    }

    private Optional<Why> before(Job job) {
        if (!job.isFollowing()) return Optional.empty();
        var input = flow.of(job);
        return Hindrance.before(input).map(what -> switch (input) {
            case Flow.Input.Before(var first) ->
                new Why(what, Way.JOB, first.id().value());
            case Flow.Input.Drying(var first, var _) ->
                new Why(what, Way.NONE, first.id().value());
            case Flow.Input.NoMore(), Flow.Input.Here(var _) ->
                new Why(what, Way.DECIDE, job.id().value());
        });
    }

    private Why whyWaiting(Job job, Senses senses) {
        if (job.kind() == MachineKind.PRINTER_3D && job.program() == null)
            return Why.of(Way.UPLOAD, job.id().value(), "queue.needs-program");
        var content = job.program() == null ? job.file() : job.program();
        if (content != null && !senses.isStored().test(content))
            return Why.of(Way.UPLOAD, job.id().value(), "queue.file-gone");
        var possible = machines.stream()
                .filter(machine -> Fit.isOfTheKind(job, machine))
                .toList();
        if (possible.isEmpty()) return nowhere(job);
        var problems = new ArrayList<Problem>();
        for (var machine : possible) {
            var problem = machineProblem(job, machine, senses);
            if (problem.isEmpty()) return Why.of(Way.START, machine.id().value(), "queue.can-start", machine.name());
            problems.add(new Problem(machine, problem.get()));
        }
        return nearest(
                job,
                problems.stream().min(Comparator.comparingInt(Problem::rank)).orElseThrow());
    }

    private Why nowhere(Job job) {
        if (job.kind() != MachineKind.BENCH)
            return Why.of(Way.ADD_MACHINE, job.id().value(), "queue.no-machine");
        return flow.of(job) instanceof Flow.Input.Here(var copies)
                ? Why.of(Way.BY_HAND, job.id().value(), "queue.by-hand", copies)
                : Why.of(Way.DECIDE, job.id().value(), "queue.no-more-come");
    }

    private Optional<Message> machineProblem(Job job, Machine machine, Senses senses) {
        return matching.problem(job, machine)
                .or(() -> Fit.problem(job, machine, on.get(machine.id())))
                .or(() -> senses.unready().apply(machine));
    }

    private Why nearest(Job job, Problem problem) {
        var machine = problem.machine();
        var busy = on.get(machine.id());
        return switch (problem.what().key()) {
            case "queue.plate-not-clear", "queue.machine-not-free" ->
                new Why(problem.what(), Way.CLEAR, machine.id().value());
            case "queue.still-on-it", "queue.busy-with" ->
                new Why(
                        problem.what(),
                        Way.JOB,
                        (busy == null ? job : busy).id().value());
            case "queue.other-material", "queue.nothing-loaded" ->
                new Why(problem.what(), Way.LOAD, machine.id().value());
            case "queue.not-chosen", "queue.lacks-word" ->
                new Why(problem.what(), Way.PLACES, job.id().value());
            case "queue.other-printer" ->
                new Why(problem.what(), Way.UPLOAD, job.id().value());
            case "queue.would-run-alone" ->
                new Why(problem.what(), Way.NONE, job.id().value());
            default -> new Why(problem.what(), Way.MACHINE, machine.id().value());
        };
    }

    private Why onMachine(Job job, String key, Way way, Senses senses) {
        var machine =
                machines.stream().filter(one -> one.id().equals(job.machine())).findFirst();
        if (machine.isEmpty()) return Why.of(Way.NONE, job.id().value(), "queue.gone");
        var problem = senses.unready().apply(machine.get());
        if (problem.isPresent())
            return new Why(problem.get(), Way.MACHINE, machine.get().id().value());
        return Why.of(way, job.id().value(), key, machine.get().name());
    }
}
