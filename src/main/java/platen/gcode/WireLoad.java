package platen.gcode;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import platen.printers.Connection;

/// Whether the line to the printer carries a program as fast as the printer could carry it out. Where it does not, the
/// nozzle stands still between short moves, and leaves blobs.
///
/// Looks at any two seconds of motion: the bytes in them may take 60 % of the line, and with their answers, in
/// lock-step, all of it.
final class WireLoad {
    private static final double WINDOW_S = 2;
    private static final double MOST_OF_THE_LINE = 0.6;
    private static final double TURNAROUND_S = 0.002; // of a USB stack, both ways
    private static final int FRAME_BYTES = 12; // number and checksum
    private static final int BITS_PER_BYTE = 10;
    private static final int OK_BYTES = 3;

    private final double byteS;
    private final double lineS;
    private final Deque<Move> planned = new ArrayDeque<>();
    private final Deque<Move> lately = new ArrayDeque<>();
    private int bytes; // of the lines since the last move was planned
    private int lines;
    private double now;
    private double bytesLately;
    private double linesLately;
    private double overS;
    private @Nullable Sighting first;

    /// A move with the lines that lead to it; `atS` is when it ends.
    private record Move(int bytes, int lines, long line, double heightMm, double atS) {}

    WireLoad(Connection connection) {
        byteS = connection.nativeUsb() ? 0 : (double) BITS_PER_BYTE / connection.baud();
        lineS = connection.nativeUsb() || connection.window() > 1 ? 0 : TURNAROUND_S + OK_BYTES * byteS;
    }

    /// A command is to be sent, of so many bytes without blanks.
    void line(int length) {
        bytes += length + FRAME_BYTES;
        lines++;
    }

    void planned(long line, double heightMm) {
        planned.add(new Move(bytes, lines, line, heightMm, 0));
        bytes = 0;
        lines = 0;
    }

    /// The oldest planned move takes so long.
    void passed(double seconds) {
        var move = planned.remove();
        now += seconds;
        bytesLately += move.bytes;
        linesLately += move.lines;
        lately.add(new Move(move.bytes, move.lines, move.line, move.heightMm, now));
        for (var old = lately.peek(); old != null && old.atS < now - WINDOW_S; old = lately.peek()) {
            bytesLately -= old.bytes;
            linesLately -= old.lines;
            lately.remove();
        }
        if (now < WINDOW_S) return;
        double carried = bytesLately * byteS;
        if (carried <= MOST_OF_THE_LINE * WINDOW_S && carried + linesLately * lineS <= WINDOW_S) return;
        overS += seconds;
        if (first == null) first = new Sighting(0, move.line, move.heightMm);
    }

    /// Where it is too much first, with the seconds of motion in which it is; null if never.
    @Nullable
    Sighting tooMuch() {
        return first == null ? null : new Sighting(overS, first.line(), first.heightMm());
    }
}
