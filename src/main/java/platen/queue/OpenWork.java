package platen.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindList.EmptyHandling;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;
import platen.events.Event;
import platen.events.Events;
import platen.orders.Order;
import platen.orders.Orders;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.OrderId;

/// The jobs and orders that are not over, kept between looks at them: read anew is only what events since then tell of
/// (the fourth law). A shop with ten thousand open jobs would otherwise read them all for each thing that happens.
public final class OpenWork {
    /// After so long all is read anew, whatever the events say.
    private static final Duration LONGEST = Duration.ofMinutes(1);
    /// What so many events tell of is not worth a choice.
    private static final int MOST_EVENTS = 200;
    /// Where a database has several writers, an event may show after one with a higher number.
    private static final int LATE_COMERS = 1_000;

    private static final Comparator<Job> IN_THE_QUEUE = Comparator.comparingLong(Job::position)
            .thenComparing(Job::queuedAt)
            .thenComparingLong(job -> job.id().value());

    private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();

    /// The jobs, in the order of the queue, and the orders.
    public record Work(List<Job> jobs, Map<OrderId, Order> orders) {
        public static Work of(Handle look) {
            var orders =
                    look.attach(Orders.class).open().stream().collect(Collectors.toMap(Order::id, Function.identity()));
            return new Work(look.attach(Jobs.class).open(), orders);
        }
    }

    /// `recent` events were among the last thousand numbers up to `last`.
    private record Kept(Instant readAt, long last, int recent, Work work) {}

    interface Named {
        @SqlQuery(Jobs.COLUMNS + " where id in (<ids>)")
        List<Job> jobs(@BindList(onEmpty = EmptyHandling.NULL_STRING) Collection<JobId> ids);

        @SqlQuery(Jobs.COLUMNS + " where order_id in (<orders>)")
        List<Job> jobsOf(@BindList(onEmpty = EmptyHandling.NULL_STRING) Collection<OrderId> orders);

        @SqlQuery(Jobs.COLUMNS + """
             where machine in (<machines>) and state in ('RELEASED', 'RUNNING', 'PAUSED', 'TO_CHECK')
            """)
        List<Job> jobsOn(@BindList(onEmpty = EmptyHandling.NULL_STRING) Collection<MachineId> machines);

        @SqlQuery(Orders.COLUMNS + " where id in (<ids>) and state in ('APPROVED', 'IN_PRODUCTION', 'READY')")
        List<Order> orders(@BindList(onEmpty = EmptyHandling.NULL_STRING) Collection<OrderId> ids);
    }

    public Work at(Handle look, Instant now) {
        var before = kept.get();
        var events = look.attach(Events.class);
        var last = events.last();
        var recent = events.countAfter(last - LATE_COMERS);
        var changed = before == null || !isYoung(before, now) ? null : Changed.since(look, before);
        var next = before == null || changed == null
                ? new Kept(now, last, recent, Work.of(look))
                : new Kept(before.readAt(), last, recent, changed.after(look, before.work()));
        kept.set(next);
        return next.work();
    }

    private static boolean isYoung(Kept before, Instant now) {
        return !now.isBefore(before.readAt()) && now.isBefore(before.readAt().plus(LONGEST));
    }

    /// What events name; one of a machine stands for what is on it.
    private record Changed(Set<JobId> jobs, Set<OrderId> orders, Set<MachineId> machines) {
        /// Nothing where the events do not tell what changed.
        static @Nullable Changed since(Handle look, Kept before) {
            var events = look.attach(Events.class);
            var since = events.after(before.last(), MOST_EVENTS);
            var known = events.countAfter(before.last() - LATE_COMERS) - since.size();
            if (since.size() == MOST_EVENTS || known != before.recent()) return null;
            var changed = new Changed(new HashSet<>(), new HashSet<>(), new HashSet<>());
            return since.stream().allMatch(changed::add) ? changed : null;
        }

        private boolean add(Event event) {
            if (event.what().key().equals(Positions.MOVED)) return false;
            switch (event.subjectKind()) {
                case JOB -> jobs.add(new JobId(event.subjectId()));
                case ORDER -> orders.add(new OrderId(event.subjectId()));
                case MACHINE -> machines.add(new MachineId(event.subjectId()));
                case HOST -> {}
                case SHOP, PERSON -> {
                    return false;
                }
            }
            return true;
        }

        Work after(Handle look, Work before) {
            if (jobs.isEmpty() && orders.isEmpty() && machines.isEmpty()) return before;
            var read = readJobs(look, before);
            var open = new ArrayList<Job>(before.jobs().size() + read.size());
            for (var job : before.jobs()) if (!read.containsKey(job.id())) open.add(job);
            for (var job : read.values()) if (!job.isOver()) open.add(job);
            open.sort(IN_THE_QUEUE);
            return new Work(List.copyOf(open), after(look, before.orders(), read.values()));
        }

        /// An act on one job may change the other steps of its order, too, and the event names the one.
        private Map<JobId, Job> readJobs(Handle look, Work before) {
            var rows = look.attach(Named.class);
            var ids = new HashSet<>(jobs);
            for (var job : before.jobs()) if (machines.contains(job.machine())) ids.add(job.id());
            var read = Stream.concat(rows.jobs(ids).stream(), rows.jobsOn(machines).stream())
                    .toList();
            var whole = new HashSet<>(orders);
            for (var job : read) if (job.orderId() != null) whole.add(job.orderId());
            return Stream.concat(read.stream(), rows.jobsOf(whole).stream())
                    .collect(Collectors.toMap(Job::id, Function.identity(), (one, _) -> one));
        }

        private Map<OrderId, Order> after(Handle look, Map<OrderId, Order> before, Collection<Job> read) {
            var ids = new HashSet<>(orders);
            for (var job : read) if (job.orderId() != null) ids.add(job.orderId());
            if (ids.isEmpty()) return before;
            var all = new HashMap<>(before);
            all.keySet().removeAll(ids);
            for (var order : look.attach(Named.class).orders(ids)) all.put(order.id(), order);
            return all;
        }
    }
}
