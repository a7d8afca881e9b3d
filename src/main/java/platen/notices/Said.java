package platen.notices;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a notice says, in its reader's words: one thing (`lead`), what belongs to it, and the next step.
/// `quote` is what somebody wrote; `link` opens the page that shows all.
public record Said(
        String subject,
        String greeting,
        String lead,
        List<String> reasons,
        String quote,
        List<Fact> facts,
        String next,
        String button,
        String link) {

    /// `link` opens what the value names, where there is such a thing.
    public record Fact(String label, String value, @Nullable String link) {}

    /// As it is said on the telephone or in a short message.
    public String brief(String shop) {
        var text = new StringBuilder(shop).append(": ").append(lead);
        reasons.forEach(reason -> text.append(' ').append(reason));
        if (!quote.isEmpty()) text.append(" “").append(quote).append('”');
        return text.append(' ').append(next).append(' ').append(link).toString();
    }
}
