package platen.web;

import static platen.web.TodayItem.Section.ASKING;
import static platen.web.TodayItem.Section.AWAITED;
import static platen.web.TodayItem.Section.DUE;
import static platen.web.TodayItem.Section.FAILED;
import static platen.web.TodayItem.Section.KEEPING;
import static platen.web.TodayItem.Section.PRICING;
import static platen.web.TodayItem.Section.STOCK;
import static platen.web.TodayItem.Section.TELLING;
import static platen.web.TodayItem.Section.UNPAID;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.backup.BackupRun;
import platen.backup.Keeper;
import platen.backup.Scrub;
import platen.orders.Order;
import platen.queue.Job;
import platen.queue.planning.Staffed;
import platen.shop.Settings;
import platen.stock.Supplies;
import platen.stock.Supply;
import platen.values.Message;
import platen.web.TodayItem.Section;

/// All that wants a person today, in one list: it is looked for at most every other second, however many pages ask.
final class Today {
    private static final int MOST = 50;
    private static final long FRESH_NS = Duration.ofSeconds(2).toNanos();
    private static final int LONGEST_EXCERPT = 90;

    private final Website.Parts parts;
    private final DeskList desk;
    private final IntSupplier toTell;
    private volatile @Nullable Kept kept;

    Today(Website.Parts parts, DeskList desk, IntSupplier toTell) {
        this.parts = parts;
        this.desk = desk;
        this.toTell = toTell;
    }

    private record Kept(List<TodayItem> items, long at) {}

    /// How many things need a person, and when the newest of them began, in milliseconds; 0 where none did.
    record Needs(int count, long newest) {}

    /// As it is now.
    List<TodayItem> look() {
        var items = new ArrayList<>(parts.database().<List<TodayItem>, RuntimeException>look(this::collect));
        customers(items);
        kept = new Kept(items, System.nanoTime());
        return items;
    }

    Needs needs() {
        var urgent = lately().stream().filter(TodayItem::isUrgent).toList();
        var newest = urgent.stream()
                .map(TodayItem::since)
                .filter(Objects::nonNull)
                .mapToLong(Instant::toEpochMilli)
                .max()
                .orElse(0);
        return new Needs(urgent.size(), newest);
    }

    /// One who asks looks, and those who ask meanwhile get the same.
    private synchronized List<TodayItem> lately() {
        var last = kept;
        return last != null && System.nanoTime() - last.at() < FRESH_NS ? last.items() : look();
    }

    private List<TodayItem> collect(Handle look) {
        var items = new ArrayList<>(TodayMachines.of(look, parts.fleet()));
        keeping(look, items);
        failed(look, items);
        orders(look, items);
        stock(look, items);
        return items;
    }

    private static void keeping(Handle look, List<TodayItem> items) {
        for (var run : Keeper.failures(look)) {
            var name = run.kind() == BackupRun.Kind.BACKUP ? "Backup" : "Drill";
            var what = run.problem() == null ? Message.of("today.failed") : run.problem();
            items.add(TodayItem.of(KEEPING, name, what, run.endedAt(), "/work/keeping", true));
        }
        Scrub.findings(look).stream()
                .limit(MOST)
                .forEach(one -> items.add(TodayItem.of(KEEPING, "File", one.what(), one.foundAt(), one.href(), true)));
    }

    private void failed(Handle look, List<TodayItem> items) {
        var shop = Settings.shop(look);
        var staffed = new Staffed(shop.hours(), shop.zone());
        for (var job : look.attach(TodayRows.class).failed(MOST)) {
            var isUnseen = job.endedAt() != null && !staffed.isStaffed(job.endedAt());
            var cause = job.cause() == null ? Message.of("today.failed") : job.cause();
            var at = "/work/jobs/" + job.id().value();
            var name = isUnseen ? job.title() + " (overnight)" : job.title();
            items.add(TodayItem.of(FAILED, name, cause, job.endedAt(), at, true).pressed(at + "/again", "Try again"));
        }
    }

    private void customers(List<TodayItem> items) {
        var desk = this.desk.desk();
        for (var one : desk.asking()) {
            var remark = one.remark();
            var words = remark.body().isEmpty() ? "…" : excerpt(remark.body());
            var what = Message.of(one.complained() ? "today.complains" : "today.asks-us", remark.author(), words);
            items.add(ofOrder(ASKING, one.order(), what, remark.at(), "/talk", true));
        }
        for (var one : desk.cancelled())
            if (one.isPaid()) items.add(ofOrder(ASKING, one.order(), Message.of("today.give-back"), null, "", true));
        for (var order : desk.unclaimed())
            items.add(ofOrder(ASKING, order, Message.of("today.unclaimed"), null, "", false));
        var tell = toTell.getAsInt();
        if (tell > 0)
            items.add(TodayItem.of(TELLING, "To tell", Message.of("today.to-tell", tell), null, "/work/tell", true));
    }

    private static String excerpt(String text) {
        return text.length() <= LONGEST_EXCERPT ? text : text.substring(0, LONGEST_EXCERPT) + "…";
    }

    private void orders(Handle look, List<TodayItem> items) {
        var rows = look.attach(TodayRows.class);
        for (var order : rows.toPrice(MOST)) {
            var since = rows.asked(order.id()).orElse(order.createdAt());
            items.add(ofOrder(PRICING, order, Message.of("today.price"), since, "", true));
        }
        var zone = Settings.shop(look).zone();
        var today = LocalDate.ofInstant(parts.clock().instant(), zone);
        for (var order : rows.due(today.plusDays(1).atStartOfDay(zone).toInstant(), MOST)) {
            var isLate = order.promised() != null
                    && LocalDate.ofInstant(order.promised(), zone).isBefore(today);
            items.add(
                    ofOrder(DUE, order, Message.of(isLate ? "today.late" : "today.due"), order.promised(), "", false));
        }
        for (var order : rows.offered(MOST)) {
            var since = rows.priced(order.id()).orElse(null);
            items.add(ofOrder(AWAITED, order, Message.of("today.offered"), since, "", false));
        }
        for (var job : rows.awaitCustomer(MOST)) items.add(awaited(job));
        for (var one : rows.unpaid(MOST)) {
            var name = one.customerName() == null ? "" : one.customerName();
            var at = "/work/orders/" + one.id().value();
            items.add(TodayItem.ofOrder(UNPAID, one.code(), Message.of("today.unpaid", name), one.since(), at, false));
        }
    }

    private static TodayItem awaited(Job job) {
        var what = Message.of("today.agree", job.heldWhy() == null ? "" : job.heldWhy());
        return TodayItem.of(
                AWAITED,
                job.title(),
                what,
                job.heldAt(),
                "/work/jobs/" + job.id().value(),
                false);
    }

    private static TodayItem ofOrder(
            Section section, Order order, Message what, @Nullable Instant since, String under, boolean isUrgent) {
        var at = "/work/orders/" + order.id().value() + under;
        return TodayItem.ofOrder(section, order.code(), what, since, at, isUrgent);
    }

    private static void stock(Handle look, List<TodayItem> items) {
        look.attach(Supplies.class).present().stream()
                .filter(supply -> supply.isLow() && supply.orderedAt() == null)
                .limit(MOST)
                .map(Today::low)
                .forEach(items::add);
    }

    private static TodayItem low(Supply supply) {
        var what = Message.of("today.low", supply.amount(), supply.unit());
        var at = "/work/stock/supplies/" + supply.id().value();
        return TodayItem.of(STOCK, supply.name(), what, null, at, false).pressed(at + "/ordered", "It is ordered");
    }
}
