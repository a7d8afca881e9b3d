package platen.orders;

import java.time.Instant;

/// How much there is to do before something new: what an order's day depends on beside the price book.
public interface Load {
    Load NONE = (_, _) -> Instant.MIN;

    /// From when on a machine for this product is free of all that is due by then.
    Instant free(Product product, Instant due);
}
