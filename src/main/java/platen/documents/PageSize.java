package platen.documents;

/// A size that `pages` pages have, the first of them being page `firstPage`, counted from 1.
public record PageSize(double widthMm, double heightMm, int pages, int firstPage) {

    public boolean isLandscape() {
        return widthMm > heightMm;
    }
}
