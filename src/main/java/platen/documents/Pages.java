package platen.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import platen.values.Finding;
import platen.values.Severity;

/// What a document is: its pages and their sizes, as they are to be seen; an image is one page, whose
/// size is unknown (no `sizes`) where it does not say its resolution.
public record Pages(
        Kind document,
        int pages,
        List<PageSize> sizes,
        @Nullable Integer widthPx,
        @Nullable Integer heightPx,
        @Nullable Double dpi) {
    private static final double LARGE_MM = 1_200;

    public Pages {
        sizes = List.copyOf(sizes);
    }

    /// What a person should know before this is printed.
    public List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        if (pages == 0) findings.add(Finding.of(Severity.STOP, "documents.no-pages"));
        if (sizes.size() > 1) {
            var other = sizes.get(1);
            findings.add(Finding.of(
                    Severity.WARNING, "documents.mixed-sizes", size(sizes.getFirst()), other.firstPage(), size(other)));
        }
        sizes.stream()
                .filter(size -> Math.max(size.widthMm(), size.heightMm()) > LARGE_MM)
                .findFirst()
                .ifPresent(size -> findings.add(
                        Finding.of(Severity.WARNING, "documents.large-page", size.firstPage(), size(size))));
        if (document != Kind.PDF && dpi == null) {
            findings.add(Finding.of(Severity.NOTE, "documents.no-resolution", widthPx + " × " + heightPx));
        }
        return findings;
    }

    private static String size(PageSize size) {
        return String.format(Locale.ROOT, "%.0f × %.0f mm", size.widthMm(), size.heightMm());
    }
}
