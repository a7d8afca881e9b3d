package platen.streaming;

import java.time.Duration;
import platen.protocol.Temperatures;
import platen.protocol.Temperatures.Reading;

/// Notices a heater that has a target and does not get warmer: mostly a printer that is switched off, whose board lives
/// on the cable's power and answers as if all were well.
final class HeatWatch {
    private static final long PATIENCE = Duration.ofSeconds(90).toNanos();
    private static final double RISE_C = 2;
    private static final double FAR_C = 15;

    private double from = Double.NaN;
    private long since;
    private boolean told;

    /// True once for each heat-up that leads nowhere.
    boolean isNews(Temperatures heat, long now) {
        boolean waits = isFar(heat.nozzle()) || isFar(heat.bed());
        double sum = warmth(heat.nozzle()) + warmth(heat.bed());
        if (!waits) {
            from = Double.NaN;
            told = false;
        } else if (Double.isNaN(from) || Math.abs(sum - from) >= RISE_C) {
            from = sum;
            since = now;
        } else if (!told && now - since > PATIENCE) {
            told = true;
            return true;
        }
        return false;
    }

    private static boolean isFar(Reading reading) {
        return reading.target() > 0 && reading.celsius() < reading.target() - FAR_C;
    }

    private static double warmth(Reading reading) {
        return Double.isNaN(reading.celsius()) ? 0 : reading.celsius();
    }
}
