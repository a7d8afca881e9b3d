package platen.host;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import platen.sync.PrinterLive.Said;

/// The last lines of the talk by hand with one printer, until the server has them. The printer's thread adds, the
/// agent's takes.
final class Transcript {
    private static final int KEPT = 100;
    private static final int LONGEST = 160;
    /// In one call: a printer that prints may tell two kilobytes a second in all.
    private static final int MOST_CHARS = 900;

    private final Deque<String> lines = new ArrayDeque<>();
    private long last;
    private long delivered;

    synchronized void add(String line) {
        lines.add(readable(line));
        last++;
        if (lines.size() > KEPT) lines.removeFirst();
    }

    private static String readable(String line) {
        var text = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
        return text.replaceAll("\\p{Cntrl}", "\uFFFD");
    }

    /// The next lines that the server has not said it has, or null.
    synchronized @Nullable Said pending() {
        long first = Math.max(delivered, last - lines.size()) + 1;
        if (first > last) return null;
        var some = new ArrayList<String>();
        int chars = 0;
        long number = last - lines.size();
        for (var line : lines) {
            if (++number < first) continue;
            chars += line.length();
            if (!some.isEmpty() && chars > MOST_CHARS) break;
            some.add(line);
        }
        return new Said(first, some);
    }

    synchronized boolean hasNews() {
        return last > delivered;
    }

    synchronized void delivered(Said said) {
        delivered = Math.max(delivered, said.first() + said.lines().size() - 1);
    }
}
