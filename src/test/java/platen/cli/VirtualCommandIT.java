package platen.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import platen.gcode.ProgramDigest;
import platen.values.Json;

/// The command as a process of its own, ended as a terminal or systemd ends it.
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class VirtualCommandIT {
    @TempDir
    Path folder;

    @Test
    void writesItsReportAndTakesItsLinkAwayOnSigterm() throws IOException, InterruptedException {
        var link = folder.resolve("printer");
        var report = folder.resolve("report.json");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var jar = System.getProperty("platen.jar");
        var command = new String[] {
            java, "-jar", jar, "virtual", "--speed", "1000", "--link", link.toString(), "--report", report.toString()
        };
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var said = process.inputReader(US_ASCII)) {
            assertEquals(said.readLine(), link.toRealPath().toString());
            print(link, "G28", "G1 X10 F3000", "M400");
            process.destroy();
            assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        } finally {
            process.destroyForcibly();
        }
        var expected = new ProgramDigest();
        expected.bytes("G28\nG1 X10 F3000\n".getBytes(US_ASCII), 0, 17);
        var json = Json.MAPPER.readTree(Files.readString(report));
        assertEquals(expected.counted().digest().hex(), json.get("sha256").asText());
        assertFalse(Files.exists(link, LinkOption.NOFOLLOW_LINKS));
    }

    private static void print(Path tty, String... commands) throws IOException {
        try (var answers = new BufferedReader(new InputStreamReader(Files.newInputStream(tty), US_ASCII));
                var out = Files.newOutputStream(tty, StandardOpenOption.WRITE)) {
            for (var command : commands) {
                out.write((command + "\n").getBytes(US_ASCII));
                var answer = answers.readLine();
                while (!answer.startsWith("ok")) answer = answers.readLine();
            }
        }
    }
}
