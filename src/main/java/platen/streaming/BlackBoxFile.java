package platen.streaming;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import platen.gcode.Height;
import platen.streaming.Outcome.Heaters;
import platen.templating.Words;

/// The black box of a print as a file that people can read: a head of figures, a blank line, and the last
/// lines that the printer and we said to each other.
///
/// It is written in English, as it is made to be sent to whoever knows about printers.
public record BlackBoxFile(Map<String, String> head, List<String> lines) {
    public static final String SUFFIX = ".blackbox.txt";
    /// No file of ours is larger: all its lines at their longest, each byte written as `\x07`.
    public static final int LARGEST_BYTES = 1 << 20;

    private static final String TITLE = "Platen black box 1";
    private static final int LONGEST_HEAD = 40;
    private static final String LEGEND =
            "seconds since the print began; > we said, < the printer said, = what happened; …+9 that many bytes more";

    /// What a print does not know of itself.
    ///
    /// @param printer where it is, or how people call it
    /// @param program how the program was called
    /// @param height  how far the part had grown, where that could be found out
    public record Facts(
            String printer,
            String program,
            Instant endedAt,
            @Nullable Height height) {}

    public BlackBoxFile {
        head = new LinkedHashMap<>(head);
        lines = List.copyOf(lines);
    }

    public static BlackBoxFile of(Occurrence.Ended ended, Facts facts) {
        var figures = ended.figures();
        var outcome = ended.outcome();
        var recording = ended.recording();
        long tookMs = Math.round(figures.elapsedS() * 1000);
        var head = new LinkedHashMap<String, String>();
        head.put("printer", oneLine(facts.printer()));
        head.put("profile", recording.profile());
        head.put("firmware", oneLine(recording.firmware()));
        head.put("program", oneLine(facts.program()));
        head.put("began", second(facts.endedAt().minusMillis(tookMs)));
        head.put("ended", second(facts.endedAt()));
        head.put("outcome", outcome.end().name().toLowerCase(Locale.ROOT));
        head.put("why", oneLine(Words.say(outcome.why(), Locale.ENGLISH)));
        head.put("heaters", heaters(outcome.heaters()));
        head.put("time_s", tenths(figures.elapsedS()));
        head.put("lines", Long.toString(figures.lines()));
        if (facts.height() != null) {
            head.put("layer", Integer.toString(facts.height().layer()));
            head.put(
                    "height_mm",
                    String.format(Locale.ROOT, "%.2f", facts.height().mm()));
        }
        head.put("commands", Long.toString(figures.commands()));
        head.put("resends", Long.toString(figures.resends()));
        head.put("underruns", Long.toString(figures.underruns()));
        head.put("resend_percent", String.format(Locale.ROOT, "%.3f", share(figures)));
        head.put("ok_latency_p50_us", tenths(figures.okLatencyP50Us()));
        head.put("ok_latency_p99_us", tenths(figures.okLatencyP99Us()));
        head.put("ok_latency_p999_us", tenths(figures.okLatencyP999Us()));
        head.put("ok_latency_max_us", tenths(figures.okLatencyMaxUs()));
        head.put("sha256", figures.digest().hex());
        head.put("older_lines_not_kept", Long.toString(recording.gone()));
        head.put("below", LEGEND);
        return new BlackBoxFile(head, recording.lines());
    }

    /// Reads what [#text] has written; empty when it is something else.
    public static Optional<BlackBoxFile> read(String text) {
        var all = text.lines().toList();
        if (all.isEmpty() || !all.getFirst().equals(TITLE)) return Optional.empty();
        var head = new LinkedHashMap<String, String>();
        int at = 1;
        for (; at < all.size() && !all.get(at).isEmpty() && at < LONGEST_HEAD; at++) {
            var parts = all.get(at).split(": ?", 2);
            if (parts.length == 2) head.put(parts[0], parts[1]);
        }
        return Optional.of(new BlackBoxFile(head, all.subList(Math.min(at + 1, all.size()), all.size())));
    }

    /// One of the figures; empty where it is not told.
    public String figure(String name) {
        return head.getOrDefault(name, "");
    }

    public String text() {
        var top = head.entrySet().stream()
                .map(one -> one.getKey() + ": " + one.getValue() + "\n")
                .collect(Collectors.joining());
        return TITLE + "\n" + top + "\n"
                + lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static double share(Figures figures) {
        long sent = figures.commands() + figures.resends();
        return sent == 0 ? 0 : 100.0 * figures.resends() / sent;
    }

    private static String heaters(Heaters heaters) {
        return switch (heaters) {
            case OFF -> "off";
            case LEFT_ON -> "left on by the program";
            case UNCONFIRMED -> "NOT CONFIRMED OFF";
        };
    }

    private static String second(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String tenths(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}]+", " ").strip();
    }
}
