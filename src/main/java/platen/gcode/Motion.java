package platen.gcode;

import java.util.Arrays;

/// What motion commands mean: positions absolute or relative, feed, flow, limits, arcs.
///
/// [#take] reads a command; if moves came of it, they are pushed into the planner one by one while it has
/// room, so that an arc of a thousand pieces needs no memory. Positions are in mm, axes 0 to 3 for X Y Z E.
/// A firmware that bounds its axes or refuses cold extrusion says so by [#bound] and [#mayExtrude].
public final class Motion {
    private static final String AXES = "XYZE";
    private static final int E = 3;
    private static final double FIRST_FEED_MM_PER_S = 25;

    private final Lookahead planner;
    private final double[] current = new double[4]; // X Y Z as the machine counts, E as the program counts
    private final double[] destination = new double[4];
    private final double[] offset = new double[3]; // what G92 added for the program
    private final double[] lower = new double[3];
    private final double[] upper = new double[3];
    private final Arc arc = new Arc();
    private boolean relative;
    private boolean relativeE;
    private double feedMmPerS = FIRST_FEED_MM_PER_S;
    private double feedFactor = 1;
    private double flowFactor = 1;
    private double motor; // E as the extruder's motor counts: E times flow
    private boolean mayExtrude = true;
    private boolean keepsModeOfE;
    private double retractMm = 3; // as Marlin comes
    private double retractMmPerS = 45;
    private double recoverExtraMm;
    private double recoverMmPerS = 8;
    private boolean drawn;
    private double uncounted; // of the move that waits: what the firmware draws back, or pushes again
    private int segments;
    private int segment;

    public Motion(Lookahead planner) {
        this.planner = planner;
        Arrays.fill(lower, Double.NEGATIVE_INFINITY);
        Arrays.fill(upper, Double.POSITIVE_INFINITY);
    }

    /// Understands a command that moves the head or changes how it moves; false for any other.
    public boolean take(Words words) {
        if (words.subcode() != 0) return false;
        return switch (words.letter()) {
            case 'G' -> takeG(words);
            case 'M' -> takeM(words);
            default -> false;
        };
    }

    /// True while moves of the last command wait to be pushed.
    public boolean hasSegments() {
        return segment < segments;
    }

    /// Pushes the next move into the planner, which has to have room. False when it is too short for a block.
    public boolean pushSegment(long tag) {
        segment++;
        boolean last = segment == segments;
        double part = (double) segment / segments;
        double x = last ? destination[0] : arc.x(segment);
        double y = last ? destination[1] : arc.y(segment);
        double z = current[2] + part * (destination[2] - current[2]);
        double extruded = mayExtrude ? part * (destination[E] - current[E]) * flowFactor + uncounted : 0;
        boolean planned = planner.push(x, y, z, motor + extruded, feed(), tag);
        uncounted = 0;
        if (last) {
            motor += extruded;
            System.arraycopy(destination, 0, current, 0, 4);
        }
        return planned;
    }

    private double feed() {
        if (uncounted == 0) return feedMmPerS * feedFactor;
        return uncounted < 0 ? retractMmPerS : recoverMmPerS;
    }

    /// Where the program is, after all moves so far, as the program counts; axes 0 to 3 for X Y Z E.
    public double position(int axis) {
        return axis == E ? current[E] : current[axis] + offset[axis];
    }

    boolean isRelative() {
        return relative;
    }

    boolean isRelativeE() {
        return relativeE;
    }

    /// As the program asked for it, whatever the override in percent.
    double feedMmPerS() {
        return feedMmPerS;
    }

    /// What G92 added to where the machine is on X, Y or Z.
    double offset(int axis) {
        return offset[axis];
    }

    /// Whether the moves that wait are the pieces of an arc.
    boolean isArc() {
        return segments > 1;
    }

    /// How long the arc is whose pieces wait.
    double arcMm() {
        return arc.lengthMm();
    }

    /// How far E will move by the moves that wait to be pushed.
    public double extrusion() {
        return hasSegments() ? destination[E] - current[E] : 0;
    }

    /// Whether the moves that wait to be pushed leave the nozzle where it is.
    boolean isStill() {
        return destination[0] == current[0]
                && destination[1] == current[1]
                && destination[2] == current[2]
                && segments <= 1;
    }

    /// Whether E moves at all; a cold nozzle counts along without extruding.
    public void mayExtrude(boolean may) {
        mayExtrude = may;
    }

