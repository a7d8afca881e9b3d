package platen.gcode;

/// The speed of a block over time: up, level, down.
///
/// Marlin makes one motor step after the other, each at the speed that it has when the step begins, takes the first one
/// at its speed of entry twice into account, and starts to brake at a whole step. Speeding up therefore gains speed a
/// little early, and braking ends a little early, above the planned speed: up to 2 % of a print. Step by step the speed
/// grows by a/v, so that the time of a slope is exactly the difference of its speeds through a; the speeds themselves
/// come from a closed form (the sum over the steps of a/v² is a logarithm). In steps; a firmware that plans without
/// steps has 0 per mm.
final class Trapezoid {
    private static final double LOWEST_STEPS_PER_S = 120;
    /// Where a step changes v² by more than this share of it, steps are counted one by one.
    private static final double COARSE = 0.1;
    private static final int FEW_STEPS = 3;
    private static final double ROUNDING = 1e-9;

    private double start;
    private double top;
    private double rate;
    private double upS;
    private double levelS;
    private double downS;
    private double length;
    private double lastExitSquared; // mostly the next block's entry
    private double lastExit;

    /// Shapes a block and returns its duration in seconds. Lengths in mm; entry and exit are speeds squared.
    double shape(
            double mm,
            double stepsPerMm,
            double acceleration,
            double nominal,
            double entrySquared,
            double exitSquared) {
        double entry = entrySquared == lastExitSquared ? lastExit : Math.sqrt(entrySquared);
        double exit = exitSquared == entrySquared ? entry : Math.sqrt(exitSquared);
        lastExitSquared = exitSquared;
        lastExit = exit;
        if (stepsPerMm == 0) smooth(mm, acceleration, nominal, Math.min(entry, nominal), Math.min(exit, nominal));
        else stepped(mm, stepsPerMm, acceleration, nominal, entry, exit);
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

    private void smooth(double mm, double acceleration, double fastest, double entry, double end) {
        length = mm;
        rate = acceleration;
        start = entry;
        double up = (fastest * fastest - start * start) / (2 * rate);
        double down = (fastest * fastest - end * end) / (2 * rate);
        double level = length - up - down;
        top = level >= 0 ? fastest : Math.sqrt(rate * length + (start * start + end * end) / 2);
        top = Math.max(top, Math.max(start, end)); // when only one slope fits, speeds differ by rounding only
        levelS = Math.max(0, level) / top;
        upS = (top - start) / rate;
        downS = (top - end) / rate;
    }

    private void stepped(double mm, double stepsPerMm, double acceleration, double nominal, double entry, double exit) {
        length = Math.rint(mm * stepsPerMm);
        rate = acceleration * stepsPerMm;
        double fastest = nominal * stepsPerMm;
        start = Math.min(Math.max(entry * stepsPerMm, LOWEST_STEPS_PER_S), fastest);
        double end = Math.min(Math.max(exit * stepsPerMm, LOWEST_STEPS_PER_S), fastest);
        double half = 0.5 / rate;
        double up = Math.ceil((fastest * fastest - start * start) * half - ROUNDING);
        double down = Math.floor((fastest * fastest - end * end) * half + ROUNDING);
        double level = length - up - down;
        if (level < 0) {
            double even = Math.ceil((length + (end * end - start * start) * half) / 2 - ROUNDING);
            up = even < 0 ? 0 : even > length ? length : even;
            down = length - up;
            level = 0;
        }
        speedUp(up, fastest);
        levelS = (level + 1) / top;
        brake(down - 1, end);
    }

    /// So many steps of speeding up, the last of them at full speed where that is reached before.
    private void speedUp(double steps, double fastest) {
        double v = start;
        double left = steps;
        for (int i = 0; left >= 1 && i < FEW_STEPS && (left <= FEW_STEPS || rate > COARSE * v * v); i++) {
            double faster = v + rate / v;
            left--;
            if (faster >= fastest) {
                top = fastest;
                upS = (v - start) / rate + 1 / v + left / fastest;
                return;
            }
            v = faster;
        }
        double from = v * v;
        double most = fastest * fastest;
        double plain = from + 2 * rate * left;
        double faster = left < 1 ? v : plain >= most ? fastest : Math.sqrt(plain + rate * ahead(from, plain));
        top = Math.min(fastest, faster);
        upS = (top - start) / rate;
        if (faster >= fastest && left >= 1) {
            double needed = (most - from) / (2 * rate) - ahead(from, most) / 2;
            upS += Math.max(0, left - Math.max(0, needed)) / fastest;
        }
    }

    /// By how much v² is ahead of its plan after speeding up in steps, in units of the rate.
    private double ahead(double from, double to) {
        return (Math.log(to / from) + rate / from - rate / to) / 2;
    }

    /// Its last step, the slowest one, is the next block's first.
    private void brake(double steps, double planned) {
        if (steps <= 0) {
            if (steps < 0 && levelS > 0) levelS = Math.max(0, levelS - 1 / top);
            downS = 0;
            return;
        }
        double from = top * top;
        double least = planned * planned;
        double plain = Math.max(least, from - 2 * rate * steps);
        double to = plain;
        for (int i = 0; i < 2; i++) {
            double ahead = plain + rate * (Math.log(from / to) - rate / to + rate / from) / 2;
            to = ahead < least ? least : ahead > from ? from : ahead;
        }
        double slowest = Math.sqrt(to);
        downS = (top - slowest) / rate;
    }
}
