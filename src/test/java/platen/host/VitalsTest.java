package platen.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.sync.PrinterLive.Said;

class VitalsTest {
    @TempDir
    private Path root;

    @Test
    void readsWhatARaspberryPiTells() throws IOException {
        write("sys/devices/platform/soc/soc:firmware/get_throttled", "50005\n");
        write("sys/class/thermal/thermal_zone0/temp", "61234\n");
        write("proc/meminfo", "MemTotal:         948304 kB\nMemFree:  1 kB\nMemAvailable:     512000 kB\n");
        write("proc/loadavg", "0.50 0.40 0.30 1/234 5678\n");
        var health = new Vitals(root, root).read();
        assertEquals(0x50005, health.throttled());
        assertEquals(61.234, health.cpuC());
        assertEquals(500, health.memoryFreeMb());
        assertEquals(926, health.memoryMb());
        assertNotNull(health.diskFreeMb());
        assertNotNull(health.load());
    }

    @Test
    void tellsNothingThatIsNotThereOrMakesNoSense() throws IOException {
        write("sys/devices/platform/soc/soc:firmware/get_throttled", "error=2\n");
        write("sys/class/thermal/thermal_zone0/temp", "");
        write("proc/meminfo", "nothing of this kind\n");
        var health = new Vitals(root, root.resolve("gone")).read();
        assertNull(health.throttled());
        assertNull(health.cpuC());
        assertNull(health.memoryFreeMb());
        assertNull(health.diskFreeMb());
        assertNull(health.load());
    }

    @Test
    void keepsLinesUntilTheServerHasThem() {
        var transcript = new Transcript();
        assertNull(transcript.pending());
        for (int i = 1; i <= 150; i++) transcript.add("line " + i + " " + "x".repeat(90));
        var first = transcript.pending();
        assertNotNull(first);
        assertEquals(51, first.first(), "a hundred are kept");
        assertEquals(first, transcript.pending(), "told again until it is taken");
        transcript.delivered(first);
        var next = transcript.pending();
        assertNotNull(next);
        assertEquals(51 + first.lines().size(), next.first());
        transcript.add("\u0007".repeat(3));
        for (Said said = transcript.pending(); said != null; said = transcript.pending()) {
            next = said;
            transcript.delivered(said);
        }
        assertEquals(
                List.of("\uFFFD\uFFFD\uFFFD"),
                next.lines().subList(next.lines().size() - 1, next.lines().size()));
    }

    private void write(String path, String text) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(root.resolve(path.substring(0, path.lastIndexOf(0x2f))));
        Files.writeString(file, text);
    }
}
