package platen.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MultipartTest {
    private static final String TYPE = "multipart/form-data; boundary=cut";

    @Test
    void findsFieldsAndFilesInPiecesOfAnySize() throws IOException {
        var random = new Random(1);
        for (int size : new int[] {0, 1, 5, 70_000, 300_000}) {
            var file = new byte[size];
            random.nextBytes(file);
            for (int i = 0; i + 9 < size; i += 97)
                System.arraycopy("\r\n--cu\r\n-".getBytes(ISO_8859_1), 0, file, i, 9);
            for (int most : new int[] {1, 3, 60, 1 << 16}) {
                var parts = new Multipart(TYPE, pieces(form(file), most), 1 << 20);
                assertTrue(parts.next());
                assertEquals(Optional.of("once"), parts.name());
                assertEquals(Optional.empty(), parts.fileName());
                assertEquals("abc", new String(parts.content().readAllBytes(), ISO_8859_1));
                assertTrue(parts.next());
                assertEquals(Optional.of("a \"b\".stl"), parts.fileName());
                assertArrayEquals(file, parts.content().readAllBytes());
                assertTrue(parts.next(), "what nobody reads is passed over");
                assertFalse(parts.next());
            }
        }
    }

    @Test
    void tellsAFormThatIsCutOffAnywhere() throws IOException {
        var whole = form(new byte[] {1, 2, 3});
        for (int length = 0; length < whole.length - 2; length++) {
            var cut = new ByteArrayInputStream(whole, 0, length);
            var broken =
                    assertThrows(Multipart.Broken.class, () -> readAll(new Multipart(TYPE, cut, 1 << 20)), "" + length);
            assertFalse(broken.isTooLarge());
        }
    }

    @Test
    void readsNoMoreThanItMay() {
        var endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        assertTrue(assertThrows(Multipart.Broken.class, () -> readAll(new Multipart(TYPE, endless, 1 << 20)))
                .isTooLarge());
        var head = new ByteArrayInputStream(("--cut\r\n" + "x".repeat(100_000)).getBytes(ISO_8859_1));
        assertFalse(assertThrows(Multipart.Broken.class, () -> readAll(new Multipart(TYPE, head, 1 << 20)))
                .isTooLarge());
        var many = new ByteArrayInputStream(("--cut\r\n\r\n\r\n".repeat(1_000) + "--cut--").getBytes(ISO_8859_1));
        assertThrows(Multipart.Broken.class, () -> readAll(new Multipart(TYPE, many, 1 << 20)));
        assertThrows(Multipart.Broken.class, () -> new Multipart("multipart/form-data", endless, 1));
    }

    private static void readAll(Multipart parts) throws IOException {
        while (parts.next()) parts.content().readAllBytes();
    }

    private static byte[] form(byte[] file) throws IOException {
        var form = new ByteArrayOutputStream();
        form.write("--cut\r\nContent-Disposition: form-data; name=\"once\"\r\n\r\nabc\r\n".getBytes(ISO_8859_1));
        form.write("--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a %22b%22.stl\"\r\n"
                .getBytes(ISO_8859_1));
        form.write("Content-Type: model/stl\r\n\r\n".getBytes(ISO_8859_1));
        form.write(file);
        form.write("\r\n--cut\r\nContent-Disposition: form-data; name=\"more\"\r\n\r\nx\r\n--cut--\r\n"
                .getBytes(ISO_8859_1));
        return form.toByteArray();
    }

    private static InputStream pieces(byte[] all, int most) {
        return new ByteArrayInputStream(all) {
            @Override
            public int read(byte[] bytes, int from, int length) {
                return super.read(bytes, from, Math.min(length, most));
            }
        };
    }
}
