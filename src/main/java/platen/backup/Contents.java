package platen.backup;

import java.util.List;

/// What the last entry of a backup says of all others: each is checked against it.
///
/// `gone` are files that were deleted while the backup was made, `missing` and `damaged` those that the shop itself
/// has lost or that changed on its disk: the backup is whole without them, and says so.
public record Contents(
        List<TableCopy> tables,
        long files,
        long fileBytes,
        List<String> gone,
        List<String> missing,
        List<String> damaged,
        List<SettingCopy> settings) {
    static final String ENTRY = "contents.json";

    /// The digest is that of the entry.
    public record TableCopy(String table, long rows, String sha256) {}

    public record SettingCopy(String name, String sha256) {}

    public Contents {
        tables = List.copyOf(tables);
        gone = List.copyOf(gone);
        missing = List.copyOf(missing);
        damaged = List.copyOf(damaged);
        settings = List.copyOf(settings);
    }

    public long rows() {
        return tables.stream().mapToLong(TableCopy::rows).sum();
    }
}
