package platen.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import platen.sync.HostHealth;

/// How this computer does, read from what the kernel tells in files. What is not there is not told: only a Raspberry Pi
/// knows of its voltage.
final class Vitals {
    private static final double MILLI = 1_000;
    private static final long KIB_A_MB = 1_024;
    private static final long BYTES_A_MB = 1 << 20;
    private static final int HEX = 16;
    private static final Pattern MEMORY = Pattern.compile("(MemTotal|MemAvailable):\\s+(\\d{1,15}) kB");

    private final Path root;
    private final Path folder;

    /// `root` is that of the file system; the disk is that on which `folder` lies.
    Vitals(Path root, Path folder) {
        this.root = root;
        this.folder = folder;
    }

    HostHealth read() {
        var memory = text("proc/meminfo");
        return new HostHealth(
                throttled(),
                cpuC(),
                memory(memory, "MemAvailable"),
                memory(memory, "MemTotal"),
                disk(false),
                disk(true),
                load());
    }

    private @Nullable Integer throttled() {
        var text = text("sys/devices/platform/soc/soc:firmware/get_throttled");
        return text != null && text.matches("(0x)?[0-9a-fA-F]{1,7}")
                ? Integer.valueOf(text.replaceFirst("^0x", ""), HEX)
                : null;
    }

    private @Nullable Double cpuC() {
        var text = text("sys/class/thermal/thermal_zone0/temp");
        return text != null && text.matches("-?\\d{1,7}") ? Double.valueOf(Integer.parseInt(text) / MILLI) : null;
    }

    private static @Nullable Long memory(@Nullable String text, String name) {
        if (text == null) return null;
        return MEMORY.matcher(text)
                .results()
                .filter(found -> found.group(1).equals(name))
                .map(found -> Long.parseLong(found.group(2)) / KIB_A_MB)
                .findFirst()
                .orElse(null);
    }

    private @Nullable Long disk(boolean whole) {
        try {
            var disk = Files.getFileStore(folder);
            return (whole ? disk.getTotalSpace() : disk.getUsableSpace()) / BYTES_A_MB;
        } catch (IOException e) {
            return null;
        }
    }

    private @Nullable Double load() {
        var text = text("proc/loadavg");
        if (text == null) return null;
        var first = Arrays.asList(text.split(" ", -1)).getFirst();
        return first.matches("\\d{1,6}(\\.\\d{1,3})?")
                ? Double.valueOf(
                        Double.parseDouble(first) / Runtime.getRuntime().availableProcessors())
                : null;
    }

    private @Nullable String text(String path) {
        try {
            return Files.readString(root.resolve(path)).strip();
        } catch (IOException e) {
            return null;
        }
    }
}
