package platen.web;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.machines.Machine;
import platen.machines.MachineKind;
import platen.orders.Order;
import platen.orders.Orders;
import platen.queue.Fit;
import platen.queue.Job;
import platen.queue.JobState;
import platen.queue.Shopfloor;
import platen.queue.Why;
import platen.queue.planning.Forecast;
import platen.queue.planning.Planning;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.OrderId;

/// The board: the work centres that the shop owns, and what stands at each, in the order of the queue. Of a long column
/// only what comes next is shown.
final class FloorBoard {
    private static final int CARDS_IN_A_COLUMN = 30;

    private final Database database;
    private final Shopfloor.Senses senses;
    private final InstantSource clock;

    FloorBoard(Database database, Shopfloor.Senses senses, InstantSource clock) {
        this.database = database;
        this.senses = senses;
        this.clock = clock;
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
            @Nullable JobId afterNext) {
        public String state() {
            return job.state().name();
        }

        /// Whether it stands still until a person does something.
        public boolean isStill() {
            return switch (why.way()) {
                case NONE, START, BY_HAND, COUNT, JOB -> false;
                case PAY, TALK, LET_GO, UPLOAD, CLEAR, LOAD, MACHINE, ADD_MACHINE, PLACES, DECIDE -> true;
            };
        }

        public boolean isMovable() {
            return job.state() == JobState.WAITING || job.state() == JobState.FAILED;
        }
    }

    public record Column(String name, List<Machine> machines, List<Card> cards, int more) {}

    List<Column> columns(Search search) {
        return database.look(look -> {
            var floor = Shopfloor.of(look, clock.instant());
            var plan = Planning.of(look, floor);
            var orders =
                    look.attach(Orders.class).open().stream().collect(Collectors.toMap(Order::id, Function.identity()));
            return columns(floor, plan, orders, search);
        });
    }

    private List<Column> columns(Shopfloor floor, Forecast plan, Map<OrderId, Order> orders, Search search) {
        var centres = centres(floor.machines());
        var jobs = new LinkedHashMap<String, List<Job>>();
        centres.keySet().forEach(name -> jobs.put(name, new ArrayList<>()));
        for (var job : floor.open()) {
            var order = job.orderId() == null ? null : orders.get(job.orderId());
            if (!search.finds(job, order)) continue;
            jobs.computeIfAbsent(centre(job, centres), _ -> new ArrayList<>()).add(job);
        }
        var columns = new ArrayList<Column>();
        jobs.forEach((name, all) -> {
            var cards = cards(all, floor, plan, orders, search);
            var shown = cards.subList(0, Math.min(cards.size(), CARDS_IN_A_COLUMN));
            columns.add(new Column(
                    name,
                    centres.getOrDefault(name, List.of()),
                    List.copyOf(shown),
                    Math.max(0, all.size() - shown.size())));
        });
        return columns;
    }

    /// What a machine works on comes first; then what waits, in its order.
    private List<Card> cards(List<Job> all, Shopfloor floor, Forecast plan, Map<OrderId, Order> orders, Search search) {
        var sorted = new ArrayList<>(all);
        sorted.sort((one, other) ->
                Boolean.compare(other.state().isOnMachine(), one.state().isOnMachine()));
        var names = floor.machines().stream().collect(Collectors.toMap(Machine::id, Machine::name));
        var cards = new ArrayList<Card>();
        for (int i = 0; i < sorted.size() && cards.size() < CARDS_IN_A_COLUMN; i++) {
            var card = card(sorted, i, floor, plan, orders, names);
            if (!search.only().equals("still") || card.isStill()) cards.add(card);
        }
        return cards;
    }

    private Card card(
            List<Job> jobs,
            int at,
            Shopfloor floor,
            Forecast plan,
            Map<OrderId, Order> orders,
            Map<MachineId, String> names) {
        var job = jobs.get(at);
        var order = job.orderId() == null ? null : orders.get(job.orderId());
        return new Card(
                job,
                order,
                job.machine() == null ? null : names.get(job.machine()),
                floor.why(job, senses),
                plan.of(job.id()).orElse(null),
                isLate(job, order, plan),
                waiting(jobs, at - 1),
                waiting(jobs, at + 2));
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
