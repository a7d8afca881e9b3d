package platen.documents;

import org.jspecify.annotations.Nullable;

/// One page: the finished size as it is to be seen, how much picture there is beyond it on the poorest side, what it
/// is made of and what it looks like; null where we could not look so far.
public record PageFacts(
        double widthMm,
        double heightMm,
        double bleedMm,
        @Nullable Content content,
        @Nullable Coverage ink) {

    public PageFacts with(@Nullable Content seen) {
        return new PageFacts(widthMm, heightMm, bleedMm, seen, ink);
    }

    public PageFacts with(@Nullable Coverage seen) {
        return new PageFacts(widthMm, heightMm, bleedMm, content, seen);
    }
}
