package platen.gcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LineTimesTest {
    @Test
    void knowsWhenEachLineBegins() {
        int lines = 100_000;
        var random = new Random(7);
        var times = new LineTimes();
        var exact = new double[lines + 2];
        for (int line = 1; line <= lines; line++) {
            double seconds = random.nextInt(3) == 0 ? 0 : Math.pow(random.nextDouble(), 4) * 20;
            if (seconds > 0) times.add(line, seconds);
            exact[line + 1] = exact[line] + seconds;
        }
        double before = 0;
        for (int line = 1; line <= lines; line++) {
            double now = times.before(line);
            assertEquals(exact[line], now, 0.3, "line " + line);
            assertTrue(now >= before, "time goes back at line " + line);
            before = now;
        }
        assertEquals(exact[lines + 1], times.total(), 1e-6);
        assertEquals(exact[lines + 1], times.before(lines + 1), 1e-6);
    }

    @Test
    void takesLittleMoreThanTwoBytesALine() {
        var times = new LineTimes();
        for (int line = 1; line <= 1_000_000; line++) times.add(line, 0.01);
        assertTrue(times.bytes() <= 2_300_000, times.bytes() + " bytes");
    }

    @Test
    void linesThatTakeNoTimeAreBeforeTheNextThatDoes() {
        var times = new LineTimes();
        times.add(10_000, 5);
        assertEquals(0, times.before(10_000));
        assertEquals(0, times.before(1));
        assertEquals(5, times.before(10_001));
        times.add(50_000, 2);
        assertEquals(5, times.before(50_000));
        assertEquals(5, times.before(20_000), 0.02);
        assertEquals(7, times.before(60_000));
    }
}
