package platen.shop;

import java.util.Locale;
import java.util.Map;
import platen.templating.Manner;
import platen.values.Language;

/// How the shop speaks with who has not asked for a language, and the country in whose manner dates, times and
/// amounts are written, in any language.
public record Speech(Language usual, String country) {
    /// How a reader of this language likes things written in this shop; `own` are the shop's words in it.
    Manner manner(Shop shop, Language language, Map<String, String> own) {
        var locale = Locale.of(language.tag(), country);
        return new Manner(locale, shop.zone(), shop.currency(), shop.units() == Units.INCH, own);
    }
}
