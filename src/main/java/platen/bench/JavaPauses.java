package platen.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// How often and how long a Java process stood still, by the log that it writes when it is asked by [#option].
///
/// @param collections     stops for the collection of garbage
/// @param longestMs       the longest of them
/// @param totalMs         all of them
/// @param longestStopMs   the longest stop of all threads for any purpose, getting there included
record JavaPauses(int collections, double longestMs, double totalMs, double longestStopMs) {
    private static final Pattern COLLECTION = Pattern.compile("GC\\(\\d+\\) Pause .* ([\\d.]+)ms$");
    private static final Pattern STOP = Pattern.compile("Safepoint \".*Total: +(\\d+) ns");
    private static final double NS_PER_MS = 1e6;

    /// The option of Java by which a process and those that it starts log their stops, each in a file of its own.
    static String option(Path folder) {
        return "-Xlog:gc*,safepoint:file=" + folder.resolve("stops-%p.log") + "::filecount=0";
    }

    /// What the process said there.
    static JavaPauses of(Path folder, long pid) throws IOException {
        return of(Files.readAllLines(folder.resolve("stops-" + pid + ".log")));
    }

    static JavaPauses of(List<String> log) {
        int collections = 0;
        double longest = 0;
        double total = 0;
        double longestStop = 0;
        for (var line : log) {
            var collection = COLLECTION.matcher(line);
            if (collection.find()) {
                double ms = Double.parseDouble(collection.group(1));
                collections++;
                longest = Math.max(longest, ms);
                total += ms;
            }
            var stop = STOP.matcher(line);
            if (stop.find()) longestStop = Math.max(longestStop, Double.parseDouble(stop.group(1)) / NS_PER_MS);
        }
        return new JavaPauses(collections, longest, total, longestStop);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d collections of garbage, longest %.1f ms, in all %.0f ms; longest stop of any kind %.1f ms",
                collections,
                longestMs,
                totalMs,
                longestStopMs);
    }
}
