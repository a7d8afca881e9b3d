package platen.stock;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.events.Events;
import platen.events.Subject;
import platen.stock.PlasticUses.NewUse;
import platen.stock.PlasticUses.Why;
import platen.values.Actor;
import platen.values.AttemptId;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Message;
import platen.values.SpoolId;

/// Takes off the spools what prints took, in the transaction that notes how far they came.
///
/// It is told what a print took in all so far, never what came to it: told again, it takes nothing, and a spool
/// that was changed in mid-print bears its own share.
public final class Plastic {
    private Plastic() {}

    /// A print on a machine. `material` is what its job asks for.
    public record Print(
            AttemptId attempt,
            @Nullable JobId job,
            @Nullable MachineId machine,
            @Nullable String material) {}

    /// What a print took so far, off the spool that is on its machine now.
    public static void took(Handle change, Print print, long milligramsInAll, Actor who, Instant now) {
        var uses = change.attach(PlasticUses.class);
        var more = milligramsInAll - uses.takenBy(print.attempt());
        if (more <= 0) return;
        var spool = held(change, print.machine());
        var taken = spool == null ? more : Math.min(more, spool.leftMg());
        if (spool != null) change.attach(Spools.class).setLeft(spool.id(), spool.leftMg(), spool.leftMg() - taken);
        uses.add(new NewUse(
                spool == null ? null : spool.id(),
                spool != null ? spool.material() : print.material() == null ? "" : print.material(),
                Why.PRINTED,
                taken,
                more - taken,
                0,
                false,
                print.job(),
                print.attempt(),
                "",
                who.name(),
                now));
        Events.write(change, now, who, about(print), said(spool, taken, more));
    }

    /// What was weighed as scrap of a job cannot be more than its prints took: what is missing is taken off now, from
    /// the spool that it was printed from, or that is on its machine.
    static void scrapped(
            Handle change, JobId job, @Nullable MachineId machine, String material, Actor who, Instant now) {
        var uses = change.attach(PlasticUses.class);
        var more = uses.scrapOf(job).orElse(0L) - uses.takenBy(job).orElse(0L);
        if (more <= 0) return;
        var last = uses.lastOf(job).flatMap(change.attach(Spools.class)::find).orElse(null);
        var spool = last == null ? held(change, machine) : held(change, last.id());
        var taken = spool == null ? more : Math.min(more, spool.leftMg());
        if (spool != null) change.attach(Spools.class).setLeft(spool.id(), spool.leftMg(), spool.leftMg() - taken);
        uses.add(new NewUse(
                spool == null ? null : spool.id(),
                spool == null ? material : spool.material(),
                Why.SCRAP,
                taken,
                more - taken,
                more,
                true,
                job,
                null,
                "",
                who.name(),
                now));
        Events.write(change, now, who, Subject.of(job), said(spool, taken, more));
    }

    private static @Nullable Spool held(Handle change, SpoolId id) {
        var spools = change.attach(Spools.class);
        return spools.hold(id) ? spools.find(id).orElse(null) : null;
    }

    /// The spool on a machine, which nobody else changes until this transaction is over.
    private static @Nullable Spool held(Handle change, @Nullable MachineId machine) {
        if (machine == null) return null;
        var spools = change.attach(Spools.class);
        var spool = spools.on(machine).orElse(null);
        if (spool == null || !spools.hold(spool.id())) return null;
        return spools.on(machine).orElse(null);
    }

    private static Message said(@Nullable Spool spool, long taken, long more) {
        if (spool == null) return Message.of("stock.printed-no-spool", Grams.of(more));
        var left = Grams.of(spool.leftMg() - taken);
        return taken < more
                ? Message.of("stock.printed-short", Grams.of(more), spool.name(), Grams.of(more - taken))
                : Message.of("stock.printed", Grams.of(more), spool.name(), left);
    }

    private static Subject about(Print print) {
        if (print.job() != null) return Subject.of(print.job());
        return print.machine() == null ? Subject.SHOP : Subject.of(print.machine());
    }
}
