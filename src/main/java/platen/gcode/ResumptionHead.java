package platen.gcode;

import static platen.gcode.Numbers.plain;

import java.util.ArrayList;
import java.util.List;
import platen.printers.Profile;
import platen.values.Digest;

/// The head of a [Resumption], written line by line.
final class ResumptionHead {
    /// How far the nozzle keeps above everything that is printed.
    private static final double CLEARANCE_MM = 5;
    /// Here plastics let go of the nozzle but hardly run out of it.
    private static final double SOFT_C = 150;

    private static final double TRAVEL_MM_PER_MIN = 6_000;
    private static final double LIFT_MM_PER_MIN = 300;
    private static final double RETRACT_MM_PER_MIN = 1_800;
    private static final double PRIME_MM3_PER_S = 3;
    private static final double PRIME_IN_PLACE_MM = 4;
    private static final double PRIME_IN_AIR_MM = 15;
    private static final int DRIP_MS = 3_000;
    private static final double WIPE_MM = 10;
    private static final double USUAL_RETRACTION_MM = 1;
    private static final double LONGEST_RETRACTION_MM = 8;

    private final Survey survey;
    private final Layer layer;
    private final Situation before;
    private final Profile profile;
    private final double zMm;
    private final double safeMm;
    private final double retractionMm;
    private final List<String> lines = new ArrayList<>();

    ResumptionHead(Survey survey, Layer layer, Profile profile, double zMm) {
        this.survey = survey;
        this.layer = layer;
        this.before = layer.before();
        this.profile = profile;
        this.zMm = zMm;
        double highest = Math.max(survey.highestMm(), Math.max(zMm, layer.comesDownToMm()));
        safeMm = Math.min(highest + CLEARANCE_MM, profile.volume().maxZ());
        double usual = survey.longestRetractionMm() > 0 ? survey.longestRetractionMm() : USUAL_RETRACTION_MM;
        retractionMm = Math.min(usual, LONGEST_RETRACTION_MM);
    }

    void remarks(Digest of) {
        say("; The rest of a print that was cut off, from layer " + layer.number());
        say("; program " + of.hex());
        say("; from its line " + layer.line() + ", byte " + layer.offset());
        say("; The nozzle stands at Z" + plain(zMm) + ", the part is " + plain(survey.highestMm()) + " mm high.");
    }

    void loosen() {
        say("M107 ; the fan would cool what is to get warm");
        if (before.bedC() > 0) {
            say("M140 S" + plain(before.bedC()));
            say("M190 S" + plain(before.bedC()) + " ; the part holds on to a warm plate");
        }
        say("M109 S" + plain(Math.min(SOFT_C, before.nozzleC())) + " ; the nozzle lets go of the part");
        say("G92 Z" + plain(zMm) + " ; here it stands");
        say("G91");
        say("G1 Z" + plain(safeMm - zMm) + " F" + plain(liftFeed()) + " ; above everything");
        say("G90");
        say("M83");
        say("G28 X Y ; never Z: the part is in the way");
    }

    void primeOnPlate(PrimePlace place) {
        double diameter = profile.nozzle().diameterMm();
        double area = 2 * diameter * diameter;
        double length = place.lengthMm();
        double extruded = length * area / profile.nozzle().filamentMm2();
        say("G1 " + xy(place.fromX(), place.fromY()) + " F" + plain(travelFeed()) + " ; beside the part");
        heat();
        say("G1 Z" + plain(diameter) + " F" + plain(liftFeed()));
        say("G1 E" + plain(PRIME_IN_PLACE_MM) + " F" + plain(primeFeed()));
        say("G1 " + xy(place.toX(), place.toY()) + " E" + plain(extruded) + " F" + plain(PRIME_MM3_PER_S / area * 60));
        retract();
        double back = Math.min(1, WIPE_MM / length);
        say("G1 "
                + xy(
                        place.toX() + back * (place.fromX() - place.toX()),
                        place.toY() + back * (place.fromY() - place.toY()))
                + " F" + plain(travelFeed()) + " ; wipe");
        say("G1 Z" + plain(safeMm) + " F" + plain(liftFeed()));
    }

    void primeInAir(PrimePlace corner) {
        say("G1 " + xy(corner.fromX(), corner.fromY()) + " F" + plain(travelFeed()) + " ; away from the part");
        heat();
        say("G1 E" + plain(PRIME_IN_AIR_MM) + " F" + plain(primeFeed())
                + " ; in the air: there is no room on the plate");
        say("G4 P" + DRIP_MS);
        retract();
    }

    void comeDown() {
        lines.addAll(before.settings());
        double x = before.xMm() - before.offsetXMm();
        double y = before.yMm() - before.offsetYMm();
        say("G1 " + xy(x, y) + " F" + plain(travelFeed()) + " ; where the layer begins");
        say("G1 Z" + plain(layer.comesDownToMm()) + " F" + plain(liftFeed()));
        double forth = retractionMm - before.retractedMm();
        if (!before.retractedByFirmware() && forth != 0) say("G1 E" + plain(forth) + " F" + plain(RETRACT_MM_PER_MIN));
        if (before.offsetXMm() != 0 || before.offsetYMm() != 0) say("G92 " + xy(before.xMm(), before.yMm()));
    }

    void restore() {
        say("G92 E" + plain(before.eMm()));
        say("G1 F" + plain(before.feedMmPerMin()));
        say(before.relative() ? "G91" : "G90");
        say(before.relativeE() ? "M83" : "M82");
        say(LayerCount.SEAM + ", byte for byte.");
    }

    private void heat() {
        say("M109 S" + plain(before.nozzleC()));
    }

    /// Where the firmware does it, it has to know, or the program's own G11 would do nothing.
    private void retract() {
        say(before.retractedByFirmware() ? "G10" : "G1 E-" + plain(retractionMm) + " F" + plain(RETRACT_MM_PER_MIN));
    }

    private double travelFeed() {
        return Math.min(
                TRAVEL_MM_PER_MIN, 60 * profile.motion().maxFeedrateMmS().x());
    }

    private double liftFeed() {
        return Math.min(LIFT_MM_PER_MIN, 60 * profile.motion().maxFeedrateMmS().z());
    }

    private double primeFeed() {
        return PRIME_MM3_PER_S / profile.nozzle().filamentMm2() * 60;
    }

    private static String xy(double x, double y) {
        return "X" + plain(x) + " Y" + plain(y);
    }

    private void say(String line) {
        lines.add(line);
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }
}
