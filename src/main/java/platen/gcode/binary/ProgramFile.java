package platen.gcode.binary;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A file with a program in it, in whatever wrapping, as plain text.
public final class ProgramFile {
    private static final int HEAD_BYTES = 4;

    private ProgramFile() {}

    /// The text of the program; what is damaged ends it with a [Damaged].
    public static InputStream text(Path file) throws IOException {
        var head = head(file);
        var plates = PlateArchive.open(file, head);
        if (plates.isPresent()) return program(plates.get());
        var in = Files.newInputStream(file);
        if (!BinaryText.isOne(head)) return in;
        try {
            return new BinaryText(new BufferedInputStream(in, 1 << 16));
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /// Whether a file is a program in a wrapping, which no printer reads as it is.
    public static boolean isWrapped(Path file) throws IOException {
        var head = head(file);
        if (BinaryText.isOne(head)) return true;
        var plates = PlateArchive.open(file, head);
        if (plates.isEmpty()) return false;
        plates.get().close();
        return true;
    }

    /// Whether a file begins like a wrapping, for those who must not look into a stranger's file.
    public static boolean mayBeWrapped(Path file) throws IOException {
        var head = head(file);
        return BinaryText.isOne(head) || PlateArchive.isZip(head);
    }

    /// Writes the text of a program into a file, for the wire.
    public static void unwrap(Path file, Path out) throws IOException {
        try (var text = text(file)) {
            Files.copy(text, out, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static InputStream program(PlateArchive plates) throws IOException {
        try {
            return plates.program();
        } catch (IOException e) {
            plates.close();
            throw e;
        }
    }

    private static byte[] head(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD_BYTES);
        }
    }
}
