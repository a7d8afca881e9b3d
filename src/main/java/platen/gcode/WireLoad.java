package platen.gcode;

import java.lang.reflect.Array;
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
    private final boolean free; // the wire is never too slow
    private final Moves moves = new Moves();
    private int bytes; // of the lines since the last move was planned
    private int lines;
    private double now;
    private double bytesLately;
    private double linesLately;
    private double overS;
    private @Nullable Sighting first;

    /// Moves with the lines that lead to them, the oldest first: those of the last two seconds, and those to come.
    private static final class Moves {
        private int[] bytes = new int[64];
        private int[] lines = new int[64];
        private long[] line = new long[64];
        private double[] heightMm = new double[64];
        private double[] atS = new double[64]; // when it ends, if it came
        private int oldest; // these three count on, and are taken modulo the length
        private int coming;
        private int end;

        void grow() {
            bytes = twice(bytes);
            lines = twice(lines);
            line = twice(line);
            heightMm = twice(heightMm);
            atS = twice(atS);
            coming -= oldest;
            end -= oldest;
            oldest = 0;
        }

        /// The same with twice the room, and the oldest first.
        private <T> T twice(T array) {
            int length = Array.getLength(array);
            int first = oldest & length - 1;
            @SuppressWarnings("unchecked")
            var larger = (T) Array.newInstance(array.getClass().getComponentType(), 2 * length);
            System.arraycopy(array, first, larger, 0, length - first);
            System.arraycopy(array, 0, larger, length - first, first);
            return larger;
        }
    }

    WireLoad(Connection connection) {
        byteS = connection.nativeUsb() ? 0 : (double) BITS_PER_BYTE / connection.baud();
        lineS = connection.nativeUsb() || connection.window() > 1 ? 0 : TURNAROUND_S + OK_BYTES * byteS;
        free = byteS == 0 && lineS == 0;
    }

    /// A command is to be sent, of so many bytes without blanks.
    void line(int length) {
        bytes += length + FRAME_BYTES;
        lines++;
    }

    void planned(long line, double heightMm) {
        if (free) return;
        if (moves.end - moves.oldest == moves.bytes.length) moves.grow();
        int move = moves.end++ & moves.bytes.length - 1;
        moves.bytes[move] = bytes;
        moves.lines[move] = lines;
        moves.line[move] = line;
        moves.heightMm[move] = heightMm;
        bytes = 0;
        lines = 0;
    }

    /// The oldest planned move takes so long.
    void passed(double seconds) {
        if (free) return;
        int mask = moves.bytes.length - 1;
        int move = moves.coming++ & mask;
        now += seconds;
        bytesLately += moves.bytes[move];
        linesLately += moves.lines[move];
        moves.atS[move] = now;
        double since = now - WINDOW_S;
        for (int old = moves.oldest & mask; moves.atS[old] < since; old = ++moves.oldest & mask) {
            bytesLately -= moves.bytes[old];
            linesLately -= moves.lines[old];
        }
        boolean carried = bytesLately * byteS <= MOST_OF_THE_LINE * WINDOW_S && carriedS() <= WINDOW_S;
        if (carried || since < 0) return;
        overS += seconds;
        if (first == null) first = new Sighting(0, moves.line[move], moves.heightMm[move]);
    }

    /// What the line carried lately takes, with the answers.
    private double carriedS() {
        return bytesLately * byteS + linesLately * lineS;
    }

    /// Where it is too much first, with the seconds of motion in which it is; null if never.
    @Nullable
    Sighting tooMuch() {
        return first == null ? null : new Sighting(overS, first.line(), first.heightMm());
    }
}
