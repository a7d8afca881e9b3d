package platen.queue.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.machines.Machine;
import platen.machines.MachineKind;
import platen.queue.Fit;
import platen.queue.FloorRules;
import platen.queue.Job;
import platen.queue.Shopfloor;
import platen.queue.planning.Forecast.Slot;
import platen.shop.Settings;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Message;
import platen.values.OrderId;

/// Reckons the forecast. Pure: the same floor gives the same plan.
///
/// Jobs are taken in the order of the queue, which is that of the promised days until somebody moves one. What is
/// loaded already comes before a change of material, as long as nothing that it passes gets too late by it. A printer
/// is begun while somebody is there and runs on alone, where the shop lets it; what is done by hand goes on while
/// somebody is there.
public final class Planning {
    private static final Duration CHANGING = Duration.ofMinutes(10);
    /// So far along the queue the same material is looked for.
    private static final int LOOKAHEAD = 100;
    private static final Duration AT_LEAST = Duration.ofMinutes(1);

    private final Shopfloor floor;
    private final Shifts shifts;
    private final boolean printsAlone;
    private final Map<MachineId, Post> posts = new HashMap<>();
    private final Map<Sort, List<Post>> bySort = new HashMap<>();
    private final Map<JobId, Slot> slots = new HashMap<>();
    private final Set<JobId> seen = new HashSet<>();
    private final Map<OrderId, List<Job>> orders = new HashMap<>();
    private final Waiting waiting;

    /// What decides which machines could do a job.
    private record Sort(
            MachineKind kind,
            @Nullable String profile,
            @Nullable String step) {}

    /// `paces` tells how long each printer really takes, for each second that was reckoned; 1 where nobody knows.
    private Planning(Shopfloor floor, Staffed staffed, Map<MachineId, Double> paces, boolean printsAlone) {
        this.floor = floor;
        this.shifts = new Shifts(staffed, floor.now());
        this.printsAlone = printsAlone;
        for (var job : floor.open()) {
            if (job.orderId() != null)
                orders.computeIfAbsent(job.orderId(), _ -> new ArrayList<>()).add(job);
        }
        for (var machine : floor.machines())
            posts.put(machine.id(), new Post(machine, floor.now(), paces.getOrDefault(machine.id(), 1.0)));
        this.waiting = new Waiting(floor);
    }

    /// Of the floor as it is, by the shop's hours and rules.
    public static Forecast of(Handle look, Shopfloor floor) {
        var shop = Settings.shop(look);
        return of(
                floor,
                new Staffed(shop.hours(), shop.zone()),
                Paces.of(look, floor.machines()),
                look.attach(FloorRules.class).printsAlone());
    }

    public static Forecast of(Shopfloor floor, Staffed staffed, Map<MachineId, Double> paces, boolean printsAlone) {
        var planning = new Planning(floor, staffed, paces, printsAlone);
        floor.open().stream().filter(job -> job.state().isOnMachine()).forEach(planning::finish);
        for (var job = planning.waiting.first(); job != null; job = planning.waiting.first()) planning.next(job);
        return new Forecast(planning.slots);
    }

    /// Plans the first of the queue, or what may pass it.
    private void next(Job first) {
        var slot = best(first);
        var post = slot == null || slot.machine() == null ? null : posts.get(slot.machine());
        var passing = post == null || !post.needsChange(first) ? null : passing(first, post);
        waiting.take(passing == null ? first : passing.job());
        if (passing == null) keep(first, slot);
        else keep(passing.job(), passing);
    }

    /// A job that needs what is loaded there, and by which nothing that it passes gets too late.
    private @Nullable Slot passing(Job first, Post post) {
        if (!post.isLoaded()) return null;
        var between = new ArrayList<Waiting.Entry>();
        for (var entry : waiting.ahead(LOOKAHEAD)) {
            if (entry.isTaken) continue;
            var isHere = isFree(entry.job) && takes(entry.job, post) && !slots.containsKey(entry.job.id());
            if (isHere && post.needs(entry.job)) return passing(entry.job, first, between, post);
            if (entry.isMoved) return null;
            if (isHere) between.add(entry);
        }
        return null;
    }

    private @Nullable Slot passing(Job job, Job first, List<Waiting.Entry> between, Post post) {
        var slot = best(job);
        if (slot == null || !post.machine.id().equals(slot.machine()) || !noneIsLate(between, post, slot.end()))
            return null;
        return slot.because(Message.of("queue.same-material", first.title(), post.machine.name()));
    }

    private boolean isFree(Job job) {
        return job.kind() == MachineKind.PRINTER_3D && !job.isFollowing() && job.hold() == null;
    }

    /// As if all of them had to follow there, one after the other.
    private boolean noneIsLate(List<Waiting.Entry> passed, Post post, Instant from) {
        var at = from;
        for (var entry : passed) {
            var end = runs(entry.job, post, shifts.next(at.plus(CHANGING)));
            if (end == null || !end.isBefore(entry.late)) return false;
            at = end;
        }
        return true;
    }

