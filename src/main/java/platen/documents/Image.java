package platen.documents;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an image's header tells, before it becomes a page.
record Image(int widthPx, int heightPx, @Nullable Double dpi) {
    private static final double INCH_MM = 25.4;

    Pages page(Kind kind) throws BrokenImage {
        if (widthPx <= 0 || heightPx <= 0) throw new BrokenImage();
        return new Pages(kind, 1, sizes(), widthPx, heightPx, dpi);
    }

    private List<PageSize> sizes() {
        if (dpi == null) return List.of();
        return List.of(new PageSize(widthPx / dpi * INCH_MM, heightPx / dpi * INCH_MM, 1, 1));
    }
}
