package platen.gcode;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import platen.printers.Dialect;
import platen.printers.Profile;

/// Walks through a program's commands as a printer would: where the nozzle goes, how warm it is asked to
/// be, what it extrudes, how long that takes.
final class Walk {
    private static final int E = 3;
    /// What a height is at least above the last, so that rounding is none.
    private static final double STEP_MM = 0.01;

    /// Of the firmwares only these read G90 and G91 for X, Y and Z alone.
    private static final Set<Dialect> KEEP_MODE_OF_E =
            EnumSet.of(Dialect.PRUSA, Dialect.KLIPPER, Dialect.REPRAPFIRMWARE);

    private final Profile profile;
    private final Lookahead planner;
    private final Motion motion;
    private final Timekeeper time;
    private final Lookout lookout;
    private final Scan scan = new Scan();
    private final Words words = new Words();
    private final LayerCount layers = new LayerCount();
    private final Tally tally = new Tally();
    private final Features features = new Features();
    private final VelocityLimit velocityLimit = new VelocityLimit();
    private final Feeding feeding = new Feeding();
    private final Shares shares;
    private final Extent extruding = new Extent();
    private final Extent moving = new Extent();
    private double nozzleC;
    private double bedC;
    private double heightMm;
    private boolean homed;
    private boolean knowsZ;
    private boolean moved;
    private @Nullable Sighting hottestNozzle;
    private @Nullable Sighting hottestBed;
    private @Nullable Sighting coldestExtrusion;
    private @Nullable Sighting longestLine;
    private @Nullable Sighting notAscii;
    private @Nullable Sighting star;
    private @Nullable Sighting colon;
    private @Nullable Sighting twoCommands;
    private @Nullable Sighting notACommand;
    private @Nullable Sighting mostExtruded;
    private @Nullable Sighting movesUnhomed;
    private @Nullable Sighting otherTool;
    private @Nullable Sighting endsHot;
    private @Nullable Sighting breaksOff;

    Walk(Profile profile) {
        this(profile, null);
    }

    /// Where `times` are given, the time of each line is added there.
    Walk(Profile profile, @Nullable LineTimes times) {
        this.profile = profile;
        shares = new Shares(features, times);
        planner = Lookahead.of(ProfileMotion.of(profile));
        motion = new Motion(planner);
        if (KEEP_MODE_OF_E.contains(profile.connection().dialect())) motion.keepModeOfE();
        if (profile.connection().dialect() == Dialect.REPRAPFIRMWARE) motion.speakRepRap();
        time = new Timekeeper(profile, planner, shares);
        lookout = time.lookout();
    }

    /// Takes the next line of a program, for what it does alone: not for how it looks and what it says.
    void line(Lines lines) {
        if (lines.continues() || !scan.line(lines.buffer(), lines.from(), lines.to())) return;
        if (scan.isRemark()) remark(lines.buffer(), scan.from, lines.to(), lines.number());
        else if (words.read(lines.buffer(), scan.from, scan.to)) command(words, lines.number());
        else if (!scan.isEmpty()) velocity(lines.buffer(), scan.from, scan.to);
    }

    /// A comment that fills its line.
    void remark(byte[] bytes, int from, int to, long line) {
        if (!layers.remark(bytes, from, to)) features.remark(bytes, from, to);
        else if (layers.layer() == 1) beginLayers(line);
    }

    /// What a line looks like, before what it means.
    void looks(Scan scan, long line) {
        int length = scan.to - scan.from;
        if (longestLine == null || length > longestLine.value()) longestLine = new Sighting(length, line, heightMm);
        time.wire().line(length - scan.blanks);
        if (scan.notAscii) notAscii = Sighting.first(notAscii, 0, line, heightMm);
        if (scan.star) star = Sighting.first(star, 0, line, heightMm);
        if (scan.colon) colon = Sighting.first(colon, 0, line, heightMm);
    }

