package platen.gcode;

import platen.gcode.MotionSettings.Cornering;

/// How fast the corner between the previous move and this one may be taken.
final class Corner {
    private static final double STRAIGHT = 0.999999;
    private static final double OCTAGON = -0.7071067812;
    private static final double SMALL_MM = 1;

    private final Cornering cornering;
    private final double[] previousSpeed = new double[4];
    private final double[] previousDirection = new double[4];
    private final double[] direction = new double[4];
    private double previousNominal;
    private double previousSafe;

    Corner(Cornering cornering) {
        this.cornering = cornering;
    }

    /// The greatest speed, squared, at the start of a move; `fromRest` when nothing moves before it.
    double maxSquared(Limits limits, Planner.Move move, boolean fromRest) {
        boolean still = fromRest || previousNominal < 1e-6;
        double squared = switch (cornering) {
            case JERK -> byJerk(limits, move, still);
            case JUNCTION, KLIPPER -> byDeviation(limits, move, still);
        };
        System.arraycopy(move.speed, 0, previousSpeed, 0, 4);
        previousNominal = move.nominal;
        return squared;
    }

    private double byJerk(Limits limits, Planner.Move move, boolean still) {
        double safe = move.nominal;
        for (int axis = 0; axis < 4; axis++) {
            double change = Math.abs(move.speed[axis]);
            if (change > limits.jerk[axis]) safe = Math.min(safe, move.nominal * limits.jerk[axis] / change);
        }
        double highest = safe;
        if (!still) {
            double shared = Math.min(move.nominal, previousNominal);
            double junction = shared * shareOfJerk(limits, move, shared / previousNominal);
            boolean stopsAnyway = previousSafe > junction * 0.99 && safe > junction * 0.99;
            highest = stopsAnyway ? safe : junction;
        }
        previousSafe = safe;
        return highest * highest;
    }

    private double shareOfJerk(Limits limits, Planner.Move move, double slowing) {
        double factor = 1;
        for (int axis = 0; axis < 4; axis++) {
            double exit = previousSpeed[axis] * slowing;
            double entry = move.speed[axis];
            boolean reversal = exit * entry < 0;
            double change = reversal ? Math.max(Math.abs(exit), Math.abs(entry)) : Math.abs(exit - entry);
            if (change * factor > limits.jerk[axis]) factor = limits.jerk[axis] / change;
        }
        return factor;
    }

    private double byDeviation(Limits limits, Planner.Move move, boolean still) {
        System.arraycopy(move.distance, 0, direction, 0, 4);
        if (move.extrudes) normalise(direction);
        else for (int axis = 0; axis < 4; axis++) direction[axis] /= move.millimetres;
        double squared = 0;
        if (!still) {
            double cosine = 0;
            for (int axis = 0; axis < 4; axis++) cosine -= previousDirection[axis] * direction[axis];
            double slower = Math.min(move.nominal, previousNominal);
            squared = cosine > STRAIGHT ? 0 : Math.min(slower * slower, arcSquared(limits, move, cosine));
        }
        System.arraycopy(direction, 0, previousDirection, 0, 4);
        return squared;
    }

    private double arcSquared(Limits limits, Planner.Move move, double cosine) {
        for (int axis = 0; axis < 4; axis++) previousDirection[axis] = direction[axis] - previousDirection[axis];
        normalise(previousDirection);
        double acceleration = move.acceleration;
        for (int axis = 0; axis < 4; axis++) {
            double part = Math.abs(previousDirection[axis]);
            if (part * acceleration > limits.maxAcceleration[axis]) acceleration = limits.maxAcceleration[axis] / part;
        }
        double theta = Math.max(cosine, -STRAIGHT);
        double sine = Math.sqrt(0.5 * (1 - theta));
        double squared = acceleration * limits.junctionDeviation * sine / (1 - sine);
        if (move.millimetres >= SMALL_MM || theta >= OCTAGON) return squared;
        return Math.min(squared, move.millimetres * acceleration / Math.acos(-theta));
    }

    private static void normalise(double[] vector) {
        double sum = 0;
        for (double part : vector) sum += part * part;
        double factor = sum == 0 ? 0 : 1 / Math.sqrt(sum);
        for (int axis = 0; axis < 4; axis++) vector[axis] *= factor;
    }
}
