package platen.gcode.binary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramFileTest {
    private static final String PROGRAM = "G28\nG1 X10 E5\n";

    @TempDir
    Path folder;

    @Test
    void leavesPlainTextAsItIs() throws IOException {
        var file = Files.writeString(folder.resolve("part.gcode"), PROGRAM);
        assertFalse(ProgramFile.isWrapped(file));
        assertEquals(PROGRAM, text(file));
    }

    @Test
    void unwrapsBinaryGcode() throws IOException {
        var file = Files.write(folder.resolve("part.bgcode"), BinaryFiles.of(PROGRAM, 3, 2, 100));
        assertTrue(ProgramFile.isWrapped(file));
        var out = folder.resolve("out.gcode");
        ProgramFile.unwrap(file, out);
        assertTrue(Files.readString(out).contains(PROGRAM));
    }

    @Test
    void unwrapsTheOnlyPlateOfASlicedModel() throws IOException {
        var file = zip(Map.of("3D/3dmodel.model", "<model/>", "Metadata/plate_2.gcode", PROGRAM));
        assertTrue(ProgramFile.isWrapped(file));
        assertEquals(PROGRAM, text(file));
    }

    @Test
    void leavesAModelThatNobodySliced() throws IOException {
        var file = zip(Map.of("3D/3dmodel.model", "<model/>", "Metadata/plate_1.png", "?"));
        assertFalse(ProgramFile.isWrapped(file));
    }

    @Test
    void asksWhichOfSeveralPlates() throws IOException {
        var file = zip(Map.of("Metadata/plate_1.gcode", PROGRAM, "Metadata/plate_2.gcode", PROGRAM));
        assertTrue(ProgramFile.isWrapped(file));
        var why = assertThrows(Damaged.class, () -> text(file)).why();
        assertEquals("gcode.plates", why.key());
        assertEquals("2", why.args().getFirst());
    }

    @Test
    void refusesABomb() throws IOException {
        var file = zip(Map.of("Metadata/plate_1.gcode", ";" + "x".repeat(30 << 20)));
        assertEquals(
                "gcode.plate-bomb",
                assertThrows(Damaged.class, () -> text(file)).why().key());
    }

    @Test
    void refusesADamagedPlate() throws IOException {
        var program = new StringBuilder();
        for (int line = 0; line < 5_000; line++)
            program.append("G1 X").append(line * 7919 % 1000).append(" E1\n");
        var bytes = Files.readAllBytes(zip(Map.of("Metadata/plate_1.gcode", program.toString())));
        for (int at = 200; at < 400; at++) bytes[at] ^= 0x5a;
        var file = Files.write(folder.resolve("damaged.3mf"), bytes);
        assertEquals(
                "gcode.plate-broken",
                assertThrows(Damaged.class, () -> text(file)).why().key());
    }

    private Path zip(Map<String, String> entries) throws IOException {
        var file = folder.resolve("plates.gcode.3mf");
        try (var out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var entry : new TreeMap<>(entries).entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(UTF_8));
            }
        }
        return file;
    }

    private static String text(Path file) throws IOException {
        try (var in = ProgramFile.text(file)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