    void twoCommands(long line) {
        twoCommands = Sighting.first(twoCommands, 0, line, heightMm);
    }

    void notACommand(long line) {
        notACommand = Sighting.first(notACommand, 0, line, heightMm);
    }

    /// A command of words: Klipper's macros mostly home and heat.
    void macro(String name, long line) {
        tally.count(name, line);
        lookout.macro();
        homed = true;
    }

    /// Klipper's command that sets its limits; false for any other.
    boolean velocity(byte[] bytes, int from, int to) {
        if (!velocityLimit.read(bytes, from, to)) return false;
        velocityLimit.set(planner.limits());
        return true;
    }

    void hint(String name, long line) {
        tally.count(name, line);
    }

    void command(Words words, long line) {
        tally.count(words, line);
        if (layers.command(words) && layers.layer() == 1) beginLayers(line);
        lookout.command(words, line);
        if (words.is('G', 92) && words.has('Z') && !knowsZ) placed(words.value('Z'));
        if (motion.take(words)) {
            if (motion.hasSegments()) move(line);
        } else if (words.subcode() == 0) {
            switch (words.letter()) {
                case 'G' -> takeG(words, line);
                case 'M' -> takeM(words, line);
                case 'T' -> tool(words.number(), line);
                default -> {}
            }
        }
    }

    /// Where Z has not been looked for, G92 does not shift it but says where it is: a print that goes on begins so.
    private void placed(double zMm) {
        motion.home(2, zMm);
        lookout.goesOn();
        knowsZ = true;
    }

    private void tool(int number, long line) {
        if (number != 0) otherTool = Sighting.first(otherTool, number, line, heightMm);
        if (number == feeding.tool()) return;
        feeding.tool(number);
        time.at(place(line, Features.WAITING));
        time.changeTool();
    }

    private void takeG(Words words, long line) {
        switch (words.number()) {
            case 4 -> {
                time.at(place(line, Features.WAITING));
                time.dwell(words.value('S') + words.value('P') / 1_000);
            }
            case 28 -> {
                time.at(place(line, Features.HOMING));
                home(words, line);
            }
            default -> {}
        }
    }

    private void beginLayers(long line) {
        lookout.firstLayer();
        shares.beginLayers(line);
        feeding.beginLayers();
    }

    private long place(long line, int feature) {
        return Shares.place(line, layers.layer(), feature);
    }

    private void takeM(Words words, long line) {
        time.at(place(line, Features.WAITING));
        switch (words.number()) {
            case 104, 109 -> {
                if (words.has('S') || words.has('R')) nozzle(words.value('S', words.value('R')), line);
                if (words.number() == 109) time.waitForNozzle(words.has('R'));
            }
            case 140, 190 -> {
                if (words.has('S') || words.has('R')) bed(words.value('S', words.value('R')), line);
                if (words.number() == 190) time.waitForBed(words.has('R'));
            }
            case 116 -> {
                time.waitForNozzle(false);
                time.waitForBed(false);
            }
            case 0, 1, 400, 600, 601 -> time.drain();
            default -> {}
        }
    }

    private void nozzle(double celsius, long line) {
        nozzleC = celsius;
        lookout.heat(nozzleC, bedC);
        time.nozzleTarget(celsius);
        hottestNozzle = Sighting.highest(hottestNozzle, celsius, line, heightMm);
    }

    private void bed(double celsius, long line) {
        bedC = celsius;
        lookout.heat(nozzleC, bedC);
        time.bedTarget(celsius);
        hottestBed = Sighting.highest(hottestBed, celsius, line, heightMm);
    }

