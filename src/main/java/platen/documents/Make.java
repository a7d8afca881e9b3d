package platen.documents;

/// What pages become: how many belong together, how many there may be, and whether the edges are cut.
public enum Make {
    SHEETS(1, Integer.MAX_VALUE, false),
    FLYER(1, 2, true),
    POSTER(1, 1, true),
    /// Folded sheets, stapled in the fold: each sheet is four pages.
    BOOKLET(4, 96, true),
    /// Leaves glued at the back.
    BOOK(2, Integer.MAX_VALUE, true);

    private final int pagesPerSheet;
    private final int mostPages;
    private final boolean trimmed;

    Make(int pagesPerSheet, int mostPages, boolean trimmed) {
        this.pagesPerSheet = pagesPerSheet;
        this.mostPages = mostPages;
        this.trimmed = trimmed;
    }

    /// The number of pages is a multiple of this.
    public int pagesPerSheet() {
        return pagesPerSheet;
    }

    int mostPages() {
        return mostPages;
    }

    boolean trimmed() {
        return trimmed;
    }
}
