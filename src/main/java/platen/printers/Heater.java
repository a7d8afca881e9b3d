package platen.printers;

/// A heater as a first-order model: full power adds `heatCS` degrees a second, and the distance to
/// the ambient temperature shrinks with the time constant `coolS`.
///
/// Waiting for a temperature (M109, M190) takes `holdS` seconds more: firmwares want it to stay.
public record Heater(double heatCS, double coolS, double holdS) {

    /// The temperature that full power reaches in the end.
    public double limitC(double ambientC) {
        return ambientC + heatCS * coolS;
    }

    /// The temperature `seconds` later, at `power` between 0 and 1.
    public double after(double nowC, double power, double seconds, double ambientC) {
        var settlesAt = ambientC + power * heatCS * coolS;
        return settlesAt + (nowC - settlesAt) * Math.exp(-seconds / coolS);
    }

    /// How long a wait for `targetC` takes from `nowC`: at full power up, without power down.
    /// Infinite where the model never gets there.
    public double secondsTo(double targetC, double nowC, double ambientC) {
        if (targetC == nowC) return holdS;
        var settlesAt = targetC > nowC ? limitC(ambientC) : ambientC;
        var share = (settlesAt - targetC) / (settlesAt - nowC);
        return share > 0 ? coolS * Math.log(1 / share) + holdS : Double.POSITIVE_INFINITY;
    }
}
