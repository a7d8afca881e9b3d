package platen.meshes;

import platen.printers.Profile;

/// Whether a part has room on a printer's plate: as it lies, turned by a quarter, or not at all.
public enum Fit {
    STRAIGHT,
    TURNED,
    NOT;

    /// Around the part, for the line that the slicer draws around it.
    private static final double EDGE_MM = 5;

    public static Fit on(Profile profile, Measures part) {
        var bed = profile.bed();
        double width = bed.widthMm() - 2 * EDGE_MM;
        double depth = bed.depthMm() - 2 * EDGE_MM;
        if (part.heightMm() > profile.volume().maxZ()) return NOT;
        if (part.widthMm() <= width && part.depthMm() <= depth) return STRAIGHT;
        return part.widthMm() <= depth && part.depthMm() <= width ? TURNED : NOT;
    }
}
