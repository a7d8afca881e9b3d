package platen.cli;

import java.io.PrintWriter;
import java.util.Locale;
import platen.protocol.Temperatures.Reading;
import platen.streaming.Status;
import platen.streaming.Status.PrintStatus;

/// One line in a terminal that is written over and over; where there is no terminal, only what happens.
final class ProgressLine {
    private static final long REDRAW_NS = 500_000_000;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean live;
    private long drawnAt = System.nanoTime() - REDRAW_NS;
    private long acceptedThen;

    ProgressLine(PrintWriter out, boolean live) {
        this.out = out;
        this.live = live;
    }

    void say(String text) {
        if (live) out.print(CLEAR);
        out.println(text);
        out.flush();
    }

    void show(Status status) {
        long now = System.nanoTime();
        var print = status.print();
        if (!live || print == null || now - drawnAt < REDRAW_NS) return;
        double linesPerS = (print.accepted() - acceptedThen) * 1e9 / (now - drawnAt);
        acceptedThen = print.accepted();
        drawnAt = now;
        out.print(CLEAR + text(status, print, linesPerS));
        out.flush();
    }

    static String text(Status status, PrintStatus print, double linesPerS) {
        return String.format(
                Locale.ENGLISH,
                "%5.1f %%  %s%s  line %,d%s  nozzle %s  bed %s  %s%s  %,.0f lines/s  %d resent",
                print.progress() * 100,
                print.stage().name().toLowerCase(Locale.ROOT),
                status.stalled() ? " (no answer)" : status.waitsForPerson() != null ? " (waits for you)" : "",
                print.fileLine(),
                layer(print),
                heat(status.temperatures().nozzle()),
                heat(status.temperatures().bed()),
                time(print.elapsedS()),
                eta(print),
                linesPerS,
                print.resends());
    }

    private static String eta(PrintStatus print) {
        boolean told = !Double.isNaN(print.leftS()) && print.stage() == Status.Stage.PRINTING;
        return told ? ", about " + time(print.leftS()) + " left" : "";
    }

    private static String layer(PrintStatus print) {
        if (print.layer() == 0) return "";
        var height =
                Double.isNaN(print.heightMm()) ? "" : String.format(Locale.ENGLISH, " (%.2f mm)", print.heightMm());
        return "  layer " + print.layer() + height;
    }

    private static String heat(Reading reading) {
        if (Double.isNaN(reading.celsius())) return "–";
        var now = String.format(Locale.ENGLISH, "%.0f", reading.celsius());
        return reading.target() > 0 ? now + "/" + Math.round(reading.target()) + " °C" : now + " °C";
    }

    static String time(double seconds) {
        long whole = Math.round(seconds);
        return whole >= 3600
                ? String.format("%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
                : String.format("%d:%02d", whole / 60, whole % 60);
    }
}
