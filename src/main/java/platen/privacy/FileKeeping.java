package platen.privacy;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.orders.Order;
import platen.orders.Orders;
import platen.orders.SpentFiles;
import platen.privacy.Keepings.Ended;
import platen.shop.Settings;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.Message;
import platen.values.OrderId;

/// Keeps files as long as they are needed: for some days after an order is over, or until a day that its customer
/// chose. Then they go, with all that was made of them; the order stays.
public final class FileKeeping {
    private static final int AT_ONCE = 200;
    private static final int MOST_LISTED = 200;

    private final Database database;
    private final FileStore files;
    private final InstantSource clock;

    /// What became of a wish about files.
    public sealed interface Outcome {
        record Done() implements Outcome {}

        record Refused(Message why) implements Outcome {}
    }

    /// What is deleted next, and what somebody wants kept.
    public record Lists(List<Keepings.Listed> next, List<Keepings.Listed> kept) {}

    public FileKeeping(Database database, FileStore files, InstantSource clock) {
        this.database = database;
        this.files = files;
        this.clock = clock;
    }

    public KeepingRule rule() {
        return database.reading(Keepings.class).rule();
    }

    /// Holds for orders that end from now on: of the others customers know the day already.
    public void setRule(KeepingRule rule, Actor who) {
        noteEnds();
        database.use(change -> {
            var keepings = change.attach(Keepings.class);
            note(change, keepings.unnoted(AT_ONCE));
            if (keepings.rule().equals(rule)) return;
            keepings.setRule(rule);
            var what = Message.of("data.rule-set", rule.days(), rule.mostDays());
            Events.write(change, clock.instant(), who, Subject.SHOP, what);
        });
    }

    /// Whether what was known of its customer was deleted.
    public boolean isForgotten(Order order) {
        return database.reading(Keepings.class).of(order.id()).forgottenAt() != null;
    }

    public Stay of(Order order) {
        return database.look(look -> Stay.of(look, order, clock.instant()));
    }

    public Lists lists() {
        return database.look(look -> {
            var keepings = look.attach(Keepings.class);
            var today = firstMoment(today(look), Settings.shop(look).zone());
            return new Lists(keepings.next(MOST_LISTED), keepings.kept(today, MOST_LISTED));
        });
    }

    /// Keeps the files of an order until a later day; `who` wants it so.
    public Outcome keep(OrderId id, LocalDate until, Actor who) {
        return database.change(change -> {
            var keepings = change.attach(Keepings.class);
            keepings.open(id);
            keepings.hold(id);
            var order = change.attach(Orders.class).find(id).orElseThrow();
            var wrong = wrong(change, Stay.of(change, order, clock.instant()), until);
            if (wrong.isPresent()) return new Outcome.Refused(wrong.get());
            var day = firstMoment(until, Settings.shop(change).zone());
            if (!keepings.keep(id, day, who.kind().name())) return refused("data.files-gone");
            Events.write(change, clock.instant(), who, Subject.of(id), Message.of("data.kept-until", until));
            return new Outcome.Done();
        });
    }

    private Optional<Message> wrong(Handle look, Stay stay, LocalDate until) {
        if (!stay.canKeep()) return Optional.of(Message.of("data.files-gone"));
        if (!until.isAfter(today(look))) return Optional.of(Message.of("data.day-over"));
        if (until.isAfter(stay.latest()))
            return Optional.of(Message.of("data.day-late", stay.rule().mostDays()));
        var usual = stay.usual();
        if (usual != null && !until.isAfter(usual)) return Optional.of(Message.of("data.day-early"));
        return Optional.empty();
    }

    /// Takes the wish back: the usual day holds again.
    public Outcome keepNoLonger(OrderId id, Actor who) {
        return database.change(change -> {
            var keepings = change.attach(Keepings.class);
            if (keepings.of(id).keepUntil() == null || !keepings.keep(id, null, null)) return new Outcome.Done();
            Events.write(change, clock.instant(), who, Subject.of(id), Message.of("data.kept-no-longer"));
            return new Outcome.Done();
        });
    }

    /// Deletes the files of an order that is over now, and not on its day.
    public Outcome deleteNow(OrderId id, Actor who) {
        var gone = database.<Optional<Set<Digest>>, RuntimeException>change(change -> {
            var order = change.attach(Orders.class).find(id).orElseThrow();
            if (!Stay.isOver(order.state()) || change.attach(Keepings.class).isHeld(id)) return Optional.empty();
            return Optional.of(delete(change, id, who));
        });
        if (gone.isEmpty()) return refused("data.not-over");
        files.release(gone.get());
        return new Outcome.Done();
    }

