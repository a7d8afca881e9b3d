package platen.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import platen.files.FileStore;
import platen.inspection.Inspection;
import platen.inspection.Inspector;
import platen.slicing.PlateWish;
import platen.slicing.SliceOutcome;
import platen.slicing.Slicer;
import platen.values.Message;

/// Slices a customer's part: our own reader, in a child process, writes its geometry as STL in the
/// middle of the plate, and only that is given to the slicer.
public final class PartSlicing implements SliceBench.Work {
    private static final double MILLIGRAMS_PER_GRAM = 1_000;

    private final Inspector inspector;
    private final Slicer slicer;

    public PartSlicing(Inspector inspector, Slicer slicer) {
        this.inspector = inspector;
        this.slicer = slicer;
    }

    @Override
    public SliceBench.Made slice(Path file, PlateWish wish, Path program) throws IOException, InterruptedException {
        var stl = Files.createTempFile(program.toAbsolutePath().getParent(), "", ".stl");
        try {
            var ready = rewritten(file, wish.profile().name());
            if (Files.exists(ready)) Files.move(ready, stl, StandardCopyOption.REPLACE_EXISTING);
            else if (!rewrite(file, wish, stl)) return new SliceBench.Made.Refused(Message.of("orders.too-big"));
            return switch (slicer.slice(stl, wish, program)) {
                case SliceOutcome.Sliced made ->
                    new SliceBench.Made.Sliced(
                            Math.round(made.plan().timeS()),
                            Math.round(made.filamentG() * MILLIGRAMS_PER_GRAM),
                            made.onDisk());
                case SliceOutcome.PlateFull _ -> new SliceBench.Made.PlateFull();
                case SliceOutcome.Refused(var why) -> new SliceBench.Made.Refused(why);
            };
        } finally {
            Files.deleteIfExists(stl);
        }
    }

    private boolean rewrite(Path file, PlateWish wish, Path stl) throws IOException, InterruptedException {
        return inspector.rewrite(file, "part", wish.profile().name(), stl) instanceof Inspection.OfMesh
                && Files.size(stl) > 0;
    }

    /// Where the first look into a stored file leaves what the slicer will want, so that the file need not be read
    /// again; who takes it takes it away. It lies with the pictures of the file, and goes with them.
    static Path rewritten(Path stored, String profile) {
        return FileStore.pictures(stored).resolve("for-" + profile + ".stl");
    }
}
