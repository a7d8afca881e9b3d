package platen.inspection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;

/// PDFs written by hand, object by object, so that they can be what no program makes.
final class HostileDocuments {
    private static final String CATALOG = "<< /Type /Catalog /Pages 2 0 R >>";
    private static final String PACKED = "/Filter /FlateDecode";

    private HostileDocuments() {}

    static byte[] ofPages(int count) {
        var objects = new ArrayList<byte[]>();
        objects.add(bytes(CATALOG));
        var kids = new StringBuilder();
        for (int i = 0; i < count; i++) kids.append(i + 3).append(" 0 R ");
        objects.add(bytes("<< /Type /Pages /Count 3 /MediaBox [0 0 595 842] /Kids [" + kids + "] >>"));
        for (int i = 0; i < count; i++) objects.add(bytes("<< /Type /Page /Parent 2 0 R >>"));
        return pdf(objects);
    }

    /// Its pages are their own parents and children.
    static byte[] treeWithoutEnd() {
        return pdf(List.of(
                bytes(CATALOG),
                bytes("<< /Type /Pages /Count 5 /Kids [3 0 R 2 0 R 4 0 R] /Parent 3 0 R >>"),
                bytes("<< /Type /Pages /Count 5 /Kids [2 0 R 3 0 R] /Parent 2 0 R >>"),
                bytes("<< /Type /Page /Parent 4 0 R >>")));
    }

    /// A picture in a picture in a picture.
    static byte[] formThatDrawsItself() {
        return page(
                "/Resources << /XObject << /F 5 0 R >> >>",
                stream("", bytes("/F Do /F Do")),
                List.of(stream(
                        "/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources << /XObject << /F 5 0 R >> >>",
                        bytes("/F Do /F Do 0 0 100 100 re f"))));
    }

    /// So many times the same line.
    static byte[] busy(int times) throws IOException {
        return page("", stream(PACKED, packed(bytes("0 0 m 595 842 l 300 0 l S 10 w [3 1] 0 d\n"), times)), List.of());
    }

    /// One text that fills all memory.
    static byte[] longText(int megabytes) throws IOException {
        return page("", stream(PACKED, packed(bytes("(" + "a".repeat((1 << 20) - 1)), megabytes)), List.of());
    }

    /// A picture of so many dots each way, and all of them white.
    static byte[] picture(int pixels) throws IOException {
        var image = stream(
                "/Type /XObject /Subtype /Image /Width " + pixels + " /Height " + pixels
                        + " /ColorSpace /DeviceRGB /BitsPerComponent 8 " + PACKED,
                packed(new byte[pixels], 3 * pixels));
        return page(
                "/Resources << /XObject << /I 5 0 R >> >>",
                stream("", bytes("500 0 0 500 0 0 cm /I Do")),
                List.of(image));
    }

    private static byte[] page(String more, byte[] contents, List<byte[]> others) {
        var objects = new ArrayList<byte[]>();
        objects.add(bytes(CATALOG));
        objects.add(bytes("<< /Type /Pages /Count 1 /Kids [3 0 R] >>"));
        objects.add(bytes("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R " + more + " >>"));
        objects.add(contents);
        objects.addAll(others);
        return pdf(objects);
    }

    private static byte[] stream(String dictionary, byte[] content) {
        return joined(
                bytes("<< " + dictionary + " /Length " + content.length + " >>\nstream\n"),
                content,
                bytes("\nendstream"));
    }

    private static byte[] packed(byte[] piece, int times) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(packed)) {
            for (int i = 0; i < times; i++) out.write(piece);
        }
        return packed.toByteArray();
    }

    private static byte[] pdf(List<byte[]> objects) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(bytes("%PDF-1.7\n"));
        var places = new StringBuilder("xref\n0 " + (objects.size() + 1) + "\n0000000000 65535 f \n");
        for (int i = 0; i < objects.size(); i++) {
            places.append("%010d 00000 n \n".formatted(out.size()));
            out.writeBytes(joined(bytes((i + 1) + " 0 obj\n"), objects.get(i), bytes("\nendobj\n")));
        }
        var start = out.size();
        out.writeBytes(bytes(places + "trailer\n<< /Size " + (objects.size() + 1) + " /Root 1 0 R >>\nstartxref\n"
                + start + "\n%%EOF\n"));
        return out.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) all.writeBytes(part);
        return all.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
