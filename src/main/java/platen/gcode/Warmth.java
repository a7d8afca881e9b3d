package platen.gcode;

import platen.printers.Heater;

/// How warm a heater is while a program runs: full power up to its target, none above it.
final class Warmth {
    private final Heater heater;
    private final double ambientC;
    private double nowC;
    private double targetC;

    Warmth(Heater heater, double ambientC) {
        this.heater = heater;
        this.ambientC = ambientC;
        this.nowC = ambientC;
    }

    void target(double celsius) {
        targetC = celsius;
    }

    double targetC() {
        return targetC;
    }

    double nowC() {
        return nowC;
    }

    void pass(double seconds) {
        double wanted = Math.max(targetC, ambientC);
        if (nowC == wanted) return;
        double later = heater.after(nowC, wanted > nowC ? 1 : 0, seconds, ambientC);
        nowC = wanted > nowC ? Math.min(wanted, later) : Math.max(wanted, later);
    }

    /// How long a wait for the target takes; no time where it is asked to cool and only heating is waited for.
    double wait(boolean forCooling) {
        if (targetC <= ambientC || (targetC < nowC && !forCooling)) return 0;
        double seconds = heater.secondsTo(targetC, nowC, ambientC);
        return Double.isFinite(seconds) ? seconds : 0;
    }
}
