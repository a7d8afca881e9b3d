package platen.meshes;

import java.util.List;
import platen.printers.Profile;

/// Whether a part has room on a printer's plate: as it lies, turned by a quarter, turned so that it lies from corner
/// to corner, only when it is laid on another side, or not at all. Judged by the box around it.
public enum Fit {
    STRAIGHT,
    TURNED,
    DIAGONAL,
    ON_SIDE,
    NOT;

    /// Around the part, for the line that the slicer draws around it.
    private static final double EDGE_MM = 5;

    private static final int QUARTER = 90;

    public static Fit on(Profile profile, Measures part) {
        double width = part.widthMm();
        double depth = part.depthMm();
        double height = part.heightMm();
        var lying = lying(profile, width, depth, height);
        if (lying != NOT) return lying;
        var onSide = List.of(lying(profile, width, height, depth), lying(profile, depth, height, width));
        return onSide.equals(List.of(NOT, NOT)) ? NOT : ON_SIDE;
    }

    /// By how many degrees a part that lies on its own side is turned to the left, to have the most room.
    public static int degrees(Profile profile, Measures part) {
        return switch (on(profile, part)) {
            case STRAIGHT, ON_SIDE, NOT -> 0;
            case TURNED -> QUARTER;
            case DIAGONAL -> roomiest(profile, part.widthMm(), part.depthMm());
        };
    }

    /// Of a part that fits [#ON_SIDE]: whether it does so on its front or back, turned about the X axis; else it is on
    /// its left or right side, turned about the Y axis.
    public static boolean isOnFront(Profile profile, Measures part) {
        return lying(profile, part.widthMm(), part.heightMm(), part.depthMm()) != NOT;
    }

    /// As it is drawn, though perhaps turned on the plate.
    public boolean isAsDrawn() {
        return this == STRAIGHT || this == TURNED || this == DIAGONAL;
    }

    private static Fit lying(Profile profile, double width, double depth, double height) {
        if (height > profile.volume().maxZ()) return NOT;
        if (spare(profile, width, depth, 0) >= 0) return STRAIGHT;
        if (spare(profile, depth, width, 0) >= 0) return TURNED;
        return spare(profile, width, depth, roomiest(profile, width, depth)) >= 0 ? DIAGONAL : NOT;
    }

    private static int roomiest(Profile profile, double width, double depth) {
        int best = 0;
        for (int degrees = 1; degrees < QUARTER; degrees++) {
            if (spare(profile, width, depth, degrees) > spare(profile, width, depth, best)) best = degrees;
        }
        return best;
    }

    /// What is left beside a turned box, in the direction where that is less.
    private static double spare(Profile profile, double width, double depth, int degrees) {
        var bed = profile.bed();
        double cos = degrees == 0 ? 1 : Math.cos(Math.toRadians(degrees));
        double sin = degrees == 0 ? 0 : Math.sin(Math.toRadians(degrees));
        return Math.min(
                bed.widthMm() - 2 * EDGE_MM - (width * cos + depth * sin),
                bed.depthMm() - 2 * EDGE_MM - (width * sin + depth * cos));
    }
}
