package platen.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import platen.database.Database;
import platen.fleet.Attempt;
import platen.fleet.Attempts;
import platen.machines.MachineKind;
import platen.orders.OrderState;
import platen.orders.Orders;
import platen.queue.Job;
import platen.queue.JobState;
import platen.queue.Jobs;
import platen.queue.Makings;
import platen.queue.OpenWork;
import platen.queue.Shopfloor;
import platen.templating.Words;
import platen.values.OrderId;

/// Lets many people, printer computers and restarts loose on the queue, and holds it against its laws: never two starts
/// on a machine without a clear plate between, never two open attempts of a job, never a job without an answer to why
/// it does not run, no copies lost or doubled.
public final class QueueLaws {
    private static final int MOST_BROKEN = 5;
    private static final int LOOK_EVERY = 5;
    private static final int LOOK_BACK_EVERY = 500;
    private static final long SHORT_MS = 2_000;
    private static final Duration DRYING = Duration.ofMinutes(20);
    private static final Duration NIGHT = Duration.ofHours(9);
    private static final double NANOS = 1e9;

    private final QueueWorld world;
    private final OpenWork kept = new OpenWork();
    private final QueueWorkers workers;
    private final SplittableRandom random;
    private final Set<OrderId> looked = new HashSet<>();
    private int ready;

    /// The database must be empty.
    public QueueLaws(Database database, Path folder, long seed) throws IOException {
        world = new QueueWorld(database, folder, seed);
        workers = new QueueWorkers(world);
        random = world.random;
    }

    /// What was found: the laws that were broken, and at which step, and how many orders became ready.
    public record Findings(long steps, int ordersReady, List<String> broken) {}

    /// Stops at the first steps that break a law.
    public Findings check(long steps) {
        var broken = new ArrayList<String>();
        for (long step = 1; step <= steps && broken.size() < MOST_BROKEN; step++) {
            step();
            if (step % LOOK_EVERY == 0) look();
            if (step % LOOK_BACK_EVERY == 0 || step == steps) lookBack();
            for (var law : world.broken) broken.add("step " + step + ": " + law);
            world.broken.clear();
        }
        return new Findings(steps, ready, List.copyOf(broken));
    }

    /// Shows what was found; false when a law was broken.
    public boolean run(long steps, PrintStream out) {
        var start = System.nanoTime();
        var findings = check(steps);
        out.printf(
                "%,d steps held against the laws in %.0f s: %,d orders ready, %d laws broken%n",
                findings.steps(),
                (System.nanoTime() - start) / NANOS,
                findings.ordersReady(),
                findings.broken().size());
        findings.broken().forEach(out::println);
        return findings.broken().isEmpty();
    }

    private void step() {
        world.pass(Duration.ofMillis(random.nextLong(SHORT_MS)));
        var host = world.hosts.get(random.nextInt(world.hosts.size()));
        var what = random.nextInt(1_000);
        if (what < 450) workers.act();
        else if (what < 750) host.call(world.fleet());
        else if (what < 960) host.goOn();
        else if (what < 970) host.restart();
        else if (what < 975) world.restartServer();
        else if (what < 990) world.fleet().tick();
        else if (what < 997) world.pass(DRYING);
        else world.pass(NIGHT);
    }

    /// The laws that hold at each moment.
    private void look() {
        world.database.use(look -> {
            var floor = Shopfloor.of(look, world.now());
            var open = look.attach(Attempts.class).open();
            noJobTwice(open);
            nothingForgotten(look);
            for (var job : floor.open()) {
                explained(floor, job);
                kept(look, job, open);
                counted(look, job);
            }
            floor.open().stream()
                    .filter(job -> job.orderId() != null)
                    .collect(Collectors.groupingBy(Job::orderId))
                    .keySet()
                    .forEach(order -> flows(look, order));
        });
    }

