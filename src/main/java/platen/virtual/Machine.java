package platen.virtual;

import java.util.Locale;
import platen.gcode.Motion;
import platen.gcode.Planner;
import platen.gcode.ProfileMotion;
import platen.gcode.Words;
import platen.printers.Profile;

/// The mechanics under the firmware: a planner whose blocks take their time, and two heaters.
///
/// Its time is the real one times the speed. All instants are in real nanoseconds.
final class Machine {
    static final long NEVER = Long.MAX_VALUE;
    private static final double FIRST_BLOCK_WAITS_S = 0.1;
    private static final int ENOUGH_BLOCKS = 3;
    private static final int ALL_AXES = 0b111;
    private static final double LONGEST_EXTRUSION_MM = 200;

    private final Profile profile;
    private final double speed;
    private Planner planner;
    private Motion motion;
    final HotPart nozzle;
    final HotPart bed;
    private long startsAt = NEVER;
    private long endsAt = NEVER;
    private long startedAt;
    private long ranEmptyAt = NEVER;
    private int homed;
    private long underruns;
    private long stoodStillNs;

    Machine(Profile profile, double speed) {
        this.profile = profile;
        this.speed = speed;
        planner = new Planner(ProfileMotion.of(profile));
        motion = new Motion(planner);
        var thermal = profile.thermal();
        nozzle = new HotPart(
                thermal.nozzle(), thermal.ambientC(), profile.nozzle().maxC());
        bed = new HotPart(thermal.bed(), thermal.ambientC(), profile.bed().maxC());
    }

    /// After a reset: nothing is planned, the position is unknown, the heaters are off.
    void restart() {
        planner = new Planner(ProfileMotion.of(profile));
        motion = new Motion(planner);
        startsAt = NEVER;
        endsAt = NEVER;
        homed = 0;
        rest();
        nozzle.target(0);
        bed.target(0);
    }

    /// How long something takes in real nanoseconds that takes the machine some seconds.
    long ns(double seconds) {
        return (long) (seconds * 1e9 / speed);
    }

    void advance(long now) {
        while (nextNs() <= now) {
            if (planner.isRunning()) {
                planner.finish();
                if (planner.isEmpty()) ranEmptyAt = endsAt;
                startsAt = planner.isEmpty() ? NEVER : endsAt;
                endsAt = NEVER;
            } else {
                startedAt = startsAt;
                endStandstill();
                endsAt = startsAt + ns(planner.start());
                startsAt = NEVER;
            }
        }
    }

    /// It stands still on purpose from here on: what it waits for is no move.
    void rest() {
        ranEmptyAt = NEVER;
    }

    /// How often it ran out of moves, and got more without having been asked to wait.
    long underruns() {
        return underruns;
    }

    /// How long it stood still so, by the clock.
    long stoodStillNs() {
        return stoodStillNs;
    }

    boolean isHomed() {
        return homed == ALL_AXES;
    }

    private void endStandstill() {
        if (ranEmptyAt == NEVER) return;
        underruns++;
        stoodStillNs += startedAt - ranEmptyAt;
        ranEmptyAt = NEVER;
    }

    void warm(long now) {
        nozzle.advance(now / 1e9 * speed);
        bed.advance(now / 1e9 * speed);
    }

    /// When a block ends or starts next.
    long nextNs() {
        return planner.isRunning() ? endsAt : startsAt;
    }

    boolean isStill() {
        return planner.isEmpty();
    }

    int freeBlocks() {
        return planner.free();
    }

    /// Understands motion commands; moves that come of them wait for [#pushMove].
    boolean take(Words words) {
        return motion.take(words);
    }

    boolean hasMoves() {
        return motion.hasSegments();
    }

    /// What the firmware has to say about the extrusion that it refuses, or nothing.
    String refusal(long now, String whenCold) {
        motion.mayExtrude(true);
        double extrusion = motion.extrusion();
        if (extrusion == 0) return "";
        warm(now);
        boolean cold = nozzle.nowC() < profile.nozzle().minExtrudeC();
        boolean tooLong = Math.abs(extrusion) > LONGEST_EXTRUSION_MM;
        motion.mayExtrude(!cold && !tooLong);
        if (cold) return whenCold;
        return tooLong ? "echo: too long extrusion prevented" : "";
    }

    /// Plans the next move; false while the plan is full.
    boolean pushMove(long now) {
        if (planner.isFull()) return false;
        boolean wasEmpty = planner.isEmpty();
        boolean planned = motion.pushSegment(0);
        if (planned && wasEmpty) startsAt = now + ns(FIRST_BLOCK_WAITS_S);
        if (planned && !planner.isRunning() && planner.waiting() >= ENOUGH_BLOCKS) startsAt = Math.min(startsAt, now);
        return true;
    }

    /// Stops where the head is, and forgets the plan.
    void stop(long now) {
        planner.abort(planner.isRunning() ? (now - startedAt) / 1e9 * speed : 0);
        motion.stopped();
        startsAt = NEVER;
        endsAt = NEVER;
        rest();
    }

    /// How long finding the ends of some axes takes, in the machine's seconds.
    double homingS(boolean x, boolean y, boolean z) {
        var limits = profile.motion();
        double seconds = 0;
        if (x) seconds += 1 + Math.abs(motion.position(0)) / limits.homingXyMmS();
        if (y) seconds += 1 + Math.abs(motion.position(1)) / limits.homingXyMmS();
        if (z) seconds += 2 + Math.abs(motion.position(2)) / limits.homingZMmS();
        return seconds;
    }

    /// An axis stands at its end; from now on its moves end at the bounds.
    void home(int axis) {
        var volume = profile.volume();
        double min = new double[] {volume.minX(), volume.minY(), volume.minZ()}[axis];
        double max = new double[] {volume.maxX(), volume.maxY(), volume.maxZ()}[axis];
        motion.home(axis, 0);
        homed |= 1 << axis;
        motion.bound(axis, Math.min(0, min), max);
    }

    /// By a form such as [Tongue.Texts#temperatures].
    String temperatures(long now, String form) {
        warm(now);
        return String.format(
                Locale.ROOT,
                form,
                nozzle.nowC(),
                nozzle.targetC(),
                bed.nowC(),
                bed.targetC(),
                nozzle.duty(),
                bed.duty());
    }

    /// By a form such as [Tongue.Texts#position].
    String position(String form) {
        var steps = profile.motion().stepsPerMm();
        return String.format(
                Locale.ROOT,
                form,
                motion.position(0),
                motion.position(1),
                motion.position(2),
                motion.position(3),
                Math.round(planner.position(0) * steps.x()),
                Math.round(planner.position(1) * steps.y()),
                Math.round(planner.position(2) * steps.z()));
    }
}