    /// G90 and G91 leave the extruder as M82 or M83 set it; in Marlin they set it, too.
    public void keepModeOfE() {
        keepsModeOfE = true;
    }

    /// Limits come as RepRapFirmware has them.
    public void speakRepRap() {
        planner.limits().speakRepRap();
    }

    /// Moves end at these bounds, as a firmware's soft endstops make them.
    public void bound(int axis, double min, double max) {
        lower[axis] = min;
        upper[axis] = max;
    }

    /// The machine found out where an axis is (homing): its offset is gone.
    public void home(int axis, double at) {
        current[axis] = at;
        offset[axis] = 0;
        planner.place(current[0], current[1], current[2], motor);
    }

    /// The planner was stopped amid its moves: the rest is forgotten, and the position is where the head is now.
    public void stopped() {
        segment = segments;
        for (int axis = 0; axis < 3; axis++) current[axis] = planner.position(axis);
        current[E] += planner.position(E) - motor;
        motor = planner.position(E);
    }

    private boolean takeG(Words words) {
        switch (words.number()) {
            case 0, 1 -> aim(words, false);
            case 2, 3 -> aim(words, true);
            case 10, 11 -> {
                if (words.has('P') || words.has('L')) return false; // offsets and temperatures of a tool
                drawBack(words.number() == 10);
            }
            case 90 -> mode(false);
            case 91 -> mode(true);
            case 92 -> declare(words);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void mode(boolean isRelative) {
        relative = isRelative;
        if (!keepsModeOfE) relativeE = isRelative;
    }

    private boolean takeM(Words words) {
        switch (words.number()) {
            case 82 -> relativeE = false;
            case 83 -> relativeE = true;
            case 207 -> {
                retractMm = words.value('S', retractMm);
                retractMmPerS = words.value('F', retractMmPerS * 60) / 60;
            }
            case 208 -> {
                recoverExtraMm = words.value('S', recoverExtraMm);
                recoverMmPerS = words.value('F', recoverMmPerS * 60) / 60;
            }
            case 220 -> feedFactor = words.value('S', feedFactor * 100) / 100;
            case 221 -> flowFactor = words.value('S', flowFactor * 100) / 100;
            default -> {
                return planner.limits().take(words);
            }
        }
        return true;
    }

    private void aim(Words words, boolean curved) {
        if (words.value('F') > 0) feedMmPerS = words.value('F') / 60;
        for (int axis = 0; axis < 4; axis++) {
            char name = AXES.charAt(axis);
            destination[axis] = current[axis];
            if (!words.has(name)) continue;
            if (axis == E ? relativeE : relative) destination[axis] += words.value(name);
            else destination[axis] = axis == E ? words.value(name) : words.value(name) - offset[axis];
        }
        for (int axis = 0; axis < 3; axis++) {
            if (destination[axis] < lower[axis]) destination[axis] = lower[axis];
            else if (destination[axis] > upper[axis]) destination[axis] = upper[axis];
        }
        segment = 0;
        segments = curved ? pieces(words) : 1;
    }

    /// The firmware draws filament back and pushes it again, as M207 and M208 say; E does not count it.
    private void drawBack(boolean back) {
        segments = segment = 0;
        if (back == drawn) return;
        drawn = back;
        System.arraycopy(current, 0, destination, 0, 4);
        uncounted = back ? -retractMm : retractMm + recoverExtraMm;
        segments = 1;
    }

    private int pieces(Words words) {
        boolean clockwise = words.number() == 2;
        if (words.has('R')) {
            return arc.cut(current[0], current[1], destination[0], destination[1], words.value('R'), clockwise);
        }
        if (!words.has('I') && !words.has('J')) return 0; // Marlin refuses it
        double aroundX = current[0] + words.value('I');
        double aroundY = current[1] + words.value('J');
        return arc.cut(current[0], current[1], destination[0], destination[1], aroundX, aroundY, clockwise);
    }

    private void declare(Words words) {
        boolean all = !words.has('X') && !words.has('Y') && !words.has('Z') && !words.has('E');
        for (int axis = 0; axis < 3; axis++) {
            char name = AXES.charAt(axis);
            if (all || words.has(name)) offset[axis] = words.value(name) - current[axis];
        }
        if (all || words.has('E')) current[E] = words.value('E');
    }
}
