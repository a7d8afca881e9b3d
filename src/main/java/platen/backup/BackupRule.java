package platen.backup;

/// Where backups go every night, at which hour of the shop's day, and of how many days and weeks they are kept. Without
/// a folder they lie beside the data.
public record BackupRule(String folder, int hour, int keepDays, int keepWeeks) {
    public static final int LAST_HOUR = 23;
    public static final int MOST_KEPT = 366;
}
