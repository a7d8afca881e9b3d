package platen.notices;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.queue.Job;
import platen.queue.JobState;
import platen.queue.Jobs;
import platen.shop.Shop;
import platen.values.OrderId;

/// When what is being made can be ready at the earliest, as the queue stands now: today while the shop is open, or
/// once the 3D printers have done all that came before it.
final class Forecast {
    private static final int LONGEST_AHEAD_DAYS = 365;

    private final Shop shop;
    private final Instant now;
    private final List<Job> queue;
    private final int printers;

    Forecast(Handle look, Shop shop, Instant now) {
        this.shop = shop;
        this.now = now;
        this.queue = look.attach(Jobs.class).open();
        this.printers = (int) look.attach(Machines.class).all().stream()
                .filter(machine -> machine.kind() == MachineKind.PRINTER_3D && machine.outOfOrder() == null)
                .count();
    }

    LocalDate day(OrderId order) {
        var done = now.plus(printing(order));
        var local = done.atZone(shop.zone());
        var day = local.toLocalDate();
        var spans = shop.hours().on(day.getDayOfWeek());
        var isOver = !spans.isEmpty()
                && !local.toLocalTime().isBefore(spans.getLast().until());
        return nextOpen(isOver ? day.plusDays(1) : day);
    }

    /// That day, or the next on which the shop is open; each counts where no hours are known.
    private LocalDate nextOpen(LocalDate from) {
        var days = shop.hours().days();
        if (days.values().stream().allMatch(List::isEmpty)) return from;
        for (var day = from; day.isBefore(from.plusDays(LONGEST_AHEAD_DAYS)); day = day.plusDays(1)) {
            if (!shop.hours().on(day.getDayOfWeek()).isEmpty()) return day;
        }
        return from;
    }

    /// How long the printers need for what came before an order's last part, and for that.
    private Duration printing(OrderId order) {
        var time = Duration.ZERO;
        var before = Duration.ZERO;
        for (var job : queue) {
            if (job.kind() != MachineKind.PRINTER_3D) continue;
            before = before.plus(left(job));
            if (order.equals(job.orderId())) time = before;
        }
        return time.dividedBy(Math.max(1, printers));
    }

    private Duration left(Job job) {
        var run = job.time();
        if (run == null || job.state() == JobState.TO_CHECK) return Duration.ZERO;
        var runs = Math.ceilDiv(Math.max(0, job.copiesLeft()), job.perRun());
        var whole = run.multipliedBy(runs);
        if (job.state() != JobState.RUNNING || job.startedAt() == null) return whole;
        var gone = Duration.between(job.startedAt(), now);
        return whole.minus(gone.compareTo(run) > 0 ? run : gone);
    }
}
