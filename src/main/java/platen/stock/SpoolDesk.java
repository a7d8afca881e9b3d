package platen.stock;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.stock.PlasticUses.NewUse;
import platen.stock.PlasticUses.Why;
import platen.stock.Spools.Described;
import platen.stock.Spools.NewSpool;
import platen.values.Actor;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Message;
import platen.values.Money;
import platen.values.SpoolId;

/// Where spools come in, are weighed, moved, dried and end. Each act is one transaction with its event.
public final class SpoolDesk {
    /// Makers wind on a little more than they say.
    private static final double MOST_OF_NET = 1.1;

    private final Database database;
    private final InstantSource clock;

    public SpoolDesk(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// A spool as it comes in; `leftMg` is less than `netMg` where it was used before.
    public record Coming(
            String material,
            String colour,
            String maker,
            @Nullable Money price,
            long netMg,
            @Nullable Long emptyMg,
            long leftMg,
            String place,
            boolean opened) {}

    public SpoolId add(Coming spool, Actor who) {
        return database.change(change -> {
            var now = clock.instant();
            var opened = spool.opened() || spool.leftMg() < spool.netMg();
            var id = change.attach(Spools.class)
                    .add(new NewSpool(
                            spool.material(),
                            spool.colour(),
                            spool.maker(),
                            spool.price(),
                            spool.netMg(),
                            spool.emptyMg(),
                            spool.leftMg(),
                            spool.place(),
                            opened ? SpoolState.OPEN : SpoolState.SEALED,
                            now,
                            opened ? now : null));
            var added = change.attach(Spools.class).find(id).orElseThrow();
            tell(change, now, who, Message.of("stock.spool-came", added.name(), Grams.of(added.leftMg())));
            return id;
        });
    }

    public Stocked describe(SpoolId id, Described as, Actor who) {
        return act(id, (change, spool) -> {
            if (spool.machine() != null) return Stocked.refused("stock.on-a-machine", spool.name());
            if (!change.attach(Spools.class).describe(id, as)) return Stocked.refused("stock.too-late");
            return done(change, who, Message.of("stock.spool-described", spool.name()));
        });
    }

    /// By the scale: the whole, less what the spool weighs when it is empty.
    public Stocked weigh(SpoolId id, long wholeMg, Actor who) {
        return act(id, (change, spool) -> {
            if (spool.emptyMg() == null) return Stocked.refused("stock.empty-weight-unknown", spool.name());
            var left = wholeMg - spool.emptyMg();
            if (left < 0) return Stocked.refused("stock.lighter-than-empty", Grams.of(spool.emptyMg()));
            return setLeft(change, spool, left, Why.WEIGHED, "", who);
        });
    }

    /// What is left as a person says it, with the reason.
    public Stocked say(SpoolId id, long leftMg, String reason, Actor who) {
        if (reason.isBlank()) return Stocked.refused("stock.reason-missing");
        return act(id, (change, spool) -> setLeft(change, spool, leftMg, Why.SAID, reason.strip(), who));
    }

    private Stocked setLeft(Handle change, Spool spool, long left, Why why, String note, Actor who) {
        if (spool.isEmpty()) return Stocked.refused("stock.is-empty", spool.name());
        if (left > spool.netMg() * MOST_OF_NET) return Stocked.refused("stock.more-than-new", Grams.of(spool.netMg()));
        if (!change.attach(Spools.class).setLeft(spool.id(), spool.leftMg(), left)) {
            return Stocked.refused("stock.too-late");
        }
        changed(change, spool, spool.leftMg() - left, why, note, who);
        var what = note.isEmpty()
                ? Message.of("stock.weighed", spool.name(), Grams.of(left), Grams.of(spool.leftMg()))
                : Message.of("stock.said", spool.name(), Grams.of(left), Grams.of(spool.leftMg()), note);
        return done(change, who, what);
    }

    public Stocked open(SpoolId id, Actor who) {
        return act(
                id,
                (change, spool) -> change.attach(Spools.class).open(id, clock.instant())
                        ? done(change, who, Message.of("stock.opened", spool.name()))
                        : Stocked.refused("stock.too-late"));
    }

    /// Puts it into the dry box, or takes it out.
    public Stocked dry(SpoolId id, boolean in, Actor who) {
        return act(id, (change, spool) -> {
            if (in && spool.machine() != null) return Stocked.refused("stock.on-a-machine", spool.name());
            if (!change.attach(Spools.class).dry(id, in ? clock.instant() : null)) {
                return Stocked.refused("stock.is-empty", spool.name());
            }
            return done(change, who, Message.of(in ? "stock.dry-in" : "stock.dry-out", spool.name()));
        });
    }

    public Stocked move(SpoolId id, String place, Actor who) {
        return act(
                id,
                (change, spool) -> change.attach(Spools.class).move(id, place)
                        ? done(change, who, Message.of("stock.moved", spool.name(), place))
                        : Stocked.refused("stock.gone"));
    }

    /// Nothing is on it any more; what was reckoned to be left was not there.
    public Stocked empty(SpoolId id, Actor who) {
        return act(id, (change, spool) -> {
            if (spool.machine() != null) return Stocked.refused("stock.on-a-machine", spool.name());
            if (!change.attach(Spools.class).empty(id, clock.instant())) return Stocked.refused("stock.too-late");
            changed(change, spool, spool.leftMg(), Why.EMPTIED, "", who);
            return done(change, who, Message.of("stock.emptied", spool.name(), Grams.of(spool.leftMg())));
        });
    }

    /// What was thrown away of a job, weighed. It is part of what its prints took; only what is beyond that is taken
    /// off the spool. `machine` printed it last.
    public Stocked scrap(
            JobId job, @Nullable MachineId machine, String material, long milligrams, String note, Actor who) {
        if (milligrams <= 0) return Stocked.refused("stock.nothing-weighed");
        return database.change(change -> {
            scrapped(change, new Scrap(job, machine, material, milligrams, note), who, clock.instant());
            return new Stocked.Done();
        });
    }

    /// What was thrown away of a job, and weighed.
    public record Scrap(JobId job, @Nullable MachineId machine, String material, long milligrams, String note) {}

    /// The same, in the transaction of whoever notes what came of the job.
    public static void scrapped(Handle change, Scrap scrap, Actor who, Instant now) {
        change.attach(PlasticUses.class)
                .addScrap(scrap.job(), scrap.material(), scrap.milligrams(), scrap.note(), who.name(), now);
        var what = Message.of("stock.scrap", Grams.of(scrap.milligrams()), scrap.material());
        Events.write(change, now, who, Subject.of(scrap.job()), what);
        Plastic.scrapped(change, scrap.job(), scrap.machine(), scrap.material(), who, now);
    }

    private Stocked act(SpoolId id, BiFunction<Handle, Spool, Stocked> act) {
        return database.change(change -> {
            var spools = change.attach(Spools.class);
            if (!spools.hold(id)) return Stocked.refused("stock.gone");
            return act.apply(change, spools.find(id).orElseThrow());
        });
    }

    private Stocked done(Handle change, Actor who, Message what) {
        tell(change, clock.instant(), who, what);
        return new Stocked.Done();
    }

    private void changed(Handle change, Spool spool, long taken, Why why, String note, Actor who) {
        var now = clock.instant();
        change.attach(PlasticUses.class)
                .add(new NewUse(
                        spool.id(), spool.material(), why, taken, 0, 0, true, null, null, note, who.name(), now));
    }

    private static void tell(Handle change, Instant now, Actor who, Message what) {
        Events.write(change, now, who, Subject.SHOP, what);
    }
}
