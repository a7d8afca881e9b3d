package platen.documents;

import org.jspecify.annotations.Nullable;

/// What a product asks of a document; null for what nobody has chosen yet.
public record Needs(
        @Nullable Paper paper,
        @Nullable Make make,
        @Nullable Ink ink) {
    public static final Needs NONE = new Needs(null, null, null);

    /// Beyond its edge a page that is cut needs so much more picture.
    public static final double BLEED_MM = 3;

    /// Less than that is told, and mended.
    public static final double ENOUGH_BLEED_MM = 2.5;

    private static final double SAME_MM = 1.5;

    /// By how much a page is made larger or smaller to come whole onto the paper.
    public double scale(double widthMm, double heightMm) {
        if (paper == null || fits(widthMm, heightMm)) return 1;
        var turned = paper.turnedLike(widthMm, heightMm);
        return Math.min(turned.widthMm() / widthMm, turned.heightMm() / heightMm);
    }

    /// Whether a page is as large as the paper, by itself or with its bleed around it.
    public boolean fits(double widthMm, double heightMm) {
        return isLarger(widthMm, heightMm, 0) || hasBleedWithin(widthMm, heightMm);
    }

    /// Whether the page is the paper and its bleed in one, without a box that tells them apart.
    public boolean hasBleedWithin(double widthMm, double heightMm) {
        return isLarger(widthMm, heightMm, 2 * BLEED_MM);
    }

    private boolean isLarger(double widthMm, double heightMm, double byMm) {
        if (paper == null) return false;
        var turned = paper.turnedLike(widthMm, heightMm);
        return Math.abs(widthMm - turned.widthMm() - byMm) <= SAME_MM
                && Math.abs(heightMm - turned.heightMm() - byMm) <= SAME_MM;
    }
}
