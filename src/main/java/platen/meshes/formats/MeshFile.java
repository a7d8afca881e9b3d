package platen.meshes.formats;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import platen.meshes.Format;
import platen.meshes.Mesh;
import platen.meshes.Unusable;
import platen.values.Message;

/// Reads a mesh from a file, whatever its name says: the content decides.
public final class MeshFile {
    private static final int LOOK_BYTES = 4_096;
    private static final long LARGEST_BYTES = 2L << 30;
    private static final Pattern SOLID = Pattern.compile("(?s)\\s*solid\\b.*\\b(facet|endsolid)\\b.*");
    private static final Pattern POINT = Pattern.compile("(?m)^[ \\t]*v[ \\t]+[-+.\\d]\\S*[ \\t]+[-+.\\d]");

    private MeshFile() {}

    /// What kind of mesh this seems to be; empty for what is none, such as a text or a picture.
    public static Optional<Format> format(Path file) throws IOException {
        byte[] head;
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(LOOK_BYTES);
        }
        if (head.length > 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4) {
            return Optional.of(Format.THREE_MF);
        }
        if (fillsFile(head, Files.size(file))) return Optional.of(Format.STL_BINARY);
        var text = new String(head, StandardCharsets.ISO_8859_1);
        if (SOLID.matcher(text.toLowerCase(Locale.ROOT)).matches()) return Optional.of(Format.STL_TEXT);
        if (isText(head)) return POINT.matcher(text).find() ? Optional.of(Format.OBJ) : Optional.empty();
        return Optional.empty();
    }

    /// Reads a file as what its content is; one that is called `.stl` and fits nothing is read as a binary
    /// STL, so that its fault is told.
    public static Reading read(Path file, boolean calledStl) throws IOException {
        if (Files.size(file) == 0) return refused("meshes.empty-file");
        var format = format(file).or(() -> calledStl ? Optional.of(Format.STL_BINARY) : Optional.empty());
        if (format.isEmpty()) return refused("meshes.not-a-mesh");
        return read(file, format.get());
    }

    public static Reading read(Path file, Format format) throws IOException {
        if (Files.size(file) > LARGEST_BYTES)
            return new Reading.Refused(Message.of("meshes.too-many-bytes", LARGEST_BYTES));
        try {
            return switch (format) {
                case STL_BINARY -> new Reading.Read(format, BinaryStl.read(file), List.of());
                case STL_TEXT -> new Reading.Read(format, TextStl.read(file), List.of());
                case OBJ -> new Reading.Read(format, Obj.read(file), List.of());
                case THREE_MF -> ThreeMf.read(file);
            };
        } catch (Unusable e) {
            return new Reading.Refused(e.why());
        }
    }

    private static Reading refused(String key) {
        return new Reading.Refused(Message.of(key));
    }

    /// A binary STL is exactly as long as its number of triangles says, even if it begins with "solid".
    private static boolean fillsFile(byte[] head, long bytes) {
        if (head.length < BinaryStl.HEADER_BYTES) return false;
        var claimed = BinaryStl.claimed(ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN));
        return claimed > 0 && bytes == BinaryStl.HEADER_BYTES + claimed * Mesh.RECORD_BYTES;
    }

    private static boolean isText(byte[] head) {
        for (byte one : head) {
            if (one >= 0 && one < ' ' && one != '\n' && one != '\r' && one != '\t') return false;
        }
        return true;
    }
}
