package platen.queue.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
    private final Map<MachineId, Spot> spots = new LinkedHashMap<>();
    private final Map<Sort, List<Spot>> spotsOf = new HashMap<>();
    /// On how many machines each material is loaded.
    private final Map<String, Integer> loaded = new HashMap<>();
    private final Map<JobId, Slot> slots = new HashMap<>();
    private final Set<JobId> seen = new HashSet<>();
    private final Map<OrderId, List<Job>> orders = new HashMap<>();

    /// `paces` tells how long each printer really takes, for each second that was reckoned; 1 where nobody knows.
    private Planning(Shopfloor floor, Staffed staffed, Map<MachineId, Double> paces) {
        this.floor = floor;
        this.staffed = staffed;
        for (var job : floor.open()) {
            if (job.orderId() != null)
                orders.computeIfAbsent(job.orderId(), _ -> new ArrayList<>()).add(job);
        }
        for (var machine : floor.machines()) {
            var spot = new Spot(machine, paces.getOrDefault(machine.id(), 1.0), floor.now());
            spots.put(machine.id(), spot);
            loaded.merge(spot.loaded, 1, Integer::sum);
        }
    }

    /// A machine as the plan goes on: until when it is busy, and what is on it then.
    private static final class Spot {
        private final Machine machine;
        private final double pace;
        private Instant free;
        private String loaded;

        Spot(Machine machine, double pace, Instant free) {
            this.machine = machine;
            this.pace = pace;
            this.free = free;
            this.loaded = stuff(machine.material(), machine.colour());
        }
    }

    /// What decides which machines are for a job, as long as nobody has chosen some.
    private record Sort(
            MachineKind kind,
            @Nullable String step,
            @Nullable String profile) {}

    public static Forecast of(Shopfloor floor, Staffed staffed, Map<MachineId, Double> paces) {
        var planning = new Planning(floor, staffed, paces);
        floor.open().stream().filter(job -> job.state().isOnMachine()).forEach(planning::finish);
        var waiting = new ArrayDeque<>(
                floor.open().stream().filter(job -> !job.state().isOnMachine()).toList());
        while (!waiting.isEmpty()) planning.plan(planning.takeNext(waiting));
        return new Forecast(planning.slots);
    }

    /// The first of the queue, or one at the same place that needs no other material.
    private Job takeNext(ArrayDeque<Job> waiting) {
        var first = waiting.getFirst();
        var next = waiting.stream()
                .limit(LOOKAHEAD)
                .takeWhile(job -> job.position() == first.position())
                .filter(job -> job.material() != null && loaded.containsKey(stuff(job.material(), job.colour())))
                .findFirst()
                .orElse(first);
        waiting.remove(next);
        return next;
    }

    /// What runs ends as was reckoned; more runs may follow there.
    private void finish(Job job) {
        var spot = spot(job.machine());
        if (spot == null) return;
        var started = job.startedAt() == null ? floor.now() : job.startedAt();
        var left = Duration.between(floor.now(), started.plus(run(job, spot)));
        var end = floor.now().plus(left.compareTo(AT_LEAST) < 0 ? AT_LEAST : left);
        if (job.kind() == MachineKind.PRINTER_3D) end = more(job, spot, end, runs(job) - 1);
        spot.free = end;
        slots.put(job.id(), slot(job, spot, started, end));
    }

    private void plan(Job job) {
        if (!seen.add(job.id()) || slots.containsKey(job.id()) || job.hold() != null) return;
        var from = begins(job);
        if (from == null) return;
        Slot best = null;
        for (var spot : spots(job)) {
            // With a hundred machines most are free far too late: no calendar is needed to see that.
            if (best != null && !soonest(job, spot, from).isBefore(best.end())) continue;
            var slot = on(job, spot, from);
            if (best == null || slot.end().isBefore(best.end())) best = slot;
        }
        if (best == null && job.kind() == MachineKind.BENCH) best = byHand(job, from);
        if (best == null) return;
        slots.put(job.id(), best);
        var spot = spot(best.machine());
        if (spot == null) return;
        spot.free = best.end();
        if (job.material() != null) load(spot, stuff(job.material(), job.colour()));
    }

    private void load(Spot spot, String stuff) {
        loaded.computeIfPresent(spot.loaded, (_, count) -> count == 1 ? null : count - 1);
        spot.loaded = stuff;
        loaded.merge(stuff, 1, Integer::sum);
    }

    /// Before this it cannot end there, were somebody always there.
    private static Instant soonest(Job job, Spot spot, Instant from) {
        var start = spot.free.isAfter(from) ? spot.free : from;
        var runs = job.kind() == MachineKind.PRINTER_3D ? runs(job) : 1;
        return start.plusSeconds(run(job, spot).toSeconds() * runs);
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
            var spot = spot(slot.machine());
            var dry = slot.end().plus(Duration.ofMinutes(spot == null ? 0 : spot.machine.dryMinutes()));
            if (dry.isAfter(from)) from = dry;
        }
        return from;
    }

    private List<Spot> spots(Job job) {
        var sort = new Sort(job.kind(), job.step(), job.profile());
        var all = spotsOf.computeIfAbsent(
                sort,
                _ -> spots.values().stream()
                        .filter(spot -> takes(job, spot.machine))
                        .toList());
        var chosen = floor.places().getOrDefault(job.id(), Set.of());
        return chosen.isEmpty()
                ? all
                : all.stream()
                        .filter(spot -> chosen.contains(spot.machine.id()))
                        .toList();
    }

    private static boolean takes(Job job, Machine machine) {
        if (!Fit.isOfTheKind(job, machine) || machine.outOfOrder() != null) return false;
        return job.kind() != MachineKind.PRINTER_3D
                || job.profile() == null
                || job.profile().equals(machine.profile());
    }

    private Slot on(Job job, Spot spot, Instant from) {
        var start = staffed.next(spot.free.isAfter(from) ? spot.free : from);
        if (job.kind() != MachineKind.PRINTER_3D) return slot(job, spot, start, staffed.after(start, byHand(job)));
        var needsChange =
                job.material() != null && !stuff(job.material(), job.colour()).equals(spot.loaded);
        if (needsChange) start = staffed.next(start.plus(CHANGING));
        return slot(job, spot, start, more(job, spot, start, runs(job)));
    }

    /// Each run begins when somebody is there to empty the plate.
    private Instant more(Job job, Spot spot, Instant from, int runs) {
        var end = from;
        for (int run = 0; run < runs; run++) end = staffed.next(end).plus(run(job, spot));
        return end;
    }

    private Slot byHand(Job job, Instant from) {
        var start = staffed.next(from);
        return new Slot(job, null, start, staffed.after(start, byHand(job)), false, job.seconds() == null);
    }

    private Slot slot(Job job, Spot spot, Instant start, Instant end) {
        return new Slot(job, spot.machine.id(), start, end, !staffed.isStaffed(end), job.seconds() == null);
    }

    private static int runs(Job job) {
        return Math.max(1, Math.ceilDiv(job.copiesLeft(), job.perRun()));
    }

    private static Duration run(Job job, Spot spot) {
        if (job.kind() != MachineKind.PRINTER_3D) return byHand(job);
        var time = job.time() == null ? GUESSED_PRINT : job.time();
        return Duration.ofSeconds(Math.round(time.toSeconds() * spot.pace));
    }

    private static Duration byHand(Job job) {
        var usual = job.kind() == MachineKind.BENCH ? GUESSED_COPY : PRESSED_COPY;
        var each = job.time() == null ? usual : job.time();
        return SETTING_UP.plus(each.multipliedBy(job.copiesLeft()));
    }

    private @Nullable Spot spot(@Nullable MachineId id) {
        return id == null ? null : spots.get(id);
    }

    private static String stuff(@Nullable String material, @Nullable String colour) {
        return (material + " " + colour).toLowerCase(Locale.ROOT);
    }
}
