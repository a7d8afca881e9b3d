package platen.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a process of this machine has used so far, as the kernel counts it.
///
/// @param cpuS        user and system time, in seconds
/// @param residentMb  what of it is in memory, shared pages counted in full
/// @param ownMb       the same, pages that several processes share divided among them
/// @param peakMb      the most that was ever in memory
/// @param readBytes   what it has read, from disk or not
record ProcessUse(double cpuS, double residentMb, double ownMb, double peakMb, long readBytes) {
    private static final int TICKS_PER_S = 100; // of Linux, in /proc
    private static final int USER_TIME = 11; // fields of /proc/PID/stat behind the name
    private static final int SYSTEM_TIME = 12;
    private static final double KB_PER_MB = 1024;

    /// Empty when it has just ended.
    static Optional<ProcessUse> of(long pid) {
        var place = Path.of("/proc", Long.toString(pid));
        try {
            var stat = Files.readString(place.resolve("stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            var cpu = (Double.parseDouble(fields[USER_TIME]) + Double.parseDouble(fields[SYSTEM_TIME])) / TICKS_PER_S;
            var status = figures(place.resolve("status"));
            if (!status.containsKey("VmRSS")) return Optional.empty(); // it is dead, and nobody has looked
            return Optional.of(new ProcessUse(
                    cpu,
                    status.get("VmRSS") / KB_PER_MB,
                    figures(place.resolve("smaps_rollup")).getOrDefault("Pss", 0L) / KB_PER_MB,
                    status.getOrDefault("VmHWM", 0L) / KB_PER_MB,
                    figures(place.resolve("io")).getOrDefault("rchar", 0L)));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// Lines like `VmRSS:   1234 kB`.
    private static Map<String, Long> figures(Path file) throws IOException {
        var figures = new HashMap<String, Long>();
        for (var line : Files.readAllLines(file)) {
            var words = line.split("[:\\s]+", -1);
            if (words.length > 1 && isWhole(words[1])) figures.put(words[0], Long.parseLong(words[1]));
        }
        return figures;
    }

    private static boolean isWhole(String word) {
        return !word.isEmpty()
                && word.length() < 19
                && Arrays.stream(word.split("", -1)).allMatch("0123456789"::contains);
    }
}
