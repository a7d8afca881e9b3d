package platen.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.orders.Choices;
import platen.orders.OrderLine;
import platen.orders.Product;
import platen.pricing.PaperProduct;

/// The pages of a booklet as they lie side by side when it is bound: its front alone, then two and two, then its back.
/// Sheets that a document does not fill have blank pages at the end.
final class Spreads {
    private static final int PAGES_PER_SHEET = 4;

    private Spreads() {}

    /// A page, drawn or blank; beyond the cover there is none.
    public record Side(int page, boolean isDrawn) {}

    /// What one sees at once. One that is alone is the front or the back.
    public record Spread(@Nullable Side left, @Nullable Side right) {
        /// Its pages in words: `2–3`.
        public String pages() {
            if (left == null) return right == null ? "" : Integer.toString(right.page());
            return right == null ? Integer.toString(left.page()) : left.page() + "–" + right.page();
        }
    }

    /// None where it is no booklet, or has no pictures. `as` is what it is to become, where that is asked for.
    static List<Spread> of(OrderLine line, Pictures.Shown shown, @Nullable PaperProduct as) {
        var chosen = line.choices() instanceof Choices.Paper paper ? paper.product() : null;
        var product = as == null ? chosen : as;
        if (line.product() != Product.PAPER
                || product != PaperProduct.BOOKLET
                || shown.pages().isEmpty()) return List.of();
        int pages = Optional.ofNullable(shown.pageCount()).orElse(shown.pages().size());
        return of(pages, shown.pages());
    }

    /// Of so many pages, of which these are drawn. Where the last that is drawn is not the last of all, it ends there.
    static List<Spread> of(int pages, List<Integer> drawn) {
        int all = (pages + PAGES_PER_SHEET - 1) / PAGES_PER_SHEET * PAGES_PER_SHEET;
        int last = drawn.getLast() < pages ? drawn.getLast() : all;
        var spreads = new ArrayList<Spread>();
        for (int left = 0; left <= last; left += 2) {
            var spread = new Spread(side(left, all, drawn), side(left + 1, all, drawn));
            if (spread.left() != null || spread.right() != null) spreads.add(spread);
        }
        return spreads;
    }

    private static @Nullable Side side(int page, int all, List<Integer> drawn) {
        return page < 1 || page > all ? null : new Side(page, drawn.contains(page));
    }
}