    /// Deletes what is due, each order in a transaction of its own: one that was not come to is left to the next sweep.
    /// Contents go after their order has said so; the sweep of files finds those that a crash left.
    public int sweep() {
        noteEnds();
        var today = database.<Instant, RuntimeException>look(
                look -> firstMoment(today(look), Settings.shop(look).zone()));
        var swept = 0;
        for (var id : database.reading(Keepings.class).due(today, AT_ONCE)) {
            files.release(database.<Set<Digest>, RuntimeException>change(change -> delete(change, id, today)));
            swept++;
        }
        return swept;
    }

    /// Looks once more, in the transaction that deletes: somebody may have said *keep* meanwhile.
    private Set<Digest> delete(Handle change, OrderId id, Instant today) {
        var keepings = change.attach(Keepings.class);
        keepings.hold(id);
        var order = change.attach(Orders.class).find(id).orElseThrow();
        var stay = Stay.of(change, order, clock.instant());
        if (stay.deleteOn() == null || keepings.isHeld(id)) return Set.of();
        var isDue = !firstMoment(stay.deleteOn(), Settings.shop(change).zone()).isAfter(today);
        return isDue ? delete(change, id, Actor.SYSTEM) : Set.of();
    }

    /// All files of an order, and what was made of them; the contents are returned, to be deleted when this is on disk.
    Set<Digest> delete(Handle change, OrderId id, Actor who) {
        var now = clock.instant();
        var keepings = change.attach(Keepings.class);
        noteEnd(change, id);
        keepings.hold(id);
        var gone = new LinkedHashSet<>(SpentFiles.giveUp(change, files, id));
        var traces = change.attach(Traces.class);
        gone.addAll(traces.attached(id));
        traces.clearAttached(id, FileStore.DELETED);
        gone.addAll(ofJobs(change, id));
        gone.remove(FileStore.DELETED);
        if (gone.isEmpty()) {
            keepings.hadNone(id, now);
        } else {
            keepings.deleted(id, now);
            Events.write(change, now, who, Subject.of(id), Message.of("data.files-deleted"));
        }
        return gone;
    }

    private List<Digest> ofJobs(Handle change, OrderId id) {
        var gone = new ArrayList<Digest>();
        var traces = change.attach(Traces.class);
        for (var job : traces.jobs(id)) {
            if (job.file() != null) gone.add(job.file());
            if (job.program() != null) gone.add(job.program());
            files.endUses(change, "job " + job.id());
        }
        for (var print : traces.blackBoxes(id)) {
            if (print.file() != null) gone.add(print.file());
            files.endUses(change, "attempt " + print.id());
        }
        traces.clearBlackBoxes(id);
        traces.clearJobs(id);
        return gone;
    }

    /// Notes the day of those that are over since the last look.
    private void noteEnds() {
        var noted = AT_ONCE;
        while (noted == AT_ONCE) noted = noteSome();
    }

    private int noteSome() {
        return database.change(change -> {
            var keepings = change.attach(Keepings.class);
            keepings.goOn();
            var ended = keepings.unnoted(AT_ONCE);
            note(change, ended);
            for (var late : keepings.cameLater(FileStore.DELETED, AT_ONCE))
                keepings.again(late.id(), usualDay(change, late));
            return ended.size();
        });
    }

    private void note(Handle change, List<Ended> ended) {
        var keepings = change.attach(Keepings.class);
        for (var one : ended) {
            keepings.open(one.id());
            keepings.note(one.id(), one.at(), usualDay(change, one));
        }
    }

    /// The same for one, which may have ended a moment ago.
    private void noteEnd(Handle change, OrderId id) {
        var at = change.attach(Keepings.class).ended(id).orElse(clock.instant());
        note(change, List.of(new Ended(id, at, true)));
    }

    private Instant usualDay(Handle look, Ended one) {
        var zone = Settings.shop(look).zone();
        var rule = look.attach(Keepings.class).rule();
        return firstMoment(Stay.usual(LocalDate.ofInstant(one.at(), zone), one.isNamed(), rule, today(look)), zone);
    }

    private LocalDate today(Handle look) {
        return LocalDate.ofInstant(clock.instant(), Settings.shop(look).zone());
    }

    private static Instant firstMoment(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static Outcome refused(String key) {
        return new Outcome.Refused(Message.of(key));
    }
}
