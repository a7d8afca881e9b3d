package platen.documents.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.documents.Kind;
import platen.documents.PageSize;
import platen.documents.Pages;

/// What an image's header tells, before it becomes a page.
///
/// Its own resolution counts unless it is 72, 96 or 144 dpi: these are what cameras, screens and screenshots write
/// whatever the picture is for, and a telephone's would be more than a metre wide. Then its size is the paper's that
/// is chosen: turned like it, as large as comes whole onto it.
record Image(int widthPx, int heightPx, @Nullable Double statedDpi, int orientation) {
    private static final double INCH_MM = 25.4;
    private static final List<Double> MEANINGLESS_DPI = List.of(72.0, 96.0, 144.0);
    private static final double NEARLY = 0.6;
    private static final double LEAST_DPI = 20;
    private static final double MOST_DPI = 10_000;

    Image {
        if (orientation < 1 || orientation > 8) throw new IllegalArgumentException("no orientation: " + orientation);
    }

    @Nullable
    Double dpi() {
        if (statedDpi == null || statedDpi < LEAST_DPI || statedDpi > MOST_DPI) return null;
        double stated = statedDpi;
        return MEANINGLESS_DPI.stream().anyMatch(one -> Math.abs(one - stated) < NEARLY) ? null : statedDpi;
    }

    boolean isOnItsSide() {
        return orientation >= 5;
    }

    /// As it is seen.
    int seenWidthPx() {
        return isOnItsSide() ? heightPx : widthPx;
    }

    int seenHeightPx() {
        return isOnItsSide() ? widthPx : heightPx;
    }

    Pages page(Kind kind) throws BrokenImage {
        if (widthPx <= 0 || heightPx <= 0) throw new BrokenImage();
        var dpi = dpi();
        if (dpi == null) return new Pages(kind, 1, List.of(), List.of(), seenWidthPx(), seenHeightPx(), null);
        double width = seenWidthPx() / dpi * INCH_MM;
        double height = seenHeightPx() / dpi * INCH_MM;
        var size = new PageSize(width, height, 1, 1);
        return new Pages(kind, 1, List.of(size), List.of(), seenWidthPx(), seenHeightPx(), dpi);
    }
}
