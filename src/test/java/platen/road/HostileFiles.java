package platen.road;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;

/// Makes what people and programs send in place of a good file, or a good one into a bad one.
final class HostileFiles {
    static final String MODEL = "3D/3dmodel.model";
    private static final String NAMESPACE = "xmlns='http://schemas.microsoft.com/3dmanufacturing/core/2015/02'";

    private HostileFiles() {}

    static byte[] noise() {
        var bytes = new byte[2_000];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    static byte[] lying(byte[] stl, int triangles) {
        var lie = stl.clone();
        ByteBuffer.wrap(lie).order(ByteOrder.LITTLE_ENDIAN).putInt(80, triangles);
        return lie;
    }

    static byte[] nowhere(byte[] stl) {
        var wrong = stl.clone();
        ByteBuffer.wrap(wrong).order(ByteOrder.LITTLE_ENDIAN).putFloat(84 + 12, Float.NaN);
        return wrong;
    }

    static byte[] without(String program, String... commands) {
        return program.lines()
                .filter(line -> Arrays.stream(commands).noneMatch(line::startsWith))
                .collect(Collectors.joining("\n"))
                .getBytes(UTF_8);
    }

    static byte[] changed(String text, String from, String to) {
        assertTrue(text.contains(from));
        return text.replace(from, to).getBytes(ISO_8859_1);
    }

    /// Small in the archive, large outside of it.
    static byte[] bomb() throws IOException {
        return model("<model>" + " ".repeat(100_000_000));
    }

    static byte[] entities() throws IOException {
        return model(
                "<!DOCTYPE model [<!ENTITY file SYSTEM 'file:///etc/passwd'>]><model " + NAMESPACE + ">&file;</model>");
    }

    static byte[] laughs() throws IOException {
        var text = new StringBuilder("<!DOCTYPE model [<!ENTITY l0 'ha'>");
        for (int i = 1; i < 40; i++) text.append("<!ENTITY l%d '%s'>".formatted(i, ("&l" + (i - 1) + ";").repeat(10)));
        return model(text.append("]><model " + NAMESPACE + ">&l39;</model>").toString());
    }

    static byte[] longUnit() throws IOException {
        return model("<model unit='" + "\u00e9".repeat(2_000_000) + "' " + NAMESPACE + "/>");
    }

    /// A good part, with settings that ask the slicer to run a command.
    static byte[] running(String command) throws IOException {
        var settings = "; post_process = " + command + "\n";
        return zip(Map.of(
                MODEL,
                cube().getBytes(UTF_8),
                "Metadata/Slic3r_PE.config",
                settings.getBytes(UTF_8),
                "Metadata/Slic3r_PE_model.config",
                "<config/>".getBytes(UTF_8)));
    }

    private static String cube() {
        var model = new StringBuilder(
                "<model unit='millimeter' " + NAMESPACE + "><resources><object id='1' type='model'><mesh><vertices>");
        for (int corner = 0; corner < 8; corner++)
            model.append("<vertex x='%d' y='%d' z='%d'/>"
                    .formatted((corner & 1) * 15, (corner >> 1 & 1) * 15, (corner >> 2) * 5));
        model.append("</vertices><triangles>");
        for (var face : "021 123 456 576 014 154 263 367 042 246 135 375".split(" ", -1))
            model.append(
                    "<triangle v1='%c' v2='%c' v3='%c'/>".formatted(face.charAt(0), face.charAt(1), face.charAt(2)));
        return model.append("</triangles></mesh></object></resources><build><item objectid='1'/></build></model>")
                .toString();
    }

    private static byte[] model(String text) throws IOException {
        return zip(Map.of(MODEL, text.getBytes(UTF_8)));
    }

    static byte[] zip(Map<String, byte[]> entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    static byte[] locked(byte[] pdf) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var document = Loader.loadPDF(pdf)) {
            document.protect(new StandardProtectionPolicy("owner", "secret", new AccessPermission()));
            document.save(bytes);
        }
        return bytes.toByteArray();
    }

    /// The head of a picture that says it is so large each way, and nothing of the picture.
    static byte[] png(int pixels) {
        return ByteBuffer.allocate(33)
                .putLong(0x89504E470D0A1A0AL)
                .putInt(13)
                .put("IHDR".getBytes(UTF_8))
                .putInt(pixels)
                .putInt(pixels)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
    }

    /// Lines of G-code that say nothing.
    static final class Comment extends InputStream {
        private static final byte[] LINE = ("; " + "x".repeat(97) + "\n").getBytes(UTF_8);
        private final long length;
        private long at;

        Comment(long length) {
            this.length = length;
        }

        @Override
        public int read() {
            return at == length ? -1 : LINE[(int) (at++ % LINE.length)];
        }

        @Override
        public int read(byte[] to, int from, int most) {
            if (at == length) return -1;
            var count = (int) Math.min(most, length - at);
            for (int i = 0; i < count; i++) to[from + i] = LINE[(int) (at++ % LINE.length)];
            return count;
        }
    }
}
