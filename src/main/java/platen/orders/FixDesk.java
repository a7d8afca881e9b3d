package platen.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import platen.database.Database;
import platen.documents.Fix;
import platen.documents.Needs;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.values.Actor;
import platen.values.LineId;
import platen.values.Message;

/// Where a customer lets us put a document right, for what they chose; [Fix] is what we can do. The file that came
/// stays; what is shown, approved and printed is the one that was made of it.
public final class FixDesk {
    private static final Actor VISITOR = Actor.customer("");
    /// A document is judged for no printer.
    private static final String ANY_PRINTER = "generic-marlin";

    private final Database database;
    private final FileStore files;
    private final Contents.Reader reader;
    private final Quoting quoting;
    private final InstantSource clock;

    /// What became of the wish.
    public sealed interface Outcome {
        record Done() implements Outcome {}

        record Refused(Message why) implements Outcome {}
    }

    public FixDesk(Database database, FileStore files, Contents.Reader reader, Quoting quoting, InstantSource clock) {
        this.database = database;
        this.files = files;
        this.reader = reader;
        this.quoting = quoting;
        this.clock = clock;
    }

    /// What can be put right in a line as it was chosen.
    public static Set<Fix> fixable(OrderLine line) {
        var fixes = EnumSet.noneOf(Fix.class);
        if (line.remade() != null || !(line.choices() instanceof Choices.Paper)) return fixes;
        for (var note : line.contents().notes(line.choices())) {
            var fix = Fix.of(note.key());
            if (fix != null) fixes.add(fix);
        }
        return fixes;
    }

    /// Makes the document anew for what is chosen now, with those of `wanted` that it needs.
    public Outcome fix(String token, LineId id, Set<Fix> wanted) throws IOException, InterruptedException {
        var found = draft(token, id);
        if (found.isEmpty()) return refused("orders.too-late");
        var line = found.get();
        var fixes = fixable(line);
        if (fixes.isEmpty()) return refused("orders.nothing-to-fix");
        fixes.retainAll(wanted);
        if (fixes.isEmpty()) return refused("orders.no-fix-chosen");
        if (!(line.choices() instanceof Choices.Paper paper)) return refused("orders.nothing-to-fix");
        var out = files.temporary();
        try {
            if (!reader.remake(files.path(line.file()), paper.needs(), fixes, out)) return refused("orders.fix-failed");
            var stored = files.store(out).digest();
            return switch (reader.read(files.path(stored), line.fileName(), ANY_PRINTER)) {
                case Contents.Outcome.Refused(var why) -> {
                    files.discard(stored);
                    yield new Outcome.Refused(why);
                }
                case Contents.Outcome.Read(var contents) ->
                    keep(line, paper.needs(), new Remade(stored, contents, fixes));
            };
        } finally {
            Files.deleteIfExists(out);
        }
    }

    private Outcome keep(OrderLine before, Needs needs, Remade remade) {
        return database.change(change -> {
            var now = clock.instant();
            var order = before.orderId();
            var isDraft = change.attach(Orders.class).touch(order, now);
            var line = change.attach(OrderLines.class).find(before.id()).orElse(null);
            var isSame = line != null
                    && line.file().equals(before.file())
                    && line.choices() instanceof Choices.Paper paper
                    && paper.needs().equals(needs);
            if (!isDraft || line == null || !isSame) return refused("orders.too-late");
            change.attach(OrderLines.class).remake(line.id(), remade);
            files.use(change, remade.file(), OrderFiles.use(order));
            quoting.afresh(change, order, now);
            Events.write(change, now, VISITOR, Subject.of(order), Message.of("orders.fixed"));
            return new Outcome.Done();
        });
    }

    /// The customer wants it printed as it came.
    public Outcome leave(String token, LineId id) {
        return database.change(change -> {
            var now = clock.instant();
            var order = change.attach(Orders.class).byToken(token).orElse(null);
            if (order == null || !change.attach(Orders.class).touch(order.id(), now)) return refused("orders.too-late");
            var line = change.attach(OrderLines.class).find(order.id(), id).orElse(null);
            if (line == null) return refused("orders.too-late");
            if (line.remade() == null) return new Outcome.Done();
            change.attach(OrderLines.class).remake(line.id(), null);
            OrderFiles.leave(change, files, line);
            quoting.afresh(change, order.id(), now);
            Events.write(change, now, VISITOR, Subject.of(order.id()), Message.of("orders.fix-left"));
            return new Outcome.Done();
        });
    }

    private Optional<OrderLine> draft(String token, LineId id) {
        return database.look(look -> look.attach(Orders.class)
                .byToken(token)
                .filter(order -> order.state() == OrderState.DRAFT)
                .flatMap(order -> look.attach(OrderLines.class).find(order.id(), id)));
    }

    private static Outcome refused(String key) {
        return new Outcome.Refused(Message.of(key));
    }
}
