package platen.queue.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import platen.machines.Machine;
import platen.machines.MachineKind;
import platen.queue.Fit;
import platen.queue.Job;
import platen.queue.Shopfloor;
import platen.queue.planning.Forecast.Slot;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.OrderId;

/// Reckons the forecast. Pure: the same floor gives the same plan.
///
/// Jobs are taken in the order of the queue, which is that of the promised days until somebody moves one; among those
/// that stand at the same place, what is loaded already comes first. A printer is begun while somebody is there and
/// runs
/// on alone; what is done by hand goes on while somebody is there.
public final class Planning {
    private static final Duration GUESSED_PRINT = Duration.ofHours(4);
    private static final Duration GUESSED_COPY = Duration.ofSeconds(10);
    private static final Duration PRESSED_COPY = Duration.ofSeconds(3);
    private static final Duration SETTING_UP = Duration.ofMinutes(10);
    private static final Duration CHANGING = Duration.ofMinutes(10);
    private static final Duration AT_LEAST = Duration.ofMinutes(1);
    /// So far along the queue the same material is looked for.
    private static final int LOOKAHEAD = 50;

    private final Shopfloor floor;
    private final Staffed staffed;
    private final Map<MachineId, Double> paces;
    private final Map<MachineId, Instant> free = new HashMap<>();
    private final Map<MachineId, String> loaded = new HashMap<>();
    private final Map<JobId, Slot> slots = new HashMap<>();
    private final Set<JobId> seen = new HashSet<>();
    private final Map<OrderId, List<Job>> orders = new HashMap<>();

    /// `paces` tells how long each printer really takes, for each second that was reckoned; 1 where nobody knows.
    private Planning(Shopfloor floor, Staffed staffed, Map<MachineId, Double> paces) {
        this.floor = floor;
        this.staffed = staffed;
        this.paces = paces;
        for (var job : floor.open()) {
            if (job.orderId() != null)
                orders.computeIfAbsent(job.orderId(), _ -> new ArrayList<>()).add(job);
        }
        for (var machine : floor.machines()) {
            free.put(machine.id(), floor.now());
            loaded.put(machine.id(), stuff(machine.material(), machine.colour()));
        }
    }

    public static Forecast of(Shopfloor floor, Staffed staffed, Map<MachineId, Double> paces) {
        var planning = new Planning(floor, staffed, paces);
        floor.open().stream().filter(job -> job.state().isOnMachine()).forEach(planning::finish);
        var waiting = new ArrayList<>(
                floor.open().stream().filter(job -> !job.state().isOnMachine()).toList());
        while (!waiting.isEmpty()) planning.plan(planning.takeNext(waiting));
        return new Forecast(planning.slots);
    }

    /// The first of the queue, or one at the same place that needs no other material.
    private Job takeNext(List<Job> waiting) {
        var first = waiting.getFirst();
        var next = waiting.stream()
                .limit(LOOKAHEAD)
                .takeWhile(job -> job.position() == first.position())
                .filter(job -> job.material() != null && loaded.containsValue(stuff(job.material(), job.colour())))
                .findFirst()
                .orElse(first);
        waiting.remove(next);
        return next;
    }

    /// What runs ends as was reckoned; more runs may follow there.
    private void finish(Job job) {
        var machine = machine(job.machine());
        if (machine == null) return;
        var started = job.startedAt() == null ? floor.now() : job.startedAt();
        var run = run(job, machine);
        var left = Duration.between(floor.now(), started.plus(run));
        var end = floor.now().plus(left.compareTo(AT_LEAST) < 0 ? AT_LEAST : left);
        if (job.kind() == MachineKind.PRINTER_3D) end = more(job, machine, end, runs(job) - 1);
        free.put(machine.id(), end);
        slots.put(job.id(), slot(job, machine, started, end));
    }