    private void home(Words words, long line) {
        boolean x = words.homes('X');
        boolean y = words.homes('Y');
        boolean z = words.homes('Z');
        var volume = profile.volume();
        double farXy = (x ? planner.position(0) - volume.minX() : 0) + (y ? planner.position(1) - volume.minY() : 0);
        double farZ = z ? planner.position(2) - volume.minZ() : 0;
        if (!homed) { // nobody knows where the nozzle is before: half of the way
            farXy = (volume.maxX() - volume.minX() + volume.maxY() - volume.minY()) / 2;
            farZ = (volume.maxZ() - volume.minZ()) / 4;
        }
        time.home(Math.abs(farXy), Math.abs(farZ));
        if (x) motion.home(0, volume.minX());
        if (y) motion.home(1, volume.minY());
        if (z) motion.home(2, volume.minZ());
        knowsZ |= z;
        lookout.homes(z, line, heightMm);
        homed = true;
    }

    private void move(long line) {
        double fromX = planner.position(0);
        double fromY = planner.position(1);
        double extrusion = motion.extrusion();
        double way = motion.isArc() ? motion.arcMm() : 0;
        boolean extrudes = extrusion > 0;
        boolean still = motion.isStill();
        long place = place(line, still ? Features.RETRACTION : extrudes ? features.now() : Features.TRAVEL);
        while (motion.hasSegments()) {
            time.room();
            if (motion.pushSegment(place)) time.wire().planned(line, heightMm);
            if (extrudes) reach(extruding, line);
            reach(moving, line);
        }
        boolean flat = planner.position(0) != fromX || planner.position(1) != fromY;
        if (extrusion != 0) feeding.feed(extrusion, !still, features.isWaste(), layers.layer() == 0);
        if (extrudes) extrude(extrusion, flat, line);
        if (!homed && !moved && flat) movesUnhomed = Sighting.first(movesUnhomed, 0, line, heightMm);
        moved |= flat;
        if (extrusion == 0) return;
        if (flat && way == 0) way = distance(planner.position(0) - fromX, planner.position(1) - fromY);
        lookout.extruded(extrusion, way, planner.position(2), layers.layer(), line, heightMm);
    }

    private static double distance(double x, double y) {
        return Math.sqrt(x * x + y * y);
    }

    private void reach(Extent extent, long line) {
        for (int axis = 0; axis < E; axis++) extent.reach(axis, planner.position(axis), line, heightMm);
    }

    private void extrude(double length, boolean flat, long line) {
        double z = planner.position(2);
        if (flat && z > heightMm + STEP_MM) heightMm = z;
        if (coldestExtrusion == null || nozzleC < coldestExtrusion.value()) {
            coldestExtrusion = new Sighting(nozzleC, line, heightMm);
        }
        if (mostExtruded == null || length > mostExtruded.value()) mostExtruded = new Sighting(length, line, heightMm);
    }

    void end(long line, boolean slicersLastWordsMissing) {
        time.drain();
        lookout.end(line, heightMm);
        if (nozzleC > 0 || bedC > 0) endsHot = new Sighting(Math.max(nozzleC, bedC), line, heightMm);
        if (slicersLastWordsMissing) breaksOff = new Sighting(0, line, heightMm);
    }

    Timekeeper time() {
        return time;
    }

    double filamentMm() {
        return feeding.mm();
    }

    FilamentUse filament() {
        return feeding.use(profile.nozzle().filamentMm2());
    }

    PlanTimes times() {
        return shares.times();
    }

    double heightMm() {
        return heightMm;
    }

    /// The layer of the last line, and at the end the number of all.
    int layer() {
        return layers.layer();
    }

    Bounds extruding() {
        return extruding.bounds();
    }

    Bounds moving() {
        return moving.bounds();
    }

    Map<String, Long> firstLines() {
        return tally.firstLines();
    }

    Sights sights() {
        return new Sights(
                hottestNozzle,
                hottestBed,
                coldestExtrusion,
                longestLine,
                notAscii,
                star,
                colon,
                twoCommands,
                notACommand,
                mostExtruded,
                movesUnhomed,
                otherTool,
                endsHot,
                breaksOff,
                time.wire().tooMuch(),
                lookout.seen(),
                lookout.melt().tooFast());
    }
}
