package platen.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.books.Sums;
import platen.database.Database;
import platen.orders.Order;
import platen.orders.OrderState;
import platen.queue.Ending;
import platen.talk.Attached;
import platen.talk.Complaint;
import platen.talk.Remark;
import platen.talk.Remarks;
import platen.talk.Talk;
import platen.values.Money;

/// What pages show of the conversation about an order, and what its customer can do beside it.
final class Threads {
    private final Database database;
    private final Pictures pictures;

    Threads(Website.Parts parts) {
        this.database = parts.database();
        this.pictures = new Pictures(parts.files(), parts.reader());
    }

    /// A file of a remark; `picture` where it can be shown small.
    public record Shown(Attached file, boolean picture) {}

    public record Entry(Remark remark, List<Shown> files) {}

    /// `place` is where the files are; `paid` what is to be given back where the order is cancelled.
    public record Conversation(
            String place,
            List<Entry> entries,
            @Nullable Complaint complaint,
            boolean canWrite,
            boolean canCancel,
            boolean canComplain,
            boolean isCancelled,
            Money paid) {
        public boolean isEmpty() {
            return entries.isEmpty();
        }

        public boolean waits() {
            return entries.stream().anyMatch(entry -> entry.remark().waits());
        }

        public boolean isComplained() {
            return complaint != null && complaint.state() == Complaint.State.OPEN;
        }

        public boolean isPaid() {
            return paid.compareTo(Money.ZERO) > 0;
        }
    }

    Conversation of(Order order, String place) {
        return database.look(look -> {
            var remarks = look.attach(Remarks.class);
            var files = remarks.files(order.id());
            var entries = remarks.of(order.id()).stream()
                    .map(remark -> new Entry(remark, shown(remark, files)))
                    .toList();
            return new Conversation(
                    place,
                    entries,
                    remarks.complaint(order.id()).orElse(null),
                    order.state() != OrderState.DRAFT,
                    Ending.isFree(order.state()),
                    Talk.canComplain(order),
                    order.state() == OrderState.CANCELLED,
                    Sums.of(look, order.id()).paid());
        });
    }

    private List<Shown> shown(Remark remark, List<Attached> files) {
        return files.stream()
                .filter(file -> file.remark() == remark.id())
                .map(file -> new Shown(file, pictures.hasFirst(file.file())))
                .toList();
    }
}