    private void plan(Job job) {
        if (!seen.add(job.id()) || slots.containsKey(job.id()) || job.hold() != null) return;
        var from = begins(job);
        if (from == null) return;
        Slot best = null;
        for (var machine : floor.machines()) {
            if (!takes(job, machine)) continue;
            var slot = on(job, machine, from);
            if (best == null || slot.end().isBefore(best.end())) best = slot;
        }
        if (best == null && job.kind() == MachineKind.BENCH) best = byHand(job, from);
        if (best == null) return;
        slots.put(job.id(), best);
        if (best.machine() == null) return;
        free.put(best.machine(), best.end());
        if (job.material() != null) loaded.put(best.machine(), stuff(job.material(), job.colour()));
    }

    /// When all steps before it are done and dry; null when one of them has no end.
    private @Nullable Instant begins(Job job) {
        var from = floor.now();
        if (!job.isFollowing()) return from;
        for (var before : job.orderId() == null ? List.<Job>of() : orders.getOrDefault(job.orderId(), List.of())) {
            var isBefore = before.stage() < job.stage()
                    && (job.stage() == Job.PACKING || Objects.equals(before.lineId(), job.lineId()));
            if (!isBefore) continue;
            plan(before);
            var slot = slots.get(before.id());
            if (slot == null) return null;
            var machine = machine(slot.machine());
            var dry = slot.end().plus(Duration.ofMinutes(machine == null ? 0 : machine.dryMinutes()));
            if (dry.isAfter(from)) from = dry;
        }
        return from;
    }

    private boolean takes(Job job, Machine machine) {
        if (!Fit.isOfTheKind(job, machine) || machine.outOfOrder() != null) return false;
        var chosen = floor.places().getOrDefault(job.id(), Set.of());
        if (Fit.notChosen(chosen, machine).isPresent()) return false;
        return job.kind() != MachineKind.PRINTER_3D
                || job.profile() == null
                || job.profile().equals(machine.profile());
    }

    private Slot on(Job job, Machine machine, Instant from) {
        var freeAt = free.getOrDefault(machine.id(), floor.now());
        var start = staffed.next(freeAt.isAfter(from) ? freeAt : from);
        if (job.kind() != MachineKind.PRINTER_3D) return slot(job, machine, start, staffed.after(start, byHand(job)));
        var needsChange =
                job.material() != null && !stuff(job.material(), job.colour()).equals(loaded.get(machine.id()));
        if (needsChange) start = staffed.next(start.plus(CHANGING));
        return slot(job, machine, start, more(job, machine, start, runs(job)));
    }

    /// Each run begins when somebody is there to empty the plate.
    private Instant more(Job job, Machine machine, Instant from, int runs) {
        var end = from;
        for (int run = 0; run < runs; run++) end = staffed.next(end).plus(run(job, machine));
        return end;
    }

    private Slot byHand(Job job, Instant from) {
        var start = staffed.next(from);
        return new Slot(job, null, start, staffed.after(start, byHand(job)), false, job.seconds() == null);
    }

    private Slot slot(Job job, Machine machine, Instant start, Instant end) {
        return new Slot(job, machine.id(), start, end, !staffed.isStaffed(end), job.seconds() == null);
    }

    private static int runs(Job job) {
        return Math.max(1, Math.ceilDiv(job.copiesLeft(), job.perRun()));
    }

    private Duration run(Job job, Machine machine) {
        if (job.kind() != MachineKind.PRINTER_3D) return byHand(job);
        var time = job.time() == null ? GUESSED_PRINT : job.time();
        return Duration.ofSeconds(Math.round(time.toSeconds() * paces.getOrDefault(machine.id(), 1.0)));
    }

    private static Duration byHand(Job job) {
        var usual = job.kind() == MachineKind.BENCH ? GUESSED_COPY : PRESSED_COPY;
        var each = job.time() == null ? usual : job.time();
        return SETTING_UP.plus(each.multipliedBy(job.copiesLeft()));
    }

    private @Nullable Machine machine(@Nullable MachineId id) {
        return floor.machines().stream()
                .filter(machine -> machine.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    private static String stuff(@Nullable String material, @Nullable String colour) {
        return (material + " " + colour).toLowerCase(Locale.ROOT);
    }
}
