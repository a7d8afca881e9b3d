package platen.talk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.orders.Order;
import platen.orders.OrderState;
import platen.orders.Orders;
import platen.values.Actor;
import platen.values.Message;
import platen.values.OrderId;

/// The conversation about an order: its customer asks, the shop answers, and what was wrong is put right.
public final class Talk {
    public static final int MOST_FILES = 5;
    public static final long LARGEST_FILE_BYTES = 20_000_000;
    public static final int LONGEST_BODY = 4_000;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MOST_AN_HOUR = 20;

    private final Database database;
    private final FileStore files;
    private final InstantSource clock;

    /// What became of something that somebody wrote.
    public sealed interface Outcome {
        /// Also when the same form came twice.
        record Kept() implements Outcome {}

        record Refused(Message why) implements Outcome {}
    }

    /// What somebody wrote; `once` names the form.
    public record Written(String once, String body, List<Attached.New> files) {
        public Written {
            files = List.copyOf(files);
        }

        boolean isEmpty() {
            return body.isBlank() && files.isEmpty();
        }
    }

    public Talk(Database database, FileStore files, InstantSource clock) {
        this.database = database;
        this.files = files;
        this.clock = clock;
    }

    /// An order's customer writes to the shop.
    public Outcome ask(OrderId order, Written written) {
        return asked(order, written, false);
    }

    /// Something is wrong with what was made. What is said of one that is open already is said of that.
    public Outcome complain(OrderId order, Written written) {
        return asked(order, written, true);
    }

    private Outcome asked(OrderId id, Written written, boolean complains) {
        if (written.isEmpty()) return refused("talk.empty");
        return database.change(change -> {
            var now = clock.instant();
            var remarks = change.attach(Remarks.class);
            var order = change.attach(Orders.class).find(id).orElse(null);
            if (order == null || order.state() == OrderState.DRAFT) return refused("talk.not-yet");
            if (isNobodys(order)) return refused("data.nobody-to-answer");
            if (remarks.byOnce(written.once()).isPresent()) return new Outcome.Kept();
            if (complains && !canComplain(order)) return refused("talk.no-complaint");
            if (remarks.writtenSince(id, now.minus(HOUR)) >= MOST_AN_HOUR) return refused("talk.too-often");
            var who = Actor.customer(order.customerName() == null ? "" : order.customerName());
            var remark = add(change, id, written, who, now);
            var isNew = complains && remarks.complain(id, remark, now);
            Events.write(change, now, who, Subject.of(id), Message.of(isNew ? "talk.complained" : "talk.asked"));
            return new Outcome.Kept();
        });
    }

    /// Its customer's name and contact were deleted, or never known: nobody could be answered.
    private static boolean isNobodys(Order order) {
        return order.customerName() == null && order.email() == null && order.phone() == null;
    }

    /// Of what was handed over or lies ready.
    public static boolean canComplain(Order order) {
        return order.state() == OrderState.READY || order.state() == OrderState.COLLECTED;
    }

    /// The shop writes to an order's customer, who is told of it.
    public Outcome answer(OrderId id, Written written, Actor who) {
        if (written.isEmpty()) return refused("talk.empty");
        return database.change(change -> {
            var now = clock.instant();
            var remarks = change.attach(Remarks.class);
            if (change.attach(Orders.class).find(id).isEmpty()) return refused("talk.not-yet");
            if (remarks.byOnce(written.once()).isPresent()) return new Outcome.Kept();
            remarks.answered(id);
            var remark = add(change, id, written, who, now);
            Events.write(change, now, who, Subject.of(id), Message.of("talk.answered", remark));
            return new Outcome.Kept();
        });
    }

    private long add(Handle change, OrderId order, Written written, Actor who, Instant now) {
        var remarks = change.attach(Remarks.class);
        var isShop = who.kind() != Actor.Kind.CUSTOMER;
        var remark = remarks.add(order, isShop, who.name(), written.body(), !isShop, written.once(), now);
        for (var file : written.files()) {
            remarks.attach(remark, file.file(), file.name(), file.bytes());
            files.use(change, file.file(), "order " + order.value());
        }
        return remark;
    }

    /// What the customer wrote needs no answer; false when nothing waited for one.
    public boolean needsNoAnswer(OrderId order, Actor who) {
        return database.change(change -> {
            if (change.attach(Remarks.class).answered(order) == 0) return false;
            Events.write(change, clock.instant(), who, Subject.of(order), Message.of("talk.no-answer-needed"));
            return true;
        });
    }

    /// What was wrong is put right, as far as the shop knows; false when nothing is open.
    public boolean settle(OrderId order, Actor who) {
        return database.change(change -> {
            var now = clock.instant();
            if (!change.attach(Remarks.class).settle(order, now, who.name())) return false;
            change.attach(Remarks.class).answered(order);
            Events.write(change, now, who, Subject.of(order), Message.of("talk.settled"));
            return true;
        });
    }

    private static Outcome refused(String key) {
        return new Outcome.Refused(Message.of(key));
    }
}
