package platen.notices;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.orders.Order;
import platen.orders.Orders;
import platen.shop.Settings;
import platen.values.Actor;
import platen.values.Message;
import platen.values.OrderId;

/// What workers tell customers whom no mail reaches: the words are ready, and who told it is noted.
public final class ToTell {
    /// More are not shown at once.
    static final int MOST = 500;

    private final Database database;
    private final Letters letters;
    private final InstantSource clock;

    public ToTell(Database database, Letters letters, InstantSource clock) {
        this.database = database;
        this.letters = letters;
        this.clock = clock;
    }

    /// One thing that is to be told.
    public record Item(Notice notice, String subject, String text) {}

    /// All that one customer is to be told of an order, the newest first; `reach` are the ways to do it.
    public record Entry(
            Order order, List<Item> items, @Nullable Reach reach) {
        /// The newest says how things are.
        public Item first() {
            return items.getFirst();
        }
    }

    /// The customers, by who has waited longest.
    public List<Entry> entries() {
        return database.look(look -> {
            var byOrder = new LinkedHashMap<OrderId, List<Item>>();
            for (var notice : look.attach(Notices.class).toTell(MOST)) {
                byOrder.computeIfAbsent(notice.orderId(), _ -> new ArrayList<>())
                        .addFirst(item(look, notice));
            }
            var entries = new ArrayList<Entry>();
            byOrder.forEach((id, items) -> entries.add(entry(look, id, items)));
            return entries;
        });
    }

    private Item item(Handle look, Notice notice) {
        var order = look.attach(Orders.class).find(notice.orderId()).orElseThrow();
        var said = letters.words(look, notice, order);
        return new Item(notice, said.subject(), said.brief(Settings.shop(look).name()));
    }

    private static Entry entry(Handle look, OrderId id, List<Item> items) {
        var order = look.attach(Orders.class).find(id).orElseThrow();
        var text = items.getFirst().text();
        return new Entry(
                order, items, order.phone() == null ? null : Reach.of(order.phone(), text, Settings.shop(look)));
    }

    /// To how many customers something is to be told.
    public int count() {
        return database.reading(Notices.class).customersToTell();
    }

    /// What was or will be told of an order, the newest first.
    public List<Item> of(OrderId order) {
        return database.look(look -> look.attach(Notices.class).of(order).reversed().stream()
                .map(notice -> item(look, notice))
                .toList());
    }

    /// Told by a worker, with all that was to be told of this order before; false when it was told already.
    public boolean told(OrderId order, long newest, Actor who) {
        return database.change(change -> {
            var notices = change.attach(Notices.class);
            var now = clock.instant();
            var told = 0;
            for (var notice : notices.of(order)) {
                if (notice.id() > newest || !notices.told(notice.id(), now)) continue;
                told++;
                var subject = item(change, notice).subject();
                Events.write(change, now, who, Subject.of(order), Message.of("notices.told", subject));
            }
            return told > 0;
        });
    }

    /// A mail came back to the shop: it is told by a worker then.
    public boolean cameBack(OrderId order, long id, Actor who) {
        return database.change(change -> {
            var notices = change.attach(Notices.class);
            var found = notices.find(id).filter(notice -> notice.orderId().equals(order));
            var why = Message.of("notices.came-back");
            if (found.isEmpty() || !notices.toTell(id, NoticeState.SENT, why)) return false;
            Events.write(change, clock.instant(), who, Subject.of(order), why);
            return true;
        });
    }
}
