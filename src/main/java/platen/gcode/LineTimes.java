package platen.gcode;

import java.util.ArrayList;
import java.util.List;

/// How long each line of a program takes, two bytes a line: the upper half of a float without its sign, right to a
/// 500th of itself; before each 64 lines the exact sum, so that no error adds up.
final class LineTimes {
    private static final int BLOCK = 64;
    private static final int PAGE = 1 << 12;
    private static final int DROPPED_BITS = 15;

    private final List<short[]> pages = new ArrayList<>();
    private final List<double[]> sums = new ArrayList<>();
    private long line; // the one that the last time went to
    private double lineS;
    private double before; // all lines before it
    private double total;

    /// The time of a line, or a part of it. Lines come in order; what comes late for one goes to the last.
    void add(long at, double seconds) {
        if (at > line) close(at);
        lineS += seconds;
        total += seconds;
    }

    /// The time of all lines before this one.
    double before(long at) {
        if (at > line) return total;
        if (at == line) return before;
        if (at <= 0) return 0;
        long first = at / BLOCK * BLOCK;
        double sum = sum(first);
        var codes = pages.get((int) (at / PAGE));
        for (long each = first; each < at; each++) sum += seconds(codes[(int) (each % PAGE)]);
        return Math.min(sum, first + BLOCK > line ? before : sum(first + BLOCK));
    }

    double total() {
        return total;
    }

    /// What is kept, for a benchmark to tell.
    long bytes() {
        return pages.size() * (PAGE * 2L + PAGE / BLOCK * 8L);
    }

    private void close(long next) {
        page(line)[(int) (line % PAGE)] = code(lineS);
        before += lineS;
        lineS = 0;
        for (long block = line / BLOCK + 1; block <= next / BLOCK; block++) {
            page(block * BLOCK);
            sums.get((int) (block * BLOCK / PAGE))[(int) (block % (PAGE / BLOCK))] = before;
        }
        line = next;
    }

    private double sum(long first) {
        return sums.get((int) (first / PAGE))[(int) (first % PAGE) / BLOCK];
    }

    private short[] page(long at) {
        int number = (int) (at / PAGE);
        while (pages.size() <= number) {
            pages.add(new short[PAGE]);
            sums.add(new double[PAGE / BLOCK]);
        }
        return pages.get(number);
    }

    private static short code(double seconds) {
        int bits = Float.floatToRawIntBits((float) seconds) + (1 << (DROPPED_BITS - 1));
        return (short) (bits >>> DROPPED_BITS);
    }

    private static double seconds(short code) {
        return Float.intBitsToFloat((code & 0xFFFF) << DROPPED_BITS);
    }
}
