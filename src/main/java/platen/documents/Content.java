package platen.documents;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a page is made of, as its own commands tell; nothing is drawn for it.
///
/// `textToEdgeMm` is how near text comes to the edge of the finished page, below 0 where it is cut; `imageDpi` that
/// of the coarsest picture that is large enough to matter, at the page's own size; `rgb` that colours are given as a
/// screen has them. `missingFonts` are only named, so that others come in their place; so are `commonFonts`, the
/// fourteen that every printer has the like of.
public record Content(
        @Nullable Double textToEdgeMm,
        @Nullable Integer imageDpi,
        boolean rgb,
        boolean transparent,
        List<String> missingFonts,
        List<String> commonFonts) {
    public Content {
        missingFonts = List.copyOf(missingFonts);
        commonFonts = List.copyOf(commonFonts);
    }
}
