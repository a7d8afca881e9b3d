package platen.documents;

import org.jspecify.annotations.Nullable;

/// What we can put right in a document for a customer who lets us, in the order in which it is done.
public enum Fix {
    /// Each page whole on the paper, in its middle.
    FIT,
    /// All pages stand or lie as most of them do.
    UPRIGHT,
    /// The rim of each page mirrored outward, as far as is cut off.
    BLEED,
    /// Colours as they look in black ink.
    GREY,
    /// Blank pages at the end, up to whole sheets.
    BLANKS;

    /// What does away with the finding of this key, if anything does.
    public static @Nullable Fix of(String finding) {
        return switch (finding) {
            case "documents.scaled", "documents.other-shape" -> FIT;
            case "documents.turned-pages" -> UPRIGHT;
            case "documents.no-bleed" -> BLEED;
            case "documents.colour-in-black" -> GREY;
            case "documents.pages-missing" -> BLANKS;
            default -> null;
        };
    }
}
