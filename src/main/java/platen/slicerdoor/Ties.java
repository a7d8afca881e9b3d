package platen.slicerdoor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import platen.machines.MachineKind;
import platen.orders.Order;
import platen.orders.OrderState;
import platen.orders.Orders;
import platen.queue.Job;
import platen.queue.JobState;
import platen.queue.Jobs;

/// The order that a file is for: its code stands in the name or the folder.
final class Ties {
    private static final Pattern CODE = Pattern.compile("(?<![A-Z0-9])[A-Z0-9]{6}(?![A-Z0-9])");
    private static final int MOST_CODES = 10;

    private Ties() {}

    /// An order that is being made.
    static Optional<Order> order(Handle look, String path) {
        var orders = look.attach(Orders.class);
        return CODE.matcher(path.toUpperCase(Locale.ROOT))
                .results()
                .limit(MOST_CODES)
                .map(MatchResult::group)
                .flatMap(code -> orders.byCode(code).stream())
                .filter(order -> order.state() == OrderState.APPROVED || order.state() == OrderState.IN_PRODUCTION)
                .findFirst();
    }

    /// The job of an order that waits for this program: the only one that waits for any, or the one with this name.
    static Optional<Job> job(Handle look, Order order, String name) {
        var waiting = look.attach(Jobs.class).of(order.id()).stream()
                .filter(job -> job.kind() == MachineKind.PRINTER_3D)
                .filter(job -> job.state() == JobState.WAITING && job.program() == null)
                .toList();
        return waiting.size() == 1 ? Optional.of(waiting.getFirst()) : named(waiting, name);
    }

    private static Optional<Job> named(List<Job> jobs, String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return jobs.stream()
                .filter(job -> lower.contains(stem(job.title().toLowerCase(Locale.ROOT))))
                .findFirst();
    }

    private static String stem(String title) {
        var dot = title.lastIndexOf('.');
        return dot > 0 ? title.substring(0, dot) : title;
    }
}
