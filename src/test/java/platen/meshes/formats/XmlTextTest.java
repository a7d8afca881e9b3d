package platen.meshes.formats;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import platen.meshes.Unusable;

class XmlTextTest {
    private static final String MODEL = "<model unit=\"inch\"><metadata>Señal</metadata></model>";

    private static double read(String head, Charset charset) throws Exception {
        var xml = (head + MODEL).getBytes(charset);
        return ModelParser.read(new ByteArrayInputStream(xml), "3D/3dmodel.model").millimetres;
    }

    @Test
    void readsWhatTheFileIsWrittenIn() throws Exception {
        for (var head : new String[] {"", "\uFEFF", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"})
            assertEquals(25.4, read(head, UTF_8), head);
        assertEquals(25.4, read("<?xml version='1.0' encoding='ISO-8859-1'?>", ISO_8859_1));
        assertEquals(25.4, read("<?xml version=\"1.0\" encoding=\"UTF-16\"?>", UTF_16));
    }

    @Test
    void refusesDamagedLettersInSilence() {
        var before = System.err;
        var heard = new ByteArrayOutputStream();
        System.setErr(new PrintStream(heard, true, UTF_8));
        try {
            var wrong = assertThrows(Unusable.class, () -> read("<?xml version=\"1.0\"?>", ISO_8859_1));
            assertEquals("meshes.not-xml", wrong.why().key());
        } finally {
            System.setErr(before);
        }
        assertEquals("", heard.toString(UTF_8));
    }
}
