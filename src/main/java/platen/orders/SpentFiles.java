package platen.orders;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.files.FileStore;
import platen.values.Digest;
import platen.values.OrderId;

/// Files of orders that are over, and kept no longer. The order goes on telling what they were called and how large
/// they were; what another order has, too, stays for that one.
public final class SpentFiles {
    private SpentFiles() {}

    /// Whether files of an order were deleted.
    public static boolean areSpent(Handle look, OrderId id) {
        return look.attach(OrderLines.class).of(id).stream().anyMatch(line -> !line.isFileKept());
    }

    /// Ends all uses that an order has of files: those of its lines, what was made of them, and its photos. These are
    /// the files.
    public static Set<Digest> giveUp(Handle change, FileStore files, OrderId id) {
        var given = new LinkedHashSet<Digest>();
        var lines = change.attach(OrderLines.class);
        for (var line : lines.of(id)) {
            change.attach(LinePlates.class).clear(line.id());
            if (!lines.spend(line.id(), FileStore.DELETED, spent(line.contents()), spent(line.remade()))) continue;
            given.addAll(OrderFiles.of(line));
            given.addAll(programs(change, files, line.file()));
        }
        var wishes = change.attach(Wishes.class);
        wishes.pictures(id).forEach(photo -> given.add(photo.file()));
        wishes.spendPictures(id, FileStore.DELETED);
        files.endUses(change, OrderFiles.use(id));
        given.remove(FileStore.DELETED);
        return given;
    }

    /// What was sliced of a mesh that no order has any more.
    private static Set<Digest> programs(Handle change, FileStore files, Digest mesh) {
        var programs = new LinkedHashSet<Digest>();
        var slices = change.attach(Slices.class);
        for (var slice : slices.abandoned(mesh)) {
            if (slice.program() != null) {
                files.endUse(change, slice.program(), "plate " + slice.id());
                programs.add(slice.program());
            }
            slices.forget(slice.id());
        }
        return programs;
    }

    private static Contents spent(Contents contents) {
        return contents instanceof Contents.Program program
                ? new Contents.Program(program.profile(), program.seconds(), program.filamentMm3(), program.notes())
                : contents;
    }

    private static @Nullable Remade spent(@Nullable Remade remade) {
        return remade == null ? null : new Remade(FileStore.DELETED, spent(remade.contents()), remade.fixes());
    }
}
