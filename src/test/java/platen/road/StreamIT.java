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
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
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

    @Test
    void coolsAPrinterThatWasUnpluggedInMidPrintAsSoonAsItIsBack() throws IOException, InterruptedException {
        var link = folder.resolve("printer");
        var report = folder.resolve("report.json");
        try (var printer = virtual(link, report, "--faults", "unplug-and-return@line:60:10s")) {
            printer.says("(/dev/pts/\\d+)");
            var host = PlatenProcess.start(
                    folder, "stream", hot().toString(), "--port", link.toString(), "--profile", "virtual", "--json");
            assertEquals(1, host.exit(), host::output);
            var said = host.output();
            assertTrue(said.contains("VANISHED IN MID-PRINT AND MAY BE HOT"), said);
            assertTrue(said.contains("The printer is back"), said);
            var figures = Json.MAPPER.readTree(host.says("(?m)^(\\{.*})$"));
            assertEquals("failed", figures.get("outcome").asText());
            assertEquals("off", figures.get("heaters").asText());
            assertTrue(figures.get("reason").asText().contains("was lost"), said);
            printer.end();
        }
        assertCold(report);
    }

    @Test
    void endsTheWaitForAVanishedPrinterWithAWarningWhenAsked() throws IOException, InterruptedException {
        var link = folder.resolve("printer");
        try (var printer = virtual(link, folder.resolve("report.json"), "--faults", "unplug@line:60")) {
            printer.says("(/dev/pts/\\d+)");
            var host = PlatenProcess.start(
                    folder, "stream", hot().toString(), "--port", link.toString(), "--profile", "virtual", "--json");
            host.says("(VANISHED)");
            assertEquals(PlatenProcess.TERMINATED, host.end(), host::output);
            var said = host.output();
            assertTrue(said.contains("THE PRINTER MAY BE HOT"), said);
            assertTrue(said.contains("\"heaters\":\"unconfirmed\""), said);
        }
    }

    @Test
    void waitsForAPersonAtThePrinterWhereNoneIsAtAKeyboard() throws IOException, InterruptedException {
        var link = folder.resolve("printer");
        var report = folder.resolve("report.json");
        var program = Files.writeString(folder.resolve("asks.gcode"), "M104 S200\nG28\nM0 Put in the nut\nG1 X9\n");
        try (var printer = virtual(link, report)) {
            printer.says("(/dev/pts/\\d+)");
            var host = PlatenProcess.start(
                    folder, "stream", program.toString(), "--port", link.toString(), "--profile", "virtual");
            host.says("(when somebody presses the button)");
            host.says("(The printer waits for a person)");
            assertEquals(PlatenProcess.TERMINATED, host.end(), host::output);
            assertTrue(host.output().contains("The heaters are off."), host::output);
            printer.end();
        }
        assertCold(report);
    }

    private PlatenProcess virtual(Path link, Path report, String... faults) throws IOException {
        var options = new ArrayList<>(
                List.of("virtual", "--link", link.toString(), "--speed", "50", "--report", report.toString()));
        options.addAll(List.of(faults));
        return PlatenProcess.start(folder, options.toArray(String[]::new));
    }

    private static void assertCold(Path report) throws IOException {
        var done = Json.MAPPER.readTree(Files.readString(report));
        assertEquals(0, done.get("nozzle_target_c").asDouble(), done::toString);
        assertEquals(0, done.get("bed_target_c").asDouble(), done::toString);
    }

    private Path hot() throws IOException {
        var program = new StringBuilder("M104 S200\nM140 S60\nG28\n");
        for (int i = 1; i < 400; i++) program.append("G1 X").append(i % 100).append(" F6000\n");
        return Files.writeString(folder.resolve("hot.gcode"), program);
    }

    /// Streams to a printer with these options, which executed just the program; the figures at the end.
    private JsonNode stream(Path program, String... faults) throws IOException, InterruptedException {
        var link = folder.resolve("printer");
        var report = folder.resolve("report.json");
        try (var printer = virtual(link, report, faults)) {
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
