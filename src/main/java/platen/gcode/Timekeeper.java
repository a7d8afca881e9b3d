package platen.gcode;

import platen.printers.Profile;

/// How long a program takes on a printer: its moves by the planner, its waits by the thermal model.
final class Timekeeper {
    private static final int E = 3;

    private final Profile profile;
    private final Lookahead planner;
    private final Warmth nozzle;
    private final Warmth bed;
    private final WireLoad wire;
    private final Lookout lookout;
    private final Shares shares;
    private long place; // of the command that is carried out
    private double motionS;
    private double heatingS;
    private double homingS;
    private double toolsS;

    Timekeeper(Profile profile, Lookahead planner, Shares shares) {
        this.shares = shares;
        this.profile = profile;
        this.planner = planner;
        var thermal = profile.thermal();
        nozzle = new Warmth(thermal.nozzle(), thermal.ambientC());
        bed = new Warmth(thermal.bed(), thermal.ambientC());
        wire = new WireLoad(profile.connection());
        lookout = new Lookout(profile, this);
    }

    WireLoad wire() {
        return wire;
    }

    Lookout lookout() {
        return lookout;
    }

    /// Makes room in the plan for one more move.
    void room() {
        while (planner.isFull()) runOne();
    }

    /// Lets all planned moves end, as commands do that wait for them.
    void drain() {
        while (!planner.isEmpty()) runOne();
    }

    /// Where in the program the command stands that is carried out now; see [Shares].
    void at(long newPlace) {
        place = newPlace;
    }

    void dwell(double seconds) {
        drain();
        motionS += seconds;
        shares.spend(place, seconds);
        pass(seconds);
    }

    void home(double farXyMm, double farZMm) {
        drain();
        var seconds = farXyMm / profile.motion().homingXyMmS()
                + farZMm / profile.motion().homingZMmS();
        homingS += seconds;
        shares.spend(place, seconds);
        pass(seconds);
    }

    void changeTool() {
        drain();
        double seconds = profile.motion().toolChangeS();
        toolsS += seconds;
        shares.spend(place, seconds);
        pass(seconds);
    }

    void nozzleTarget(double celsius) {
        nozzle.target(celsius);
    }

    void bedTarget(double celsius) {
        bed.target(celsius);
    }

    void waitForNozzle(boolean coolingToo) {
        drain();
        heat(nozzle.wait(coolingToo));
    }

    void waitForBed(boolean coolingToo) {
        drain();
        heat(bed.wait(coolingToo));
    }

    /// How warm the nozzle is, by the thermal model.
    double nozzleC() {
        return nozzle.nowC();
    }

    double bedC() {
        return bed.nowC();
    }

    double motionS() {
        return motionS;
    }

    double heatingS() {
        return heatingS;
    }

    double totalS() {
        return motionS + heatingS + homingS + toolsS;
    }

    private void heat(double seconds) {
        heatingS += seconds;
        shares.spend(place, seconds);
        pass(seconds);
    }

    private void runOne() {
        long tag = planner.tag();
        double seconds = planner.start();
        lookout.passed(seconds, planner.end(E), Shares.line(tag));
        planner.finish();
        wire.passed(seconds);
        motionS += seconds;
        shares.spend(tag, seconds);
        pass(seconds);
    }

    private void pass(double seconds) {
        nozzle.pass(seconds);
        bed.pass(seconds);
    }
}
