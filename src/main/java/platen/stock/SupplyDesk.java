package platen.stock;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.stock.Supplies.Described;
import platen.stock.Supplies.NewChange;
import platen.stock.Supplies.NewSupply;
import platen.stock.Supplies.Why;
import platen.values.Actor;
import platen.values.JobId;
import platen.values.Message;
import platen.values.SupplyId;

/// Where paper and supplies come in, are used, counted and ordered. Each act is one transaction with its events.
public final class SupplyDesk {
    private final Database database;
    private final InstantSource clock;

    public SupplyDesk(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// What somebody counted. `seen` is what was noted when they began: what was used since is still taken off.
    public record Count(SupplyId supply, long seen, long counted, String reason) {
        public boolean differs() {
            return seen != counted;
        }
    }

    /// Nothing when the shop keeps one of that name already.
    public Optional<SupplyId> add(NewSupply supply, Actor who) {
        return database.change(change -> {
            var supplies = change.attach(Supplies.class);
            if (!supplies.add(supply)) return Optional.empty();
            tell(change, who, Message.of("stock.supply-added", supply.name(), supply.amount(), supply.unit()));
            return supplies.named(supply.kind(), supply.name()).map(Supply::id);
        });
    }

    public Stocked describe(SupplyId id, Described as, Actor who) {
        return act(
                id,
                (change, supply) -> change.attach(Supplies.class).describe(id, as)
                        ? done(change, who, Message.of("stock.supply-described", as.name()))
                        : Stocked.refused("stock.name-taken", as.name()));
    }

    /// A delivery: what was ordered is here.
    public Stocked came(SupplyId id, long amount, String note, Actor who) {
        if (amount <= 0) return Stocked.refused("stock.how-many");
        return act(id, (change, supply) -> {
            change.attach(Supplies.class).setOrdered(id, null);
            set(change, supply, supply.amount() + amount, Why.CAME, note, who);
            return done(
                    change,
                    who,
                    Message.of("stock.came", amount, supply.unit(), supply.name(), supply.amount() + amount));
        });
    }

    /// Somebody took some for something that is no job here.
    public Stocked taken(SupplyId id, long amount, String reason, Actor who) {
        if (amount <= 0) return Stocked.refused("stock.how-many");
        if (reason.isBlank()) return Stocked.refused("stock.reason-missing");
        return act(id, (change, supply) -> {
            if (amount > supply.amount()) {
                return Stocked.refused("stock.not-so-many", supply.name(), supply.amount(), supply.unit());
            }
            set(change, supply, supply.amount() - amount, Why.TAKEN, reason.strip(), who);
            return done(change, who, Message.of("stock.taken", amount, supply.unit(), supply.name(), reason.strip()));
        });
    }

    public Stocked ordered(SupplyId id, boolean isOrdered, Actor who) {
        return act(id, (change, supply) -> {
            change.attach(Supplies.class).setOrdered(id, isOrdered ? clock.instant() : null);
            return done(change, who, Message.of(isOrdered ? "stock.ordered" : "stock.not-ordered", supply.name()));
        });
    }

    /// The shop keeps it no longer.
    public Stocked giveUp(SupplyId id, Actor who) {
        return act(
                id,
                (change, supply) -> change.attach(Supplies.class).giveUp(id, clock.instant())
                        ? done(change, who, Message.of("stock.given-up", supply.name()))
                        : Stocked.refused("stock.too-late"));
    }

    /// A whole count, all or nothing: what differs needs a reason.
    public Stocked count(List<Count> counts, Actor who) {
        if (counts.stream().anyMatch(count -> count.differs() && count.reason().isBlank())) {
            return Stocked.refused("stock.difference-reason");
        }
        return database.change(change -> {
            for (var count : counts) {
                var supplies = change.attach(Supplies.class);
                if (!supplies.hold(count.supply())) continue;
                counted(change, supplies.find(count.supply()).orElseThrow(), count, who);
            }
            return new Stocked.Done();
        });
    }

    private void counted(Handle change, Supply supply, Count count, Actor who) {
        var amount = Math.max(0, supply.amount() + count.counted() - count.seen());
        set(change, supply, amount, Why.COUNTED, count.reason().strip(), who);
        var what = count.differs()
                ? Message.of(
                        "stock.counted-other",
                        supply.name(),
                        count.counted(),
                        supply.unit(),
                        count.seen(),
                        count.reason().strip())
                : Message.of("stock.counted", supply.name(), count.counted(), supply.unit());
        tell(change, who, what);
    }

    /// How a paper of the price book is called in the store: the same paper lies there in several sizes.
    public static String paperName(String paper, String sheet) {
        return paper + ", " + sheet;
    }

    /// A job used sheets of a paper, of which `spoiled` came to nothing; in the transaction that counts its copies.
    /// Nothing happens where the shop keeps no paper of that name.
    public static void used(Handle change, String paper, long sheets, long spoiled, JobId job, Actor who, Instant now) {
        var supplies = change.attach(Supplies.class);
        var found = supplies.paper(paper).map(Supply::id).orElse(null);
        if (found == null || sheets <= 0 || !supplies.hold(found)) return;
        var supply = supplies.find(found).orElseThrow();
        var taken = Math.min(sheets, supply.amount());
        supplies.setAmount(found, supply.amount(), supply.amount() - taken);
        supplies.note(new NewChange(found, Why.USED, taken, sheets - taken, spoiled, job, "", who.name(), now));
        var what = taken < sheets
                ? Message.of("stock.used-short", sheets, supply.unit(), supply.name(), sheets - taken)
                : Message.of("stock.used", sheets, supply.unit(), supply.name(), supply.amount() - taken);
        Events.write(change, now, who, Subject.of(job), what);
    }

    private void set(Handle change, Supply supply, long amount, Why why, String reason, Actor who) {
        var supplies = change.attach(Supplies.class);
        supplies.setAmount(supply.id(), supply.amount(), amount);
        supplies.note(new NewChange(
                supply.id(), why, supply.amount() - amount, 0, 0, null, reason, who.name(), clock.instant()));
    }

    private Stocked act(SupplyId id, BiFunction<Handle, Supply, Stocked> act) {
        return database.change(change -> {
            var supplies = change.attach(Supplies.class);
            if (!supplies.hold(id)) return Stocked.refused("stock.supply-gone");
            return act.apply(change, supplies.find(id).orElseThrow());
        });
    }

    private Stocked done(Handle change, Actor who, Message what) {
        tell(change, who, what);
        return new Stocked.Done();
    }

    private void tell(Handle change, Actor who, Message what) {
        Events.write(change, clock.instant(), who, Subject.SHOP, what);
    }
}
