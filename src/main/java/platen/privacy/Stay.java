package platen.privacy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.files.FileStore;
import platen.orders.Order;
import platen.orders.OrderLines;
import platen.orders.OrderState;
import platen.orders.Wishes;
import platen.shop.Settings;
import platen.talk.Remarks;
import platen.values.OrderId;

/// How long the files of an order stay. `names` are those that are still here,
/// `hadFiles` whether there ever were any; `deleteOn` is the day, where it is known
/// already, and `usual` that of the rule; `keepUntil` one that somebody chose, `latest` the latest that can be.
/// `isHeld` while they are needed in spite of it.
public record Stay(
        OrderState state,
        KeepingRule rule,
        List<String> names,
        boolean hadFiles,
        ZoneId zone,
        @Nullable LocalDate usual,
        @Nullable LocalDate keepUntil,
        boolean isKeptByShop,
        LocalDate latest,
        boolean isHeld,
        @Nullable Instant filesDeletedAt,
        @Nullable Instant forgottenAt) {

    static Stay of(Handle look, Order order, Instant now) {
        var keepings = look.attach(Keepings.class);
        var rule = keepings.rule();
        var row = keepings.of(order.id());
        var zone = Settings.shop(look).zone();
        var files = files(look, order.id());
        var today = LocalDate.ofInstant(now, zone);
        var usual = isOver(order.state()) ? usual(keepings, order, row, zone, today) : null;
        var until = row.keepUntil() == null ? null : LocalDate.ofInstant(row.keepUntil(), zone);
        return new Stay(
                order.state(),
                rule,
                files.stream().filter(Named::isKept).map(Named::name).toList(),
                !files.isEmpty(),
                zone,
                usual,
                until,
                "WORKER".equals(row.keptBy()),
                today.plusDays(rule.mostDays()),
                keepings.isHeld(order.id()),
                row.filesDeletedAt(),
                row.forgottenAt());
    }

    private static LocalDate usual(Keepings keepings, Order order, Keepings.Row row, ZoneId zone, LocalDate today) {
        if (row.deleteOn() != null) return LocalDate.ofInstant(row.deleteOn(), zone);
        var over = keepings.ended(order.id()).orElse(order.createdAt());
        return usual(LocalDate.ofInstant(over, zone), order.customerName() != null, keepings.rule(), today);
    }

    /// The day by the rule. What was over long ago when somebody first looks, as after an update, gets all its days
    /// from then on: nobody could read of a day before. A draft that was thrown away before its customer said who
    /// they are goes at once.
    static LocalDate usual(LocalDate over, boolean isNamed, KeepingRule rule, LocalDate today) {
        var days = isNamed ? rule.days() : 0;
        var day = over.plusDays(days);
        return day.isBefore(today) ? today.plusDays(days) : day;
    }

    /// A file that somebody sent, or the shop drew; whether it is still here.
    private record Named(String name, boolean isKept) {}

    private static List<Named> files(Handle look, OrderId id) {
        var lines = look.attach(OrderLines.class).of(id).stream()
                .map(line -> new Named(line.fileName(), line.isFileKept()));
        var photos = look.attach(Wishes.class).pictures(id).stream()
                .map(photo -> new Named(photo.fileName(), !photo.file().equals(FileStore.DELETED)));
        var attached = look.attach(Remarks.class).files(id).stream().map(file -> new Named(file.name(), file.isKept()));
        return Stream.of(lines, photos, attached).flatMap(named -> named).toList();
    }

    public static boolean isOver(OrderState state) {
        return switch (state) {
            case COLLECTED, DECLINED, CANCELLED, EXPIRED -> true;
            case DRAFT, SUBMITTED, QUOTED, APPROVED, IN_PRODUCTION, READY -> false;
        };
    }

    public boolean isOver() {
        return isOver(state);
    }

    public boolean hasFiles() {
        return !names.isEmpty();
    }

    /// Whether somebody can choose how long: of a draft the last touch counts.
    public boolean canKeep() {
        return hasFiles() && state != OrderState.DRAFT && forgottenAt == null;
    }

    public boolean canDelete() {
        return hasFiles() && isOver() && !isHeld;
    }

    /// The day on which they are deleted.
    public @Nullable LocalDate deleteOn() {
        return usual != null && keepUntil != null && keepUntil.isAfter(usual) ? keepUntil : usual;
    }

    /// A day as pages write it: its first moment.
    public @Nullable Instant deleteDay() {
        return moment(deleteOn());
    }

    public @Nullable Instant keepDay() {
        return moment(keepUntil);
    }

    private @Nullable Instant moment(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay(zone).toInstant();
    }

    public boolean isForgotten() {
        return forgottenAt != null;
    }
}
