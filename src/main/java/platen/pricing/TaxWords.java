package platen.pricing;

import platen.values.Message;

/// What the tax on a price is called. A shop that calls it as we do says it in the reader's language; a name of
/// its own, like GST, is the same in all languages.
public final class TaxWords {
    private static final String AS_WE_DO = "Sales tax";

    private TaxWords() {}

    /// `ofShop` is what the shop calls it, or empty.
    public static Message of(String ofShop) {
        var isOurs = ofShop.isBlank() || ofShop.strip().equalsIgnoreCase(AS_WE_DO);
        return isOurs ? Message.of("pricing.tax") : Message.of("pricing.named", ofShop);
    }
}
