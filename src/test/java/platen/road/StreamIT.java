package platen.road;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import platen.gcode.ProgramDigest;
import platen.streaming.BlackBoxFile;
import platen.values.Json;

/// A program goes from the terminal over a real tty to a virtual printer, in processes of their own.
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamIT {
    @TempDir
    private Path folder;

    @Test
    void endsWellWhenThePrinterExecutedJustTheProgram() throws IOException, InterruptedException {
        var program = sample();
        var expected = ProgramDigest.of(program);
        var figures = stream(program);
        assertEquals("finished", figures.get("outcome").asText());
        assertEquals(expected.commands(), figures.get("commands").asLong());
        assertEquals(0, figures.get("resends").asLong());
        assertEquals(expected.digest().hex(), figures.get("sha256").asText());
    }

    @Test
    void losesAndDoublesNothingOnABadWire() throws IOException, InterruptedException {
        var program = sample();
        var figures = stream(program, "--faults", "damaged-byte=0.0002,lost-ok=0.0005", "--seed", "7");
        assertEquals("finished", figures.get("outcome").asText());
        assertTrue(figures.get("resends").asLong() > 0, figures::toString);
    }

    @Test
    void aFailedPrintLeavesWhatWasSaidLastBesideItsProgram() throws IOException, InterruptedException {
        var program = Files.writeString(folder.resolve("doomed.gcode"), "G28\nG1 Z1 F300\nM112\nG1 Z2\n");
        var link = folder.resolve("printer");
        try (var printer = PlatenProcess.start(folder, "virtual", "--link", link.toString(), "--speed", "50")) {
            printer.says("(/dev/pts/\\d+)");
            var host = PlatenProcess.start(
                    folder, "stream", program.toString(), "--port", link.toString(), "--profile", "virtual");
            assertEquals(1, host.exit(), host::output);
            var place = folder.resolve("doomed.gcode.blackbox.txt");
            assertTrue(host.output().contains(place.toString()), host::output);
            var file = BlackBoxFile.read(Files.readString(place)).orElseThrow();
            assertEquals("failed", file.figure("outcome"));
            assertTrue(file.figure("why").contains("M112"), file::text);
            assertTrue(file.lines().stream().anyMatch(line -> line.matches(".*> N\\d+G1Z1F300\\*\\d+")), file::text);
            assertTrue(file.lines().stream().anyMatch(line -> line.contains("M104S0")), "the heaters went off last");
        }
    }

    /// Streams to a printer with these options, which executed just the program; the figures at the end.
    private JsonNode stream(Path program, String... faults) throws IOException, InterruptedException {
        var link = folder.resolve("printer");
        var report = folder.resolve("report.json");
        var options = new ArrayList<>(
                List.of("virtual", "--link", link.toString(), "--speed", "50", "--report", report.toString()));
        options.addAll(List.of(faults));
        try (var printer = PlatenProcess.start(folder, options.toArray(String[]::new))) {
            printer.says("(/dev/pts/\\d+)");
            var host = PlatenProcess.start(
                    folder, "stream", program.toString(), "--port", link.toString(), "--profile", "virtual", "--json");
            assertEquals(0, host.exit(), host::output);
            printer.end();
            assertTrue(
                    Files.readString(report)
                            .contains(ProgramDigest.of(program).digest().hex()),
                    "each command once and in order");
            return Json.MAPPER.readTree(host.says("(?m)^(\\{.*})$"));
        }
    }

    private Path sample() throws IOException {
        var path = folder.resolve("cube.gcode");
        try (var in = requireNonNull(getClass().getResourceAsStream("/samples/cube.gcode"))) {
            Files.copy(in, path);
        }
        return path;
    }
}
