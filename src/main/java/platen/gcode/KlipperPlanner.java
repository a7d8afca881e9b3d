package platen.gcode;

import java.util.Arrays;

/// Plans moves ahead as Klipper does: its queue has no fixed length, and a move is settled once no later one can change
/// its speed. Extruding alone begins and ends at rest.
///
/// The speed of each corner comes from the square corner velocity, whatever the axis; a move that only speeds up and
/// brakes is held back by the minimum cruise ratio. Speeds are kept squared, as a speed grows with the way.
final class KlipperPlanner implements Lookahead {
    /// So much motion is queued before it is looked which moves are settled.
    private static final double LOOK_AFTER_S = 0.25;
    /// How much faster or slower the extruder may turn at once.
    private static final double INSTANT_E_MM_PER_S = 1;
    private static final double LOWEST_MM_PER_S = 0.001;
    private static final double NO_WAY_MM = 1e-9;
    private static final double NO_LIMIT = 1e8;
    private static final int E = 3;
    /// More than any stretch of full speed has; beyond it the plan ends at rest once, so that memory has an end.
    private static final int MOST = 1 << 18;

    private final Limits limits;
    private final double[] position = new double[4];
    private final double[] direction = new double[4];
    private final double[] before = new double[4]; // the direction of the previous move
    private boolean kinematicBefore;
    private double deviationBefore;

    private double[] length = new double[1 << 10];
    private double[] acceleration = new double[1 << 10];
    private double[] fastest = new double[1 << 10]; // squared, as all below
    private double[] gain = new double[1 << 10]; // what a move can win or lose
    private double[] smoothGain = new double[1 << 10];
    private double[] entry = new double[1 << 10]; // the most that its corner allows
    private double[] smoothEntry = new double[1 << 10];
    private double[] start = new double[1 << 10];
    private double[] cruise = new double[1 << 10]; // NaN: as the move before
    private double[] end = new double[1 << 10];
    private double[] seconds = new double[1 << 10];
    private long[] tags = new long[1 << 10];
    private final double[][] ends = new double[4][1 << 10];
    private int oldest;
    private int settled; // up to here, from the oldest
    private int count; // up to here, from the oldest
    private double untilLook = LOOK_AFTER_S;

    KlipperPlanner(MotionSettings settings) {
        limits = new Limits(settings);
    }

    @Override
    public boolean push(double x, double y, double z, double e, double mmPerS, long tag) {
        double dx = x - position[0];
        double dy = y - position[1];
        double dz = z - position[2];
        double de = e - position[E];
        double way = Math.sqrt(dx * dx + dy * dy + dz * dz);
        boolean kinematic = way >= NO_WAY_MM;
        if (!kinematic) way = Math.abs(de);
        if (way == 0) return false;
        place(x, y, z, e);
        int move = room();
        direct(dx / way, dy / way, dz / way, de / way, kinematic);
        limit(move, way, mmPerS, kinematic);
        corner(move, kinematic);
        tags[move] = tag;
        for (int axis = 0; axis < ends.length; axis++) ends[axis][move] = position[axis];
        System.arraycopy(direction, 0, before, 0, 4);
        kinematicBefore = kinematic;
        count++;
        if (count - oldest > 1) untilLook -= way / Math.sqrt(fastest[move]);
        if (untilLook <= 0) settle(true);
        else if (count - oldest >= MOST) settle(false);
        return true;
    }

    @Override
    public double start() {
        if (oldest == settled) settle(false);
        if (oldest == settled) throw new IllegalStateException("nothing to start");
        return seconds[oldest];
    }

    @Override
    public void finish() {
        oldest++;
        if (oldest < count) return;
        oldest = settled = count = 0;
    }

    @Override
    public long tag() {
        return tags[oldest];
    }

    @Override
    public double end(int axis) {
        return ends[axis][oldest];
    }

    @Override
    public boolean isFull() {
        return oldest < settled;
    }

    @Override
    public boolean isEmpty() {
        return oldest == count;
    }

    @Override
    public void place(double x, double y, double z, double e) {
        position[0] = x;
        position[1] = y;
        position[2] = z;
        position[E] = e;
    }

    @Override
    public double position(int axis) {
        return position[axis];
    }

    @Override
    public Limits limits() {
        return limits;
    }

    private void direct(double x, double y, double z, double e, boolean kinematic) {
        direction[0] = kinematic ? x : 0;
        direction[1] = kinematic ? y : 0;
        direction[2] = kinematic ? z : 0;
        direction[E] = e;
    }

    private void limit(int move, double way, double mmPerS, boolean kinematic) {
        double asked = Math.max(mmPerS, LOWEST_MM_PER_S);
        double speed = kinematic ? Math.min(asked, limits.maxVelocity()) : asked;
        double rate = kinematic ? limits.printAcceleration : NO_LIMIT;
        double smooth = limits.printAcceleration * (1 - limits.minimumCruiseRatio);
        double z = Math.abs(direction[2]);
        if (z > 0) {
            speed = Math.min(speed, limits.maxFeed[2] / z);
            rate = Math.min(rate, limits.maxAcceleration[2] / z);
        }
        double e = direction[E];
        if (e < 0 || (e > 0 && direction[0] == 0 && direction[1] == 0)) {
            speed = Math.min(speed, limits.maxFeed[E] / Math.abs(e));
            rate = Math.min(rate, Math.min(limits.retractAcceleration, limits.maxAcceleration[E]) / Math.abs(e));
        }
        length[move] = way;
        acceleration[move] = rate;
        fastest[move] = speed * speed;
        gain[move] = 2 * way * rate;
        smoothGain[move] = 2 * way * Math.min(smooth, rate);
    }

