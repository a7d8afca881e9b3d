package platen.web;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import platen.machines.Machine;
import platen.machines.MachineKind;
import platen.orders.Order;
import platen.queue.Fit;
import platen.queue.Job;
import platen.queue.JobState;
import platen.queue.Why;
import platen.queue.planning.Forecast;
import platen.values.Digest;
import platen.values.JobId;
import platen.values.MachineId;

/// The board: the work centres that the shop owns, and what stands at each, in the order of the queue. Of a long column
/// only what comes next is shown.
final class FloorBoard {
    private static final int CARDS_IN_A_COLUMN = 30;

    private final FloorNow floor;
    private final InstantSource clock;
    private final Function<Job, Optional<Digest>> thumbnail;

    /// `thumbnail` finds the content of which a small picture is shown for a job.
    FloorBoard(FloorNow floor, InstantSource clock, Function<Job, Optional<Digest>> thumbnail) {
        this.floor = floor;
        this.clock = clock;
        this.thumbnail = thumbnail;
    }

    /// What is looked for: words in title, code, customer or material; and what stands still for a reason.
    record Search(String words, String only) {
        static final Search ALL = new Search("", "");

        boolean finds(Job job, @Nullable Order order) {
            var text = String.join(
                            " ",
                            job.title(),
                            or(job.step()),
                            or(job.material()),
                            or(job.colour()),
                            or(job.reason()),
                            order == null ? "" : order.code(),
                            order == null ? "" : or(order.customerName()))
                    .toLowerCase(Locale.ROOT);
            return words.isBlank() || text.contains(words.strip().toLowerCase(Locale.ROOT));
        }

        private static String or(@Nullable String text) {
            return text == null ? "" : text;
        }
    }

    /// One job on the board. `before` and `after` are its neighbours among what waits, by which it can be moved.
    public record Card(
            Job job,
            @Nullable Order order,
            @Nullable String machine,
            Why why,
            Forecast.@Nullable Slot slot,
            boolean isLate,
            @Nullable JobId before,
            @Nullable JobId afterNext,
            @Nullable Digest thumbnail,
            String places) {
        public String state() {
            return job.state().name();
        }

        /// Whether it stands still until a person does something.
        public boolean isStill() {
            return FloorBoard.isStill(why);
        }

        public boolean isPrint() {
            return job.kind() == MachineKind.PRINTER_3D;
        }

        public boolean isMovable() {
            return job.state() == JobState.WAITING || job.state() == JobState.FAILED;
        }
    }

    private static boolean isStill(Why why) {
        return switch (why.way()) {
            case NONE, START, BY_HAND, COUNT, JOB -> false;
            case PAY, TALK, LET_GO, UPLOAD, CLEAR, LOAD, MACHINE, ADD_MACHINE, PLACES, DECIDE -> true;
        };
    }

    public record Column(String name, List<Machine> machines, List<Card> cards, int more) {}

    List<Column> columns(Search search) {
        var seen = floor.seen();
        var centres = centres(seen.floor.machines());
        var jobs = new LinkedHashMap<String, List<Job>>();
        centres.keySet().forEach(name -> jobs.put(name, new ArrayList<>()));
        var names = new HashMap<Sort, String>();
        for (var job : seen.floor.open()) {
            if (!search.finds(job, seen.order(job))) continue;
            if (search.only().equals("still") && !isStill(seen.why(job))) continue;
            var sort = new Sort(job.kind(), job.step(), job.machine());
            var name = names.computeIfAbsent(sort, _ -> centre(job, centres));
            jobs.computeIfAbsent(name, _ -> new ArrayList<>()).add(job);
        }
        var columns = new ArrayList<Column>();
        jobs.forEach((name, all) -> {
            var cards = cards(all, seen);
            columns.add(new Column(name, centres.getOrDefault(name, List.of()), cards, all.size() - cards.size()));
        });
        return columns;
    }

    /// What decides where a job stands.
    private record Sort(
            MachineKind kind,
            @Nullable String step,
            @Nullable MachineId machine) {}

    /// What a machine works on comes first; then what waits, in its order.
    private List<Card> cards(List<Job> all, FloorNow.Seen seen) {
        var sorted = new ArrayList<>(all);
        sorted.sort((one, other) ->
                Boolean.compare(other.state().isOnMachine(), one.state().isOnMachine()));
        var cards = new ArrayList<Card>();
        for (int i = 0; i < Math.min(sorted.size(), CARDS_IN_A_COLUMN); i++) cards.add(card(sorted, i, seen));
        return cards;
    }

    private Card card(List<Job> jobs, int at, FloorNow.Seen seen) {
        var job = jobs.get(at);
        var order = seen.order(job);
        var machine = job.machine() == null ? null : seen.machines.get(job.machine());
        return new Card(
                job,
                order,
                machine == null ? null : machine.name(),
                seen.why(job),
                seen.plan.of(job.id()).orElse(null),
                isLate(job, order, seen.plan),
                waiting(jobs, at - 1),
                waiting(jobs, at + 2),
                thumbnail.apply(job).orElse(null),
                Places.written(seen.floor.matching().places().getOrDefault(job.id(), Set.of())));
    }

    private static @Nullable JobId waiting(List<Job> jobs, int at) {
        if (at < 0 || at >= jobs.size() || jobs.get(at).state().isOnMachine()) return null;
        return jobs.get(at).id();
    }

    /// Promised for a day that will be over before it is done, or is already.
    private boolean isLate(Job job, @Nullable Order order, Forecast plan) {
        if (order == null || order.promised() == null) return false;
        var over = order.promised().plus(Board.A_DAY);
        var end = plan.of(job.id()).map(Forecast.Slot::end).orElse(clock.instant());
        return !end.isBefore(over);
    }

    /// Only what the shop owns: a column for the 3D printers, one for what prints on paper, one for each bench.
    private static Map<String, List<Machine>> centres(List<Machine> machines) {
        var centres = new LinkedHashMap<String, List<Machine>>();
        var inOrder =
                machines.stream().sorted(Comparator.comparing(Machine::kind)).toList();
        for (var machine : inOrder) {
            var name = switch (machine.kind()) {
                case PRINTER_3D -> "3D printers";
                case PRESS, RISO -> "Press and riso";
                case BENCH -> machine.name();
            };
            centres.computeIfAbsent(name, _ -> new ArrayList<>()).add(machine);
        }
        return centres;
    }

    private static String centre(Job job, Map<String, List<Machine>> centres) {
        return centres.entrySet().stream()
                .filter(centre -> centre.getValue().stream().anyMatch(machine -> isAt(job, machine)))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(job.kind() == MachineKind.BENCH ? "By hand" : "No machine");
    }

    private static boolean isAt(Job job, Machine machine) {
        return job.machine() == null
                ? Fit.isOfTheKind(job, machine)
                : job.machine().equals(machine.id());
    }
}
