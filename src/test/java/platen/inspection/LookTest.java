package platen.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import platen.gcode.binary.BinaryFiles;
import platen.inspection.Inspection.OfDocument;
import platen.inspection.Inspection.OfMesh;
import platen.inspection.Inspection.OfProgram;
import platen.inspection.Inspection.Unreadable;
import platen.meshes.formats.MeshFile;
import platen.meshes.formats.Reading;
import platen.printers.Profile;
import platen.printers.Profiles;

class LookTest {
    private static final Profile VIRTUAL = Profiles.shipped().profile("virtual").orElseThrow();
    private static final byte[] PNG = png();

    @TempDir
    Path folder;

    @Test
    void decidesByTheContentNotByTheName() throws IOException {
        assertInstanceOf(OfMesh.class, look(sample("gear.stl"), "letter.pdf"));
        assertInstanceOf(OfProgram.class, look(sample("cube.gcode"), "gear.stl"));
        assertInstanceOf(OfDocument.class, look(PNG, "../../x.gcode"));
    }

    @Test
    void theSampleProgramMayBePrintedOnTheVirtualPrinter() throws IOException {
        var program = (OfProgram) look(sample("cube.gcode"), "cube.gcode");
        assertTrue(program.findings().isEmpty(), program.findings().toString());
        assertEquals("PLA", program.material());
        assertEquals(3.9, program.filamentG(), 0.2);
    }

    @Test
    void readsAProgramInWhateverWrapping() throws IOException {
        var plain = Files.readString(Files.write(folder.resolve("plain"), sample("cube.gcode")));
        var text = assertInstanceOf(OfProgram.class, look(sample("cube.gcode"), "cube.gcode"));
        var binary = assertInstanceOf(OfProgram.class, look(BinaryFiles.of(plain, 3, 2, 1_000), "cube.bgcode"));
        var plate = assertInstanceOf(OfProgram.class, look(zipped("Metadata/plate_1.gcode", plain), "cube.3mf"));
        for (var wrapped : new OfProgram[] {binary, plate}) {
            assertEquals(text.plan().programDigest(), wrapped.plan().programDigest());
            assertEquals(text.plan().timeS(), wrapped.plan().timeS(), 1e-9);
            assertEquals(text.plan().layers(), wrapped.plan().layers());
        }
        assertEquals("PrusaSlicer 2.9.2", binary.plan().slicer());
        assertEquals(3_723.0, binary.plan().slicerTimeS());
        var cut = BinaryFiles.of(plain, 3, 2, 1_000);
        var unreadable = (Unreadable) look(Arrays.copyOf(cut, cut.length / 2), "cube.bgcode");
        assertEquals("gcode.binary.breaks-off", unreadable.why().key());
    }

    private static byte[] zipped(String name, String content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "'', a.stl, inspection.empty",
        "Dear shop, a.stl, meshes.truncated",
        "Dear shop, a.3mf, meshes.broken-zip",
        "Dear shop, a.gcode, gcode.no-commands",
        "Dear shop, a.doc, inspection.unknown",
        "%PDF-1.4, a.pdf, documents.truncated",
        "%PDF-1.4 %%EOF, a.pdf, documents.broken",
    })
    void tellsWhatIsWrongInTheWordsOfWhatItShouldBe(String content, String name, String key) throws IOException {
        var unreadable = assertInstanceOf(Unreadable.class, look(content.getBytes(StandardCharsets.UTF_8), name));
        assertEquals(key, unreadable.why().key());
        assertTrue(unreadable.mustNotBePrinted());
    }

    @Test
    void survivesJson() throws IOException {
        for (var inspection : new Inspection[] {
            look(sample("gear.stl"), "Zahnrad ⚙.stl"),
            look(sample("cube.gcode"), "a.gcode"),
            look(PNG, "a.png"),
            look(new byte[0], "a.pdf")
        }) {
            assertEquals(inspection, Inspection.ofJson(inspection.json()));
            assertTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(inspection.json()));
        }
    }

    @Test
    void namesJsonFieldsWithTheirUnits() throws IOException {
        var mesh = look(sample("cube.stl"), "cube.stl").json();
        for (var field : new String[] {"\"size_mm\":[20.0,20.0,20.0]", "\"volume_mm3\":8000.0", "\"kind\":\"mesh\""}) {
            assertTrue(mesh.contains(field), mesh);
        }
        var program = look(sample("cube.gcode"), "cube.gcode").json();
        for (var field : new String[] {"time_s", "motion_time_s", "filament_mm", "filament_g", "lines", "commands"}) {
            assertTrue(program.contains("\"" + field + "\":"), program);
        }
    }

    @Test
    void writesOurOwnStlOnlyOfWhatFits() throws IOException {
        var out = folder.resolve("ours.stl");
        var file = Files.write(folder.resolve("stored"), sample("gear.stl"));
        Look.at(file, "gear.stl", VIRTUAL, null, out);
        var box = ((Reading.Read) MeshFile.read(out, true)).mesh().box();
        assertEquals(0, box.minZ());
        assertEquals(100, (box.minX() + box.maxX()) / 2, 1e-4);
    }

    private Inspection look(byte[] content, String name) throws IOException {
        return Look.at(Files.write(folder.resolve("stored"), content), name, VIRTUAL, null, null);
    }

    private static byte[] sample(String name) throws IOException {
        try (var in = Objects.requireNonNull(Look.class.getResourceAsStream("/samples/" + name))) {
            return in.readAllBytes();
        }
    }

    private static byte[] png() {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB), "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
