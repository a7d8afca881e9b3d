package platen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import platen.gcode.CutOffPrograms;

class ResumeCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path rest = Path.of("");

    @BeforeEach
    void choosePlace() {
        rest = folder.resolve("rest.gcode");
    }

    @Test
    void writesTheRestOfAProgram() throws IOException {
        assertEquals(0, resume("cura", "--layer=5", "--profile=ender3"), err.toString());
        var program = Files.readString(rest);
        assertTrue(program.contains("G92 Z1 ; here it stands"), program);
        var cura = CutOffPrograms.named("cura");
        assertTrue(program.endsWith(cura.substring(cura.indexOf(";LAYER:4\n"))));
        assertTrue(out.toString().contains("goes on from layer 5"), out.toString());
    }

    @Test
    void takesTheLayerOfTheLastLine() throws IOException {
        assertEquals(0, resume("cura", "--line=45", "--z=0.9"), err.toString());
        assertTrue(Files.readString(rest).startsWith("; The rest of a print that was cut off, from layer 4\n"));
        assertTrue(Files.readString(rest).contains("G92 Z0.9"));
    }

    @Test
    void endsWith1WhereNothingCanGoOn() throws IOException {
        assertEquals(1, resume("cura", "--layer=5", "--profile=voron-klipper"));
        assertTrue(err.toString().contains("cannot find its corner"), err.toString());
        assertEquals(1, resume("cura", "--layer=1"));
        assertEquals(1, resume("cura", "--line=3"));
        assertFalse(Files.exists(rest));
    }

    @Test
    void endsWith2ForAWrongCommand() throws IOException {
        assertEquals(2, resume("cura"));
        assertEquals(2, resume("cura", "--layer=99"));
        assertEquals(2, resume("cura", "--layer=5", "--profile=ender9"));
        assertFalse(Files.exists(rest));
        Files.writeString(rest, "mine");
        assertEquals(2, resume("cura", "--layer=5"));
        assertEquals("mine", Files.readString(rest));
    }

    private int resume(String program, String... options) throws IOException {
        var args = new ArrayList<>(List.of("resume"));
        args.add(CutOffPrograms.file(folder, CutOffPrograms.named(program)).toString());
        args.addAll(List.of("-o", rest.toString()));
        args.addAll(List.of(options));
        return new CommandLine(new Platen())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args.toArray(String[]::new));
    }
}
