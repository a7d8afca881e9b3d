package platen.gcode;

/// The speed of a block over time: up, level, down.
///
/// Marlin makes one motor step after the other, each at the speed that it has when the step begins, and
/// starts to brake at a whole step. Speeding up therefore gains speed a little early, and braking ends a
/// little early, above the planned speed: up to 2 % of a print. Counted here in closed form (the sum over
/// the steps of a/2v² is half a logarithm), in steps; a firmware that plans without steps has 0 per mm.
final class Trapezoid {
    private static final double LOWEST_STEPS_PER_S = 120;

    private double start;
    private double top;
    private double rate;
    private double upS;
    private double levelS;
    private double downS;
    private double length;

    /// Shapes a block and returns its duration in seconds. Lengths in mm; entry and exit are speeds squared.
    double shape(
            double mm,
            double stepsPerMm,
            double acceleration,
            double nominal,
            double entrySquared,
            double exitSquared) {
        double unit = stepsPerMm == 0 ? 1 : stepsPerMm;
        double lowest = stepsPerMm == 0 ? 0 : LOWEST_STEPS_PER_S;
        length = mm * unit;
        rate = acceleration * unit;
        double fastest = nominal * unit;
        start = Math.min(Math.max(Math.sqrt(entrySquared) * unit, lowest), fastest);
        double end = Math.min(Math.max(Math.sqrt(exitSquared) * unit, lowest), fastest);
        if (stepsPerMm == 0) smooth(fastest, end);
        else stepped(fastest, end);
        return upS + levelS + downS;
    }

    /// How much of the block is done after some seconds, from 0 to 1.
    double done(double seconds) {
        double up = Math.min(seconds, upS);
        double level = Math.clamp(seconds - upS, 0, levelS);
        double down = Math.clamp(seconds - upS - levelS, 0, downS);
        double way = up * (start + rate * up / 2) + level * top + down * (top - rate * down / 2);
        return Math.clamp(way / length, 0, 1);
    }

    private void smooth(double fastest, double end) {
        double up = (fastest * fastest - start * start) / (2 * rate);
        double down = (fastest * fastest - end * end) / (2 * rate);
        double level = length - up - down;
        top = level >= 0 ? fastest : Math.sqrt(rate * length + (start * start + end * end) / 2);
        top = Math.max(top, Math.max(start, end)); // when only one slope fits, speeds differ by rounding only
        levelS = Math.max(0, level) / top;
        upS = (top - start) / rate;
        downS = (top - end) / rate;
    }

    private void stepped(double fastest, double end) {
        double up = Math.ceil((fastest * fastest - start * start) / (2 * rate));
        double down = Math.floor((fastest * fastest - end * end) / (2 * rate));
        if (up + down <= length) {
            top = fastest;
            levelS = (length - up - down + Math.min(up, ahead(start, top))) / top;
        } else {
            double even = (length + (end * end - start * start) / (2 * rate)) / 2;
            up = Math.clamp(Math.ceil(even), 0, length);
            down = length - up;
            double planned = Math.sqrt(start * start + 2 * rate * up);
            top = up == 0 ? start : Math.min(fastest, Math.sqrt(planned * planned + 2 * rate * ahead(start, planned)));
            levelS = 0;
        }
        upS = (top - start) / rate;
        brake(down, end);
    }

    private void brake(double steps, double planned) {
        if (steps <= 0 || top <= planned) {
            downS = steps > 0 ? steps / top : 0;
            return;
        }
        double end = planned;
        for (int i = 0; i < 2; i++) {
            double way = Math.max(0, steps - Math.log(top / end) / 2);
            end = Math.max(planned, Math.sqrt(Math.max(0, top * top - 2 * rate * way)));
        }
        downS = (top - end) / rate;
    }

    /// By how many steps speeding up in steps is ahead of its plan.
    private double ahead(double from, double to) {
        double second = from + rate / from;
        return second >= to ? (to - from) / (2 * from) : rate / (2 * from * from) + Math.log(to / second) / 2;
    }
}
