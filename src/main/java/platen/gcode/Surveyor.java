package platen.gcode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import platen.gcode.Survey.Trouble;
import platen.printers.Profile;

/// Goes through a program line by line and notes what a [Survey] holds.
final class Surveyor {
    /// So many commands wait in a firmware beside those that its planner has.
    private static final int QUEUED = 8;

    private static final Set<Integer> PROBING = Set.of(29, 32, 80, 81);

    private final Profile profile;
    private final long lastLine;
    private final Words words = new Words();
    private final Scan scan = new Scan();
    private final LayerCount count = new LayerCount();
    private final Lookahead planner;
    private final Motion motion;
    private final SettingLines settings = new SettingLines();
    private final Relief relief;
    private final List<Layer> layers = new ArrayList<>();
    private final double[] heights; // after the last commands, which may not have been executed any more
    private long commands;
    private final Set<Trouble> troubles = EnumSet.noneOf(Trouble.class);
    private double nozzleC;
    private double bedC;
    private double fed;
    private double mostFed;
    private double longestRetraction;
    private boolean retractedByFirmware;
    private boolean printed = true; // so far, for all that is known
    private boolean setsHeight; // since the layer began
    private double printsAt = Double.NaN;

    Surveyor(Profile profile, long lastLine) {
        this.profile = profile;
        this.lastLine = lastLine;
        planner = Lookahead.of(ProfileMotion.of(profile));
        motion = new Motion(planner);
        relief = new Relief(profile.volume());
        heights = new double[profile.motion().plannerBlocks() + QUEUED];
    }

    Survey read(Path program) throws IOException {
        try (var in = Files.newInputStream(program)) {
            var lines = new Lines(in);
            boolean more = lines.next();
            while (more && lines.number() <= lastLine) {
                line(lines);
                more = lines.next();
            }
            var last = situation();
            var retraction = longestRetraction;
            double lowest = Arrays.stream(heights).limit(commands).min().orElse(0);
            double highest = Arrays.stream(heights).limit(commands).max().orElse(0);
            // The last layer may not have printed anything yet: how high it will, the next lines say.
            int begun = layers.size();
            printed = false;
            while (more && begun > 0 && layers.size() == begun && Double.isNaN(printsAt)) {
                line(lines);
                more = lines.next();
            }
            close();
            return new Survey(layers.subList(0, begun), last, lowest, highest, relief, retraction, troubles);
        }
    }

    private void line(Lines lines) {
        if (lines.continues() || !scan.line(lines.buffer(), lines.from(), lines.to())) return;
        if (scan.isRemark()) {
            if (count.remark(lines.buffer(), scan.from, lines.to())) begin(lines);
            else if (count.layer() == 0) layers.clear();
        } else if (!scan.isEmpty()) {
            if (words.read(lines.buffer(), scan.from, scan.to)) command(lines);
            else if (isMacro(lines)) troubles.add(Trouble.MACROS);
            heights[(int) (commands++ % heights.length)] = motion.position(2);
        }
    }

    /// Other words are a slip of the pen, which firmwares pass over.
    private boolean isMacro(Lines lines) {
        return ProgramReader.macro(lines.buffer(), scan.from, scan.to).isPresent();
    }

    private void begin(Lines lines) {
        close();
        if (count.layer() == 1) layers.clear();
        if (layers.size() == Survey.MOST_LAYERS) {
            troubles.add(Trouble.TOO_MUCH);
            return;
        }
        layers.add(new Layer(layers.size() + 1, lines.number(), lines.offset(), Double.NaN, false, situation()));
        printsAt = Double.NaN;
        setsHeight = false;
    }

    /// What the last layer has shown of itself.
    private void close() {
        if (layers.isEmpty()) return;
        var open = layers.removeLast();
        boolean prints = !Double.isNaN(printsAt);
        layers.add(new Layer(
                open.number(),
                open.line(),
                open.offset(),
                prints ? printsAt : open.before().zMm(),
                prints && setsHeight,
                open.before()));
    }

    private void command(Lines lines) {
        if (count.command(words)) begin(lines);
        if (words.is('G', 10) || words.is('G', 11)) retractedByFirmware = words.number() == 10;
        if (motion.take(words)) {
            if (motion.hasSegments()) move();
            else if (words.letter() == 'M' && SettingLines.concerns(words)) keep(lines);
        } else if (words.subcode() == 0) {
            switch (words.letter()) {
                case 'G' -> takeG();
                case 'M' -> takeM(lines);
                case 'T' -> {
                    if (words.number() != 0) troubles.add(Trouble.OTHER_TOOL);
                }
                default -> {}
            }
        }
    }

    private void keep(Lines lines) {
        settings.add(words, new String(lines.buffer(), scan.from, scan.to - scan.from, StandardCharsets.ISO_8859_1));
        if (settings.tooMany()) troubles.add(Trouble.TOO_MUCH);
    }

    private void takeG() {
        switch (words.number()) {
            case 20 -> troubles.add(Trouble.INCHES);
            case 28 -> home();
            default -> {
                if (PROBING.contains(words.number())) troubles.add(Trouble.LEVELLED);
            }
        }
    }

    private void takeM(Lines lines) {
        double celsius = words.value('S', words.value('R'));
        boolean says = words.has('S') || words.has('R');
        switch (words.number()) {
            case 104, 109 -> nozzleC = says ? celsius : nozzleC;
            case 140, 190 -> bedC = says ? celsius : bedC;
            default -> {
                if (SettingLines.concerns(words)) keep(lines);
            }
        }
    }

    private void home() {
        var volume = profile.volume();
        if (words.homes('X')) motion.home(0, volume.minX());
        if (words.homes('Y')) motion.home(1, volume.minY());
        if (words.homes('Z')) motion.home(2, volume.minZ());
    }

    private void move() {
        double extrusion = motion.extrusion();
        if (words.has('Z') && !motion.isRelative()) setsHeight |= Double.isNaN(printsAt);
        fed += extrusion;
        if (extrusion > 0) mostFed = Math.max(mostFed, fed);
        longestRetraction = Math.max(longestRetraction, mostFed - fed);
        double fromX = planner.position(0);
        double fromY = planner.position(1);
        boolean flat = false;
        while (motion.hasSegments()) {
            while (planner.isFull()) runOne();
            double x = planner.position(0);
            double y = planner.position(1);
            motion.pushSegment(0);
            double z = planner.position(2) + motion.offset(2);
            if (extrusion > 0 && printed) relief.add(x, y, planner.position(0), planner.position(1), z);
            flat |= planner.position(0) != fromX || planner.position(1) != fromY;
        }
        if (extrusion > 0 && flat && Double.isNaN(printsAt)) printsAt = motion.position(2);
    }

    private void runOne() {
        planner.start();
        planner.finish();
    }

    private Situation situation() {
        var now = new Situation(
                motion.position(0),
                motion.position(1),
                motion.position(2),
                motion.position(3),
                motion.offset(0),
                motion.offset(1),
                motion.feedMmPerS() * 60,
                motion.isRelative(),
                motion.isRelativeE(),
                nozzleC,
                bedC,
                mostFed - fed,
                retractedByFirmware,
                settings.all());
        if (!now.isFinite()) troubles.add(Trouble.TOO_MUCH);
        return now;
    }
}
