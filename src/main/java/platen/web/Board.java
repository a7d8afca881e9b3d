package platen.web;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.fleet.CutOffs;
import platen.fleet.Fleet;
import platen.machines.Machine;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.orders.Order;
import platen.orders.Orders;
import platen.queue.Fit;
import platen.queue.Flow;
import platen.queue.Job;
import platen.queue.JobState;
import platen.queue.Jobs;
import platen.queue.Shopfloor;
import platen.queue.Why;
import platen.sync.PrinterLive;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Message;

/// The jobs as the floor sees them: what each is, where it is, why it is not running, where it could start.
final class Board {
    static final Duration A_DAY = Duration.ofDays(1);
    /// Nobody reads more at once; the board finds the others.
    private static final int MOST_CARDS = 200;
    /// On a card among many others, so many machines are offered of each sort; on its own page, all.
    private static final int MOST_PLACES = 4;

    private final Database database;
    private final Shopfloor.Senses senses;
    private final Fleet fleet;
    private final CutOffs cutOffs;
    private final InstantSource clock;
    private final FloorNow floorNow;

    Board(Website.Parts parts, CutOffs cutOffs) {
        this.database = parts.database();
        this.fleet = parts.fleet();
        this.senses = new Shopfloor.Senses(
                fleet::unready, digest -> parts.files().find(digest).isPresent());
        this.cutOffs = cutOffs;
        this.clock = parts.clock();
        this.floorNow = new FloorNow(database, parts.intake().forecasts(), senses, clock);
    }

    /// The floor that all pages share.
    FloorNow floorNow() {
        return floorNow;
    }

    /// A machine on which a job could be started, or why it can't.
    public record Place(Machine machine, @Nullable Message problem) {
        /// What only a person can answer: is the plate empty, is the machine free?
        public boolean isOnlyUncleared() {
            return problem != null
                    && (problem.key().equals("queue.plate-not-clear")
                            || problem.key().equals("queue.machine-not-free"));
        }
    }

    /// One job on the board. `why` says why it does not run; `here` is how many copies it can work on; `live` is how
    /// its printer does just now; `isCutOff` when it failed in mid-print, and there may be something to go on with;
    /// `isLate` when the promised day is over; `hasMore` when there may be machines beyond `places`.
    public record Card(
            Job job,
            @Nullable Order order,
            @Nullable Machine machine,
            Why why,
            @Nullable PrinterLive live,
            List<Place> places,
            int here,
            boolean isCutOff,
            boolean isLate,
            boolean hasMore) {

        public String state() {
            return job.state().name();
        }

        public boolean isPrint() {
            return job.kind() == MachineKind.PRINTER_3D;
        }

        /// What two would share.
        public int half() {
            return job.copiesLeft() / 2;
        }

        /// Where it can start now.
        public List<Place> free() {
            return places.stream().filter(place -> place.problem() == null).toList();
        }

        public List<Place> others() {
            return places.stream().filter(place -> place.problem() != null).toList();
        }
    }

    /// What is not over yet, as much as one reads; what needs a person's hands first.
    List<Card> open() {
        var seen = floorNow.seen();
        var jobs = new ArrayList<>(seen.floor.open());
        jobs.sort(Comparator.comparingInt(Board::urgency));
        return jobs.stream()
                .limit(MOST_CARDS)
                .map(job -> card(job, seen.order(job), seen, offered(job, seen.floor)))
                .toList();
    }

    /// These jobs, in their sequence.
    List<Card> cards(List<Job> jobs) {
        return database.look(look -> {
            var seen = floorNow.seen();
            return jobs.stream().map(job -> card(job, order(look, job), seen)).toList();
        });
    }

    /// The machines that do this sort of work.
    List<Machine> placeable(Job job) {
        return database.reading(Machines.class).all().stream()
                .filter(machine -> Fit.isOfTheKind(job, machine))
                .toList();
    }

    Optional<Card> card(JobId id) {
        return database.look(look -> look.attach(Jobs.class).find(id).map(job -> card(look, job)));
    }

    /// What is on a machine, or lies on it.
    Optional<Card> on(MachineId id) {
        return database.look(look -> look.attach(Jobs.class).on(id).map(job -> card(look, job)));
    }

    private Card card(Handle look, Job job) {
        return card(job, order(look, job), floorNow.seen());
    }

    private static @Nullable Order order(Handle look, Job job) {
        return job.orderId() == null
                ? null
                : look.attach(Orders.class).find(job.orderId()).orElse(null);
    }

    private Card card(Job job, @Nullable Order order, FloorNow.Seen seen) {
        return card(job, order, seen, new Offered(places(job, seen.floor), false));
    }

    private Card card(Job job, @Nullable Order order, FloorNow.Seen seen, Offered offered) {
        var floor = seen.floor;
        var machine = floor.machines().stream()
                .filter(one -> one.id().equals(job.machine()))
                .findFirst()
                .orElse(null);
        var live = machine == null ? null : fleet.live(machine.id()).orElse(null);
        var here = floor.flow().of(job) instanceof Flow.Input.Here(var copies) ? copies : 0;
        return new Card(
                job,
                order,
                machine,
                floor.why(job, senses),
                live,
                offered.places(),
                here,
                cutOffs.isCutOff(job),
                isLate(job, order),
                offered.hasMore());
    }

    /// The day that was promised is over, and the job is not.
    private boolean isLate(Job job, @Nullable Order order) {
        if (order == null || order.promised() == null || job.copiesLeft() == 0) return false;
        return !clock.instant().isBefore(order.promised().plus(A_DAY));
    }

    private List<Place> places(Job job, Shopfloor floor) {
        if (job.state() != JobState.WAITING) return List.of();
        return floor.machines().stream()
                .map(machine ->
                        new Place(machine, floor.problem(job, machine, senses).orElse(null)))
                .filter(place ->
                        place.problem() == null || !place.problem().key().equals("queue.other-work"))
                .toList();
    }

    private record Offered(List<Place> places, boolean hasMore) {}

    /// The first machines on which it can start, and where only a person has to look first.
    private Offered offered(Job job, Shopfloor floor) {
        var free = new ArrayList<Place>();
        var uncleared = new ArrayList<Place>();
        for (var machine : job.state() == JobState.WAITING ? floor.machines() : List.<Machine>of()) {
            if (!Fit.isOfTheKind(job, machine)) continue;
            var place = new Place(machine, floor.problem(job, machine, senses).orElse(null));
            if (place.problem() == null) free.add(place);
            else if (place.isOnlyUncleared() && uncleared.size() <= MOST_PLACES) uncleared.add(place);
            if (free.size() > MOST_PLACES) break;
        }
        var shown = Stream.concat(
                free.stream().limit(MOST_PLACES), uncleared.stream().limit(MOST_PLACES));
        return new Offered(shown.toList(), Math.max(free.size(), uncleared.size()) > MOST_PLACES);
    }

    private static int urgency(Job job) {
        return switch (job.state()) {
            case TO_CHECK -> 0;
            case FAILED -> 1;
            case PAUSED -> 2;
            case RUNNING, RELEASED -> 3;
            case WAITING -> 4;
            case DONE, CANCELLED -> 5;
        };
    }
}
