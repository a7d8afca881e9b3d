package platen.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import platen.streaming.Occurrence.Ended;
import platen.streaming.Outcome.End;

/// How a print ended, in words and in figures.
final class EndWords {
    private EndWords() {}

    static String of(Ended end) {
        var figures = end.figures();
        var words = StreamCommand.say(end.outcome().why()) + " "
                + String.format(
                        Locale.ENGLISH,
                        "%,d commands in %s, %,.0f a second; %,d sent again.",
                        figures.commands(),
                        ProgressLine.time(figures.elapsedS()),
                        figures.linesPerS(),
                        figures.resends());
        return words
                + switch (end.outcome().heaters()) {
                    case OFF -> " The heaters are off.";
                    case LEFT_ON -> " The program left a heater on.";
                    case UNCONFIRMED -> " CHECK THE HEATERS: the printer did not confirm that they are off.";
                };
    }

    static Map<String, Object> figures(Ended end) {
        var figures = end.figures();
        var latency = new LinkedHashMap<String, Object>();
        latency.put("p50", rounded(figures.okLatencyP50Us()));
        latency.put("p99", rounded(figures.okLatencyP99Us()));
        latency.put("p999", rounded(figures.okLatencyP999Us()));
        latency.put("max", rounded(figures.okLatencyMaxUs()));
        var all = new LinkedHashMap<String, Object>();
        all.put("outcome", end.outcome().end().name().toLowerCase(Locale.ROOT));
        if (end.outcome().end() != End.FINISHED)
            all.put("reason", StreamCommand.say(end.outcome().why()));
        all.put("heaters", end.outcome().heaters().name().toLowerCase(Locale.ROOT));
        all.put("lines", figures.lines());
        all.put("commands", figures.commands());
        all.put("resends", figures.resends());
        all.put("underruns", figures.underruns());
        all.put("lines_per_s", rounded(figures.linesPerS()));
        all.put("time_s", rounded(figures.elapsedS()));
        all.put("ok_latency_us", latency);
        all.put("cpu_s", cpuSeconds());
        all.put("sha256", figures.digest().hex());
        return all;
    }

    private static double cpuSeconds() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(time -> time.toMillis() / 1000.0)
                .orElse(Double.NaN);
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