    /// What runs ends as was reckoned; more runs may follow there.
    private void finish(Job job) {
        var post = posts.get(job.machine());
        if (post == null) return;
        var started = job.startedAt() == null ? floor.now() : job.startedAt();
        var left = Duration.between(floor.now(), started.plus(post.run(job)));
        var end = floor.now().plus(left.compareTo(AT_LEAST) < 0 ? AT_LEAST : left);
        if (job.kind() == MachineKind.PRINTER_3D) {
            var more = runs(job, post, end, Post.runs(job) - 1);
            end = more == null ? end : more;
        }
        post.free = end;
        slots.put(job.id(), slot(job, post, started, end));
    }

    private void plan(Job job) {
        keep(job, best(job));
    }

    private void keep(Job job, @Nullable Slot slot) {
        seen.add(job.id());
        if (slot == null || slots.putIfAbsent(job.id(), slot) != null || slot.machine() == null) return;
        Objects.requireNonNull(posts.get(slot.machine())).take(job, slot.end());
    }

    private @Nullable Slot best(Job job) {
        if (slots.containsKey(job.id()) || job.hold() != null) return null;
        var from = begins(job);
        if (from == null) return null;
        Slot best = null;
        for (var post : bySort.computeIfAbsent(new Sort(job.kind(), job.profile(), job.step()), _ -> posts(job))) {
            if (best != null && !post.soonest(job, from).isBefore(best.end())) continue;
            if (!asked(job, post)) continue;
            var slot = on(job, post, from);
            if (slot != null && (best == null || slot.end().isBefore(best.end()))) best = slot;
        }
        if (best == null && job.kind() == MachineKind.BENCH) return byHand(job, from);
        return best;
    }

    /// When all steps before it are done and dry; null when one of them has no end.
    private @Nullable Instant begins(Job job) {
        var from = floor.now();
        if (!job.isFollowing()) return from;
        for (var before : job.orderId() == null ? List.<Job>of() : orders.getOrDefault(job.orderId(), List.of())) {
            var isBefore = before.stage() < job.stage()
                    && (job.stage() == Job.PACKING || Objects.equals(before.lineId(), job.lineId()));
            if (!isBefore) continue;
            if (!seen.contains(before.id())) plan(before);
            var slot = slots.get(before.id());
            if (slot == null) return null;
            var post = slot.machine() == null ? null : posts.get(slot.machine());
            var dry = slot.end().plus(Duration.ofMinutes(post == null ? 0 : post.machine.dryMinutes()));
            if (dry.isAfter(from)) from = dry;
        }
        return from;
    }

    /// The machines that could do such a job, in the shop's order.
    private List<Post> posts(Job job) {
        return floor.machines().stream()
                .filter(machine -> isOfTheSort(job, machine))
                .map(machine -> Objects.requireNonNull(posts.get(machine.id())))
                .toList();
    }

    private static boolean isOfTheSort(Job job, Machine machine) {
        var isOtherModel = job.kind() == MachineKind.PRINTER_3D
                && job.profile() != null
                && !job.profile().equals(machine.profile());
        return !isOtherModel && machine.outOfOrder() == null && Fit.isOfTheKind(job, machine);
    }

    private boolean takes(Job job, Post post) {
        return isOfTheSort(job, post.machine) && asked(job, post);
    }

    private boolean asked(Job job, Post post) {
        return floor.matching().lasting(job, post.machine).isEmpty();
    }

    private @Nullable Slot on(Job job, Post post, Instant from) {
        var start = shifts.next(post.free.isAfter(from) ? post.free : from);
        if (job.kind() != MachineKind.PRINTER_3D) return slot(job, post, start, shifts.after(start, Post.byHand(job)));
        if (post.needsChange(job)) start = shifts.next(start.plus(CHANGING));
        if (!printsAlone) {
            var attended = shifts.fitting(start, post.run(job));
            if (attended == null) return null;
            start = attended;
        }
        var end = runs(job, post, start);
        return end == null ? null : slot(job, post, start, end);
    }

    private @Nullable Instant runs(Job job, Post post, Instant from) {
        return runs(job, post, from, Post.runs(job));
    }

    /// Each run begins when somebody is there to empty the plate; nothing where it could not end so.
    private @Nullable Instant runs(Job job, Post post, Instant from, int runs) {
        var run = post.run(job);
        var end = from;
        for (int i = 0; i < runs; i++) {
            var start = printsAlone ? shifts.next(end) : shifts.fitting(end, run);
            if (start == null) return null;
            end = start.plus(run);
        }
        return end;
    }

    private Slot byHand(Job job, Instant from) {
        var start = shifts.next(from);
        var end = shifts.after(start, Post.byHand(job));
        return new Slot(job, null, start, end, false, job.seconds() == null, null);
    }

    private Slot slot(Job job, Post post, Instant start, Instant end) {
        return new Slot(job, post.machine.id(), start, end, !shifts.isStaffed(end), job.seconds() == null, null);
    }
}
