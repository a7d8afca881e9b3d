package platen.documents;

import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.values.Finding;

/// What a document is: its pages and their sizes, as they are to be seen; an image is one page, whose size is unknown
/// (no `sizes`) where it does not say its resolution.
///
/// `facts` are those of the first pages, page by page. What they mean depends on what is made of them, which
/// [#findings(Needs)] judges.
public record Pages(
        Kind document,
        int pages,
        List<PageSize> sizes,
        List<PageFacts> facts,
        @Nullable Integer widthPx,
        @Nullable Integer heightPx,
        @Nullable Double dpi) {

    @SuppressWarnings("NullAway") // what was stored before there were facts has none
    public Pages {
        sizes = List.copyOf(sizes);
        facts = facts == null ? List.of() : List.copyOf(facts);
    }

    /// What a person should know before this is printed, whatever it is printed as.
    public List<Finding> findings() {
        return findings(Needs.NONE);
    }

    /// What a person should know before this is printed as a product, the weightiest first.
    public List<Finding> findings(Needs needs) {
        return new Judging(this, needs).findings();
    }

    public Pages with(PageFacts page) {
        return new Pages(document, pages, sizes, List.of(page), widthPx, heightPx, dpi);
    }
}
