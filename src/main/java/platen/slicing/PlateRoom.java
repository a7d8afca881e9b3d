package platen.slicing;

import platen.meshes.Fit;
import platen.meshes.Measures;
import platen.printers.Profile;

/// How many copies of a part have room on a plate, in rows and columns: by the box around it, with room between them
/// and, at the edge, for the line that the slicer draws around all of them. Known at once, without the slicer.
///
/// The slicer puts parts closer where their shapes allow; it is not asked for more than this, so that a plate can
/// be promised before it is sliced. It may find room for fewer, and that is noticed.
public final class PlateRoom {
    /// One print that fails takes all parts of its plate with it, and the slicer's arranging takes longer and longer.
    public static final int MOST = 50;

    private static final double BETWEEN_MM = 6;
    /// What the slicer is asked for: a little less, or it doesn't find the place for the last copies.
    private static final double SLICERS_BETWEEN_MM = 5;

    private static final double EDGE_MM = 5;
    private static final double SLACK_MM = 1;

    private PlateRoom() {}

    /// At least 1 where the part fits at all; else 0.
    public static int of(Profile profile, Measures part, Extras extras) {
        return switch (Fit.on(profile, part)) {
            case STRAIGHT -> of(profile, part.widthMm(), part.depthMm(), extras);
            case TURNED -> of(profile, part.depthMm(), part.widthMm(), extras);
            case DIAGONAL -> 1;
            case ON_SIDE, NOT -> 0;
        };
    }

    private static int of(Profile profile, double width, double depth, Extras extras) {
        double edge = edge(profile, extras);
        double between = BETWEEN_MM + rims(extras);
        int columns = fitting(profile.bed().widthMm() - 2 * edge, width, between);
        int rows = fitting(profile.bed().depthMm() - 2 * edge, depth, between);
        return Math.clamp((long) columns * rows, 1, MOST);
    }

    private static int fitting(double room, double side, double between) {
        return (int) Math.floor((room + between) / (side + between));
    }

    /// How far the slicer keeps copies apart.
    static double slicersBetweenMm(Extras extras) {
        return SLICERS_BETWEEN_MM + rims(extras);
    }

    private static double rims(Extras extras) {
        return extras.brim() ? 2 * Extras.BRIM_MM : 0;
    }

    private static double edge(Profile profile, Extras extras) {
        double lines = Settings.number(profile.slicer(), "skirts", 1)
                * profile.nozzle().diameterMm()
                * 1.5;
        double skirt = lines > 0 ? Settings.number(profile.slicer(), "skirt_distance", 6) + lines + SLACK_MM : 0;
        return Math.max(EDGE_MM, skirt) + (extras.brim() ? Extras.BRIM_MM : 0);
    }
}
