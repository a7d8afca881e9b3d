package platen.orders;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import platen.files.FileStore;
import platen.values.Digest;
import platen.values.OrderId;

/// Which files an order needs: what came, the text of a program that came in a wrapping, what was put right. Two lines
/// may have the same file, which is kept until neither needs it.
final class OrderFiles {
    private OrderFiles() {}

    static String use(OrderId order) {
        return "order " + order.value();
    }

    static Set<Digest> of(OrderLine line) {
        var files = new LinkedHashSet<Digest>();
        files.add(line.file());
        if (line.contents() instanceof Contents.Program program && program.text() != null) files.add(program.text());
        if (line.remade() != null) files.add(line.remade().file());
        return files;
    }

    static void keep(Handle change, FileStore files, OrderLine line) {
        for (var file : of(line)) files.use(change, file, use(line.orderId()));
    }

    /// A line was changed or is gone: what it had before, and no line of its order has any more, is given up; so is
    /// what was sliced of a mesh that nobody has any more.
    static void leave(Handle change, FileStore files, OrderLine before) {
        var needed = new LinkedHashSet<Digest>();
        for (var line : change.attach(OrderLines.class).of(before.orderId())) needed.addAll(of(line));
        for (var file : of(before)) if (!needed.contains(file)) files.endUse(change, file, use(before.orderId()));
        var slices = change.attach(Slices.class);
        for (var slice : slices.abandoned(before.file())) {
            if (slice.program() != null) files.endUse(change, slice.program(), "plate " + slice.id());
            slices.forget(slice.id());
        }
    }
}
