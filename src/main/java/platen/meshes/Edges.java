package platen.meshes;

import java.util.Arrays;

/// Which sides of triangles lie on the same edge. A side has the number of the corner that it begins at.
///
/// Sides are sorted by the lower of their two points, then by the higher: two passes and small sorts, where one
/// sort of all would take three times as long.
final class Edges {
    private static final int FEW = 24;

    private final Weld weld;
    private final int[] sides;

    /// What is said of each edge: its sides, among those that [#side] names, from `first` up to `end`.
    interface Visitor {
        void edge(int first, int end);
    }

    Edges(Weld weld) {
        this.weld = weld;
        var starts = starts();
        sides = new int[starts[weld.points()]];
        fill(starts);
        sort(starts);
    }

    static int next(int side) {
        return side % 3 == 2 ? side - 2 : side + 1;
    }

    int side(int at) {
        return sides[at];
    }

    int from(int side) {
        return weld.point(side);
    }

    int to(int side) {
        return weld.point(next(side));
    }

    boolean isForward(int side) {
        return from(side) < to(side);
    }

    private int low(int side) {
        return Math.min(from(side), to(side));
    }

    private int high(int side) {
        return Math.max(from(side), to(side));
    }

    void visit(Visitor visitor) {
        for (int first = 0; first < sides.length; ) {
            int low = low(sides[first]);
            int high = high(sides[first]);
            int end = first + 1;
            while (end < sides.length && low(sides[end]) == low && high(sides[end]) == high) end++;
            visitor.edge(first, end);
            first = end;
        }
    }

    /// Where the sides of each point begin.
    private int[] starts() {
        var starts = new int[weld.points() + 1];
        for (int triangle = 0; triangle < weld.triangles(); triangle++) {
            if (weld.isFlat(triangle)) continue;
            for (int side = 3 * triangle; side < 3 * triangle + 3; side++) starts[low(side) + 1]++;
        }
        for (int point = 0; point < weld.points(); point++) starts[point + 1] += starts[point];
        return starts;
    }

    /// Afterwards each place of `starts` has moved on to where the next begins.
    private void fill(int[] starts) {
        for (int triangle = 0; triangle < weld.triangles(); triangle++) {
            if (weld.isFlat(triangle)) continue;
            for (int side = 3 * triangle; side < 3 * triangle + 3; side++) sides[starts[low(side)]++] = side;
        }
    }

    private void sort(int[] ends) {
        var highs = new int[FEW];
        int first = 0;
        for (int point = 0; point < weld.points(); point++) {
            int end = ends[point];
            if (end - first <= FEW) sortFew(first, end, highs);
            else sortMany(first, end);
            first = end;
        }
    }

    private void sortFew(int first, int end, int[] highs) {
        for (int i = first; i < end; i++) {
            int side = sides[i];
            int high = high(side);
            int at = i;
            for (; at > first && highs[at - first - 1] > high; at--) {
                sides[at] = sides[at - 1];
                highs[at - first] = highs[at - first - 1];
            }
            sides[at] = side;
            highs[at - first] = high;
        }
    }

    /// A point where thousands of triangles meet must not take the square of that.
    private void sortMany(int first, int end) {
        var keys = new long[end - first];
        for (int i = 0; i < keys.length; i++) keys[i] = ((long) high(sides[first + i]) << 32) | sides[first + i];
        Arrays.sort(keys);
        for (int i = 0; i < keys.length; i++) sides[first + i] = (int) keys[i];
    }
}
