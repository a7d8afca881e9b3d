package platen.queue;

import org.jspecify.annotations.Nullable;
import platen.values.Digest;

/// What a person says of a run of which not all is good. `scrapMg` is what was weighed, nothing where the reckoning
/// holds; `ask` is what the customer reads who shall pay for what is made again.
public record Said(
        @Nullable Reason reason,
        String words,
        @Nullable Digest photo,
        @Nullable Long scrapMg,
        Cost cost,
        String ask) {
    static final Said NOTHING = new Said(null, "", null, null, Cost.SHOP, "");

    /// Who bears what is made again. The customer only after a yes: until then nothing more is made, and the price that
    /// was approved stays.
    public enum Cost {
        SHOP,
        CUSTOMER
    }
}
