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
                startsAt = planner.isEmpty() ? NEVER : endsAt;
                endsAt = NEVER;
            } else {
                startedAt = startsAt;
                endsAt = startsAt + ns(planner.start());
                startsAt = NEVER;
            }
        }
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
    String refusal(long now) {
        motion.mayExtrude(true);
        double extrusion = motion.extrusion();
        if (extrusion == 0) return "";
        warm(now);
        boolean cold = nozzle.nowC() < profile.nozzle().minExtrudeC();
        boolean tooLong = Math.abs(extrusion) > LONGEST_EXTRUSION_MM;
        motion.mayExtrude(!cold && !tooLong);
        if (cold) return "echo: cold extrusion prevented";
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
        motion.abort(planner.isRunning() ? (now - startedAt) / 1e9 * speed : 0);
        startsAt = NEVER;
        endsAt = NEVER;
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
        motion.bound(axis, Math.min(0, min), max);
    }

    /// `T:25.00 /0.00 B:25.00 /0.00 @:0 B@:0`
    String temperatures(long now) {
        warm(now);
        return String.format(
                Locale.ROOT,
                "T:%.2f /%.2f B:%.2f /%.2f @:%d B@:%d",
                nozzle.nowC(),
                nozzle.targetC(),
                bed.nowC(),
                bed.targetC(),
                nozzle.duty(),
                bed.duty());
    }

    String position() {
        var steps = profile.motion().stepsPerMm();
        return String.format(
                Locale.ROOT,
                "X:%.2f Y:%.2f Z:%.2f E:%.2f Count X:%d Y:%d Z:%d",
                motion.position(0),
                motion.position(1),
                motion.position(2),
                motion.position(3),
                Math.round(planner.position(0) * steps.x()),
                Math.round(planner.position(1) * steps.y()),
                Math.round(planner.position(2) * steps.z()));
    }
}
