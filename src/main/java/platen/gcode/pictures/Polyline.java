package platen.gcode.pictures;

import java.util.Arrays;

/// Plastic in one go, from which the corners go that nobody would miss (Douglas and Peucker).
final class Polyline {
    static final int MOST = 4_096;

    private final double[] xs = new double[MOST];
    private final double[] ys = new double[MOST];
    private final boolean[] kept = new boolean[MOST];
    /// Stretches that are still to be looked at, two numbers each; of two halves one waits here.
    private final int[] waiting = new int[2 * MOST];

    private int count;

    void begin(double x, double y) {
        count = 0;
        add(x, y);
    }

    void add(double x, double y) {
        xs[count] = x;
        ys[count++] = y;
    }

    int count() {
        return count;
    }

    void clear() {
        count = 0;
    }

    boolean isFull() {
        return count == MOST;
    }

    boolean endsAt(double x, double y) {
        return count > 0 && xs[count - 1] == x && ys[count - 1] == y;
    }

    double x(int at) {
        return xs[at];
    }

    double y(int at) {
        return ys[at];
    }

    boolean isKept(int at) {
        return kept[at];
    }

    /// Whether it is no longer than a dot of this size.
    boolean isDot(double mm) {
        double length = 0;
        for (int at = 1; at < count && length <= mm; at++)
            length += Math.hypot(xs[at] - xs[at - 1], ys[at] - ys[at - 1]);
        return length <= mm;
    }

    /// Keeps what lies farther than `mm` from the straight line beside it; how many corners that are.
    int simplify(double mm) {
        Arrays.fill(kept, 0, count, false);
        kept[0] = kept[count - 1] = true;
        int number = count > 1 ? 2 : 1;
        int top = 0;
        waiting[top++] = 0;
        waiting[top++] = count - 1;
        while (top > 0) {
            int last = waiting[--top];
            int first = waiting[--top];
            int farthest = farthest(first, last, mm);
            if (farthest < 0) continue;
            kept[farthest] = true;
            number++;
            waiting[top++] = first;
            waiting[top++] = farthest;
            waiting[top++] = farthest;
            waiting[top++] = last;
        }
        return number;
    }

    /// The corner between two that is farthest from the line between them, or -1 where none is farther than `mm`.
    private int farthest(int first, int last, double mm) {
        double alongX = xs[last] - xs[first];
        double alongY = ys[last] - ys[first];
        double length = alongX * alongX + alongY * alongY;
        double most = mm * mm;
        int found = -1;
        for (int at = first + 1; at < last; at++) {
            double x = xs[at] - xs[first];
            double y = ys[at] - ys[first];
            double share = length == 0 ? 0 : Math.clamp((x * alongX + y * alongY) / length, 0, 1);
            double awayX = x - share * alongX;
            double awayY = y - share * alongY;
            double away = awayX * awayX + awayY * awayY;
            if (away <= most) continue;
            most = away;
            found = at;
        }
        return found;
    }
}
