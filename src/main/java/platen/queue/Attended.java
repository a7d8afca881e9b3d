package platen.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.machines.MachineKind;
import platen.shop.Settings;
import platen.shop.Shop;
import platen.values.Message;

/// The time that is left in a shop that lets nothing print alone; `closes` is now where it is closed already.
public record Attended(Instant now, Instant closes) {
    private static final Duration GUESSED = Duration.ofHours(4);

    /// Nothing where printers may go on alone, or nobody has said when the shop is open.
    static @Nullable Attended of(Handle look, Instant now) {
        if (look.attach(FloorRules.class).printsAlone()) return null;
        var shop = Settings.shop(look);
        return shop.hours().days().values().stream().allMatch(List::isEmpty)
                ? null
                : new Attended(now, closes(shop, now));
    }

    private static Instant closes(Shop shop, Instant now) {
        var local = now.atZone(shop.zone());
        return shop.hours().on(local.getDayOfWeek()).stream()
                .filter(span -> !local.toLocalTime().isBefore(span.from()))
                .filter(span -> local.toLocalTime().isBefore(span.until()))
                .map(span -> local.with(span.until()).toInstant())
                .findFirst()
                .orElse(now);
    }

    /// Why a print cannot begin now.
    Optional<Message> problem(Job job) {
        if (job.kind() != MachineKind.PRINTER_3D) return Optional.empty();
        var time = job.time() == null ? GUESSED : job.time();
        var end = now.plus(time);
        return end.isAfter(closes) ? Optional.of(Message.of("queue.would-run-alone", end)) : Optional.empty();
    }
}
