package platen.pricing;

/// How many pieces of one size stand on a sheet: rows and columns, in the better of two orientations.
///
/// Lengths are tenths of a millimetre. Each piece has its bleed all around, a gutter stands between
/// pieces, and nothing stands in the margin that the press can't print.
public record Imposition(int across, int down) {

    public static Imposition of(
            int sheetWidth, int sheetHeight, int margin, int width, int height, int bleed, int gutter) {
        var upright = grid(sheetWidth, sheetHeight, margin, width, height, bleed, gutter);
        var turned = grid(sheetWidth, sheetHeight, margin, height, width, bleed, gutter);
        var better = turned.up() > upright.up() ? turned : upright;
        if (better.up() == 0 && bleed == 0 && isWholeSheet(sheetWidth, sheetHeight, width, height)) {
            return new Imposition(1, 1);
        }
        return better;
    }

    public int up() {
        return across * down;
    }

    private static Imposition grid(
            int sheetWidth, int sheetHeight, int margin, int width, int height, int bleed, int gutter) {
        return new Imposition(
                along(sheetWidth - 2 * margin, width + 2 * bleed, gutter),
                along(sheetHeight - 2 * margin, height + 2 * bleed, gutter));
    }

    private static int along(int room, int piece, int gutter) {
        return room < piece ? 0 : (room + gutter) / (piece + gutter);
    }

    /// Whether a page fits the sheet as it is: one that need not be printed to its edge is then not cut at all.
    static boolean isWholeSheet(int sheetWidth, int sheetHeight, int width, int height) {
        return (width <= sheetWidth && height <= sheetHeight) || (height <= sheetWidth && width <= sheetHeight);
    }
}
