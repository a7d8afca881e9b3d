package platen.gcode.binary;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import platen.gcode.binary.EmbeddedPicture.Format;

/// The pictures that a slicer put into a program, in whatever wrapping: few, and small.
public final class EmbeddedPictures {
    static final int MOST = 16;
    static final int MOST_BYTES = 4 << 20;

    private static final int HEAD_BYTES = 4;
    /// Bambu's slicers write no size beside it.
    private static final int UNKNOWN = 1;

    private EmbeddedPictures() {}

    /// None where there are none, or where the file is damaged before them.
    public static List<EmbeddedPicture> of(Path file) throws IOException {
        byte[] head;
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD_BYTES);
        }
        var plates = PlateArchive.open(file, head);
        try {
            if (plates.isPresent()) return ofPlate(plates.get());
            try (var in = Files.newInputStream(file)) {
                return BinaryText.isOne(head) ? ofBlocks(in) : new PictureRemarks().read(in);
            }
        } catch (Damaged e) {
            return List.of();
        }
    }

    private static List<EmbeddedPicture> ofPlate(PlateArchive plates) throws IOException {
        try (plates) {
            var picture = plates.picture();
            if (picture.isEmpty()) return List.of();
            var bytes = picture.get().readNBytes(MOST_BYTES);
            return List.of(new EmbeddedPicture(Format.PNG, UNKNOWN, UNKNOWN, bytes));
        }
    }

    /// They stand before the program.
    private static List<EmbeddedPicture> ofBlocks(InputStream in) throws IOException {
        var pictures = new ArrayList<EmbeddedPicture>();
        var blocks = new Blocks(in);
        while (pictures.size() < MOST) {
            var block = blocks.next();
            if (block.isEmpty() || block.get().kind() == Block.Kind.PROGRAM) break;
            if (block.get().kind() == Block.Kind.PICTURE) add(pictures, block.get());
        }
        return pictures;
    }

    private static void add(List<EmbeddedPicture> pictures, Block block) {
        if (block.encoding() >= Format.BY_NUMBER.size() || block.content().length > MOST_BYTES) return;
        var format = Format.BY_NUMBER.get(block.encoding());
        pictures.add(new EmbeddedPicture(format, block.width(), block.height(), block.content()));
    }
}
