package platen.documents;

import java.util.List;

/// A size that `pages` pages have, the first of them being page `firstPage`, counted from 1.
public record PageSize(double widthMm, double heightMm, int pages, int firstPage) {
    private static final double SAME_MM = 0.5;
    private static final int MOST_SIZES = 20;

    public boolean isLandscape() {
        return widthMm > heightMm;
    }

    boolean isTurned(PageSize other) {
        return Math.abs(widthMm - other.heightMm) <= SAME_MM && Math.abs(heightMm - other.widthMm) <= SAME_MM;
    }

    /// Counts a page among `sizes`; beyond a number of different ones the rest is not told.
    public static void add(List<PageSize> sizes, double width, double height, int page) {
        for (int i = 0; i < sizes.size(); i++) {
            var size = sizes.get(i);
            if (Math.abs(size.widthMm() - width) > SAME_MM || Math.abs(size.heightMm() - height) > SAME_MM) continue;
            sizes.set(i, new PageSize(size.widthMm(), size.heightMm(), size.pages() + 1, size.firstPage()));
            return;
        }
        if (sizes.size() < MOST_SIZES) sizes.add(new PageSize(width, height, 1, page));
    }
}
