package platen.books;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import platen.values.Money;

/// What its holder can pay with: `rest` of `amount` is left. `entry` brought the money for it, or gave money
/// back as it; without one it was a gift.
public record Voucher(
        long id,
        String name,
        String code,
        Money amount,
        Money rest,
        String reason,
        @Nullable Long entry,
        boolean isUndone,
        @Nullable String endedWhy,
        String issuedBy,
        Instant at) {
    private static final int GROUP = 4;

    /// `GHJK-34CD-MNPQ`, as people read it aloud.
    public String spelled() {
        return code.replaceAll("(.{" + GROUP + "})(?!$)", "$1-");
    }

    /// What tells it from others without letting anybody pay with it.
    public String ending() {
        return "…" + code.substring(code.length() - GROUP);
    }

    public boolean isOver() {
        return isUndone || endedWhy != null;
    }

    public boolean isUsed() {
        return !isOver() && !rest.equals(amount);
    }
}
