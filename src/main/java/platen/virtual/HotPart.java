package platen.virtual;

import platen.printers.Heater;

/// A nozzle or a bed: its temperature follows a first-order model under a proportional control.
final class HotPart {
    private static final double STEP_S = 0.1;
    private static final double POWER_PER_DEGREE = 0.1;
    private static final double SETTLED_C = 0.005;

    private final Heater heater;
    private final double ambientC;
    private final double maxC;
    private double nowC;
    private double targetC;
    private double highestC;
    private double power;
    private double atS;

    HotPart(Heater heater, double ambientC, double maxC) {
        this.heater = heater;
        this.ambientC = ambientC;
        this.maxC = maxC;
        nowC = ambientC;
        highestC = ambientC;
    }

    /// Lets time pass up to `seconds` since power-on, in the machine's time.
    void advance(double seconds) {
        while (seconds - atS >= STEP_S) {
            double steady = Math.clamp((targetC - ambientC) / (heater.heatCS() * heater.coolS()), 0, 1);
            power = targetC == 0 ? 0 : Math.clamp(steady + (targetC - nowC) * POWER_PER_DEGREE, 0, 1);
            double next = heater.after(nowC, power, STEP_S, ambientC);
            atS += STEP_S;
            if (Math.abs(next - nowC) < SETTLED_C && seconds - atS > STEP_S) atS = seconds - STEP_S;
            nowC = next;
            highestC = Math.max(highestC, nowC);
        }
    }

    /// Sets the target; the firmware keeps it below what the part bears.
    void target(double celsius) {
        targetC = Math.clamp(celsius, 0, maxC);
    }

    double nowC() {
        return nowC;
    }

    double targetC() {
        return targetC;
    }

    double highestC() {
        return highestC;
    }

    double holdS() {
        return heater.holdS();
    }

    /// The power as Marlin reports it, from 0 to 127.
    int duty() {
        return (int) Math.round(power * 127);
    }
}