    /// What is kept of the open work between looks is what would be read anew. Its clock stands still, so that it never
    /// reads all again by itself.
    private void nothingForgotten(Handle look) {
        var known = kept.at(look, Instant.EPOCH);
        var read = OpenWork.Work.of(look);
        if (known.equals(read)) return;
        var jobs = new ArrayList<>(read.jobs());
        jobs.removeAll(known.jobs());
        var orders = new ArrayList<>(read.orders().values());
        orders.removeAll(known.orders().values());
        var old = new ArrayList<>(known.jobs());
        old.removeAll(read.jobs());
        world.broken.add("the open work was kept though it had changed: " + old + " is " + jobs + orders);
    }

    private void noJobTwice(List<Attempt> open) {
        var jobs = new HashSet<>();
        var machines = new HashSet<>();
        for (var attempt : open) {
            if (attempt.job() != null && !jobs.add(attempt.job()))
                world.broken.add("two open attempts of job " + attempt.job().value());
            if (attempt.machine() != null && !machines.add(attempt.machine()))
                world.broken.add(
                        "two open attempts on machine " + attempt.machine().value());
        }
    }

    private void explained(Shopfloor floor, Job job) {
        var why = floor.why(job, world.senses()).what();
        if (Words.say(why, Locale.ENGLISH).startsWith(why.key()))
            world.broken.add("no words for why job " + job.id().value() + " does not run: " + why.key());
    }

    /// What is on a 3D printer has an attempt that keeps it, and what is not has none.
    private void kept(Handle look, Job job, List<Attempt> open) {
        if (job.kind() != MachineKind.PRINTER_3D) return;
        var isPrinting =
                job.state() == JobState.RELEASED || job.state() == JobState.RUNNING || job.state() == JobState.PAUSED;
        var isKept = look.attach(Attempts.class).keeping(job.id()).isPresent();
        if (isPrinting != isKept)
            world.broken.add("job " + job.id().value() + " is " + job.state() + (isKept ? " and kept" : " and free")
                    + " by " + open.size());
        if (job.hold() != null && isPrinting) world.broken.add("job " + job.id().value() + " runs though it is held");
    }

    private void counted(Handle look, Job job) {
        if (look.attach(Makings.class).good(job.id()) != job.good())
            world.broken.add("job " + job.id().value() + " has other copies than were counted");
    }

    /// No step has worked on more than the one before has made.
    private void flows(Handle look, OrderId order) {
        var jobs = look.attach(Jobs.class).of(order);
        var last = jobs.stream().mapToInt(Job::stage).max().orElse(0);
        for (int stage = 1; stage <= last; stage++) {
            if (sum(jobs, stage, true) > sum(jobs, stage - 1, false))
                world.broken.add("stage " + stage + " of order " + order.value() + " took more than was made");
        }
        var wants = jobs.stream()
                .filter(job -> job.stage() == last)
                .mapToInt(Job::copies)
                .sum();
        if (!world.cut.contains(order) && wants != world.wanted.getOrDefault(order, wants))
            world.broken.add("order " + order.value() + " is to have " + wants + " copies");
    }

    private static int sum(List<Job> jobs, int stage, boolean withSpoiled) {
        return jobs.stream()
                .filter(job -> job.stage() == stage)
                .mapToInt(job -> job.good() + (withSpoiled ? job.spoiled() : 0))
                .sum();
    }

    /// What is ready has what was ordered, and nothing of it is open.
    private void lookBack() {
        for (var entry : world.wanted.entrySet()) {
            if (looked.contains(entry.getKey())) continue;
            var order =
                    world.database.reading(Orders.class).find(entry.getKey()).orElseThrow();
            var jobs = world.database.reading(Jobs.class).of(order.id());
            var isOver = jobs.stream().allMatch(Job::isOver);
            if (order.state() == OrderState.READY && !isOver)
                world.broken.add("order " + order.id().value() + " is ready too early");
            if (!isOver) continue;
            looked.add(order.id());
            if (world.cut.contains(order.id())) continue;
            ready++;
            var last = jobs.stream().mapToInt(Job::stage).max().orElse(0);
            if (order.state() != OrderState.READY)
                world.broken.add("order " + order.id().value() + " is never ready");
            if (sum(jobs, last, false) != entry.getValue())
                world.broken.add("order " + order.id().value() + " has other copies than were ordered");
        }
    }
}
