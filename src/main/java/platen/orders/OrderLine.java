package platen.orders;

import org.jspecify.annotations.Nullable;
import platen.values.Digest;
import platen.values.LineId;
import platen.values.OrderId;

/// One line of an order: a file and what is to be made of it.
public record OrderLine(
        LineId id,
        OrderId orderId,
        Product product,
        Digest file,
        String fileName,
        Contents contents,
        @Nullable Choices choices) {}
