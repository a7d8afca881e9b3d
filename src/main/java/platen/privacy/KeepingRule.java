package platen.privacy;

import org.jspecify.annotations.Nullable;

/// For how many days files are kept after their order is over, and how long at most where a customer wants them kept.
/// `backupDays` is how long the shop's backups are kept; null where nobody has said it.
public record KeepingRule(int days, int mostDays, @Nullable Integer backupDays) {
    public static final int MOST_DAYS = 3_650;

    public KeepingRule {
        checkDays(days);
        checkDays(mostDays);
        if (backupDays != null) checkDays(backupDays);
    }

    private static void checkDays(int days) {
        if (days < 0 || days > MOST_DAYS) throw new IllegalArgumentException("no number of days: " + days);
    }
}
