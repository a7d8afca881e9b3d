package platen.gcode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// The closed form against a motor that is stepped one step at a time, as Marlin's interrupt does it.
class TrapezoidTest {
    private static final double LOWEST = 120;

    @Test
    void takesAsLongAsItsSteps() {
        var random = new Random(1);
        double expected = 0;
        double got = 0;
        for (int i = 0; i < 20_000; i++) {
            double acceleration = 100 + random.nextInt(2_000);
            double nominal = 5 + random.nextInt(150);
            double mm = 0.1 + Math.pow(random.nextDouble(), 3) * 40;
            double entry = Math.min(nominal, random.nextInt(20));
            double most = Math.sqrt(entry * entry + 2 * acceleration * mm);
            double least = Math.sqrt(Math.max(0, entry * entry - 2 * acceleration * mm));
            double exit = Math.clamp(random.nextInt(20), least, Math.min(nominal, most));
            double steps = stepped(mm, 80, acceleration, nominal, entry, exit);
            double closed = new Trapezoid().shape(mm, 80, acceleration, nominal, entry * entry, exit * exit);
            assertEquals(steps, closed, 0.02 * steps + 0.002, mm + " mm from " + entry + " to " + exit);
            expected += steps;
            got += closed;
        }
        assertEquals(expected, got, 0.002 * expected);
    }

    private static double stepped(
            double mm, double stepsPerMm, double acceleration, double nominal, double entry, double exit) {
        double a = acceleration * stepsPerMm;
        double fastest = nominal * stepsPerMm;
        double from = Math.max(LOWEST, entry * stepsPerMm);
        double to = Math.max(LOWEST, exit * stepsPerMm);
        long steps = Math.round(mm * stepsPerMm);
        long up = (long) Math.max(0, Math.ceil((fastest * fastest - from * from) / (2 * a)));
        long down = (long) Math.max(0, Math.floor((fastest * fastest - to * to) / (2 * a)));
        if (up + down > steps) {
            up = (long) Math.clamp(Math.ceil((2 * a * steps - from * from + to * to) / (4 * a)), 0, (double) steps);
            down = steps - up;
        }
        double speed = from;
        double interval = 1 / from;
        double gaining = interval;
        double losing = 0;
        double total = interval;
        for (long step = 1; step < steps; step++) {
            double now = fastest;
            if (step <= up) now = speed = Math.min(fastest, from + gaining * a);
            else if (step > steps - down) now = Math.max(to, speed - losing * a);
            interval = 1 / now;
            if (step <= up) gaining += interval;
            else if (step > steps - down) losing += interval;
            total += interval;
        }
        return total;
    }
}