    private void corner(int move, boolean kinematic) {
        double deviation = limits.deviation();
        entry[move] = smoothEntry[move] = 0;
        if (kinematic && kinematicBefore && count > oldest) {
            int last = move - 1;
            double most = Math.min(fastest[move], Math.min(fastest[last], entry[last] + gain[last]));
            double change = Math.abs(direction[E] - before[E]);
            if (change > 0) most = Math.min(most, square(INSTANT_E_MM_PER_S / change));
            entry[move] = Math.min(most, corner(move, last, deviation));
            smoothEntry[move] = Math.min(entry[move], smoothEntry[last] + smoothGain[last]);
        }
        deviationBefore = deviation;
    }

    /// The corner is driven as an arc that keeps within the deviation and touches both moves before their middle.
    private double corner(int move, int last, double deviation) {
        double cosine = -(direction[0] * before[0] + direction[1] * before[1] + direction[2] * before[2]);
        double sineOfHalf = Math.sqrt(Math.max(0.5 * (1 - cosine), 0));
        double cosineOfHalf = Math.sqrt(Math.max(0.5 * (1 + cosine), 0));
        if (sineOfHalf >= 1 || cosineOfHalf <= 0) return Double.POSITIVE_INFINITY;
        double radius = sineOfHalf / (1 - sineOfHalf);
        double quarter = 0.25 * sineOfHalf / cosineOfHalf;
        double byDeviation = radius * Math.min(deviation * acceleration[move], deviationBefore * acceleration[last]);
        return Math.min(byDeviation, quarter * Math.min(gain[move], gain[last]));
    }

    /// From the newest move backwards: how fast each may begin if the last one ends at rest, and the peaks between.
    /// Moves before a peak are settled when another follows it, and all where it is not `lazy`.
    private void settle(boolean lazy) {
        untilLook = LOOK_AFTER_S;
        int until = count;
        boolean looking = lazy;
        int pending = 0;
        double next = 0;
        double nextSmooth = 0;
        double peak = 0;
        for (int move = count - 1; move >= settled; move--) {
            double reachable = next + gain[move];
            double begin = Math.min(entry[move], reachable);
            double reachableSmooth = nextSmooth + smoothGain[move];
            double beginSmooth = Math.min(smoothEntry[move], reachableSmooth);
            pending++;
            cruise[move] = Double.NaN;
            if (beginSmooth < reachableSmooth) {
                if (beginSmooth + smoothGain[move] > nextSmooth || pending > 1) {
                    if (looking && peak > 0) {
                        until = move + pending;
                        looking = false;
                    }
                    peak = (beginSmooth + reachableSmooth) / 2;
                }
                cruise[move] = Math.min((begin + reachable) / 2, Math.min(fastest[move], peak));
                pending = 0;
            }
            start[move] = begin;
            end[move] = next;
            next = begin;
            nextSmooth = beginSmooth;
        }
        if (!looking) time(until);
    }

    private void time(int until) {
        double cruiseBefore = 0;
        for (int move = settled; move < until; move++) {
            double top = Double.isNaN(cruise[move]) ? Math.min(cruiseBefore, start[move]) : cruise[move];
            seconds[move] = seconds(move, Math.min(start[move], top), top, Math.min(end[move], top));
            cruiseBefore = top;
        }
        settled = until;
    }

    private double seconds(int move, double from, double top, double to) {
        double half = 0.5 / acceleration[move];
        double up = (top - from) * half;
        double down = (top - to) * half;
        double speed = Math.sqrt(top);
        double upS = 2 * up / (Math.sqrt(from) + speed);
        double downS = 2 * down / (Math.sqrt(to) + speed);
        return upS + downS + Math.max(0, length[move] - up - down) / speed;
    }

    private int room() {
        if (count == length.length && oldest > count / 2) slide();
        else if (count == length.length) grow();
        return count;
    }

    private void slide() {
        int left = count - oldest;
        for (var each : new double[][] {
            length, acceleration, fastest, gain, smoothGain, entry, smoothEntry, start, cruise, end, seconds
        }) {
            System.arraycopy(each, oldest, each, 0, left);
        }
        for (var each : ends) System.arraycopy(each, oldest, each, 0, left);
        System.arraycopy(tags, oldest, tags, 0, left);
        settled -= oldest;
        count = left;
        oldest = 0;
    }

    private void grow() {
        int larger = 2 * count;
        length = Arrays.copyOf(length, larger);
        acceleration = Arrays.copyOf(acceleration, larger);
        fastest = Arrays.copyOf(fastest, larger);
        gain = Arrays.copyOf(gain, larger);
        smoothGain = Arrays.copyOf(smoothGain, larger);
        entry = Arrays.copyOf(entry, larger);
        smoothEntry = Arrays.copyOf(smoothEntry, larger);
        start = Arrays.copyOf(start, larger);
        cruise = Arrays.copyOf(cruise, larger);
        end = Arrays.copyOf(end, larger);
        seconds = Arrays.copyOf(seconds, larger);
        for (int axis = 0; axis < ends.length; axis++) ends[axis] = Arrays.copyOf(ends[axis], larger);
        tags = Arrays.copyOf(tags, larger);
    }

    private static double square(double value) {
        return value * value;
    }
}
