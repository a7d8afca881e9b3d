package platen.stock;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import platen.values.SupplyId;

/// Something that the shop uses up, counted in `unit`. It is to be ordered when no more than `reorderAt` is left.
public record Supply(
        SupplyId id,
        SupplyKind kind,
        String name,
        String unit,
        long amount,
        long reorderAt,
        String place,
        @Nullable Instant orderedAt,
        @Nullable Instant goneAt) {

    public boolean isLow() {
        return goneAt == null && amount <= reorderAt;
    }
}
