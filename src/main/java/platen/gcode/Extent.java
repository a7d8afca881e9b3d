package platen.gcode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/// How far moves reach in X, Y and Z, and where in the program they first went as far as that.
final class Extent {
    private final double[] low = new double[3];
    private final double[] high = new double[3];
    private final long[] lowLine = new long[3];
    private final long[] highLine = new long[3];
    private final double[] lowHeight = new double[3];
    private final double[] highHeight = new double[3];

    Extent() {
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        Arrays.fill(high, Double.NEGATIVE_INFINITY);
    }

    void reach(int axis, double at, long line, double heightMm) {
        if (at < low[axis]) {
            low[axis] = at;
            lowLine[axis] = line;
            lowHeight[axis] = heightMm;
        }
        if (at > high[axis]) {
            high[axis] = at;
            highLine[axis] = line;
            highHeight[axis] = heightMm;
        }
    }

    boolean isEmpty() {
        return high[0] < low[0];
    }

    Bounds bounds() {
        if (isEmpty()) return Bounds.NONE;
        var lowest = new ArrayList<Sighting>();
        var highest = new ArrayList<Sighting>();
        for (int axis = 0; axis < 3; axis++) {
            lowest.add(new Sighting(low[axis], lowLine[axis], lowHeight[axis]));
            highest.add(new Sighting(high[axis], highLine[axis], highHeight[axis]));
        }
        return new Bounds(boxed(low), boxed(high), lowest, highest);
    }

    private static List<Double> boxed(double[] each) {
        return DoubleStream.of(each).boxed().toList();
    }
}
