package platen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import platen.values.Json;

class CheckCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void endsWith0ForWhatMayBePrinted() throws IOException {
        assertEquals(0, check(sample("cube.gcode"), "--profile=virtual"));
        assertTrue(out.toString().contains("It may be printed."), out.toString());
        assertTrue(out.toString().contains("made by PrusaSlicer"), out.toString());
    }

    @Test
    void endsWith1AndNamesLineAndHeightOfWhatMustNot() throws IOException {
        var hot = Files.writeString(folder.resolve("hot.gcode"), "G28\nM109 S500\nG1 X9 E9\nM104 S0\n");
        assertEquals(1, check(hot));
        assertTrue(out.toString().contains("STOP line 2 at 0.00 mm: The program asks for 500 °C"), out.toString());
    }

    @Test
    void printsOneLineOfJson() throws IOException {
        assertEquals(0, check(sample("cube.stl"), "--json", "--as=../x/Würfel.stl"));
        var json = Json.MAPPER.readTree(out.toString());
        assertEquals("Würfel.stl", json.get("name").asText());
        assertEquals(20, json.get("size_mm").get(2).asDouble());
        assertTrue(json.get("estimated_time_s").asDouble() > 600);
    }

    @Test
    void endsWith2ForAWrongCommand() throws IOException {
        assertEquals(2, check(folder.resolve("none.stl")));
        assertEquals(2, check(sample("cube.stl"), "--profile=ender9"));
        assertTrue(err.toString().contains("There is no printer profile ender9; there are ender3, generic-marlin"));
        assertEquals(2, check(sample("cube.stl"), "--material=Wood"));
    }

    @Test
    void looksAtACustomersFileWhateverTheShopsOwnProfilesAreLike() throws IOException {
        var none = "--printers=" + folder.resolve("none");
        assertEquals(2, check(sample("cube.gcode"), "--profile=virtual", none));
        assertEquals(0, check(sample("cube.gcode"), "--profile=virtual", none, "--as=cube.gcode"));
        var own = Files.createDirectory(folder.resolve("printers"));
        Files.writeString(own.resolve("broken.toml"), "name = 7");
        assertEquals(2, check(sample("cube.gcode"), "--profile=virtual", "--printers=" + own));
        assertEquals(0, check(sample("cube.gcode"), "--profile=virtual", "--printers=" + own, "--as=cube.gcode"));
    }

    private int check(Path file, String... options) {
        var args = new String[options.length + 2];
        args[0] = "check";
        args[1] = file.toString();
        System.arraycopy(options, 0, args, 2, options.length);
        return new CommandLine(new Platen())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    private Path sample(String name) throws IOException {
        try (var in = Objects.requireNonNull(CheckCommand.class.getResourceAsStream("/samples/" + name))) {
            return Files.write(folder.resolve(name), in.readAllBytes());
        }
    }
}
