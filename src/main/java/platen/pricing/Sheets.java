package platen.pricing;

import java.util.List;
import java.util.Optional;

/// Pieces of one paper that are printed together: `kinds` different ones, of which `sides` sides in all
/// have print, `up` of one kind on each sheet, for a quantity.
record Sheets(PriceBook.Paper paper, int kinds, int sides, int up, int quantity) {

    /// Chooses the sheet of a paper on which a piece costs least, whatever the quantity: a choice that
    /// changed with it could make two small orders cheaper than a large one.
    static Optional<Sheets> of(
            PriceBook book, PriceBook.Product product, PriceBook.Press press, List<PriceBook.Ink> inks, Piece piece) {
        Sheets best = null;
        for (var paper : book.papers()) {
            if (!paper.name().equals(piece.paper())) continue;
            var up = up(product, press, paper, piece);
            var sheets = new Sheets(paper, piece.kinds(), piece.sides(), up, piece.quantity());
            if (up > 0 && (best == null || sheets.isCheaperThan(best, inks))) best = sheets;
        }
        return Optional.ofNullable(best);
    }

    /// Copies are not cut: each page has a sheet of its own.
    private static int up(PriceBook.Product product, PriceBook.Press press, PriceBook.Paper paper, Piece piece) {
        if (product.name() == PaperProduct.COPIES) {
            return Imposition.isWholeSheet(paper.width(), paper.height(), piece.width(), piece.height()) ? 1 : 0;
        }
        return Imposition.of(
                        paper.width(),
                        paper.height(),
                        press.margin(),
                        piece.width(),
                        piece.height(),
                        product.bleed(),
                        product.gutter())
                .up();
    }

    /// What is to be put on sheets, before one is chosen; lengths in tenths of a millimetre.
    record Piece(String paper, int width, int height, int kinds, int sides, int quantity) {}

    /// Sheets of each kind.
    long runs() {
        return Math.ceilDiv(quantity, up);
    }

    long count() {
        return Math.multiplyExact(runs(), kinds);
    }

    long waste(PriceBook.Press press) {
        return press.wasteSheets()
                + Math.ceilDiv(Math.multiplyExact(count(), press.wasteBasisPoints()), (long) PriceLine.WHOLE);
    }

    /// Printed sides, as the press counts them.
    long clicks() {
        return Math.multiplyExact(Math.multiplyExact(runs(), sides), paper.clicks());
    }

    /// Each side needs a stencil of its own in each ink, and new ones when it is worn.
    long stencils(PriceBook.Ink ink) {
        var times = ink.stencilLasts() == 0 ? 1 : Math.ceilDiv(runs(), ink.stencilLasts());
        return Math.multiplyExact(times, sides);
    }

    private boolean isCheaperThan(Sheets other, List<PriceBook.Ink> inks) {
        return Math.multiplyExact(pointsOfKinds(inks), other.up) < Math.multiplyExact(other.pointsOfKinds(inks), up);
    }

    /// What one sheet of each kind costs.
    private long pointsOfKinds(List<PriceBook.Ink> inks) {
        var click = inks.stream().mapToLong(ink -> ink.click().points()).sum();
        return paper.perSheet().points() * kinds + click * sides * paper.clicks();
    }
}
