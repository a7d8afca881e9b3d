package platen.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import platen.backup.Contents;

/// What is in a backup, for a terminal.
final class Counts {
    private static final double MEGABYTE = 1e6;

    private Counts() {}

    static String of(Contents contents) {
        return contents.rows() + " rows of " + contents.tables().size() + " tables, " + contents.files() + " uploads ("
                + megabytes(contents.fileBytes()) + ")";
    }

    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE);
    }

    /// What the shop itself had lost, or lost meanwhile.
    static List<String> lost(Contents contents) {
        var words = new ArrayList<String>();
        for (var digest : contents.missing())
            words.add("LOST in the shop, and so not in the backup: the upload " + digest + ".");
        for (var digest : contents.damaged())
            words.add("DAMAGED on the shop's disk, and so not restored: the upload " + digest + ".");
        if (!contents.gone().isEmpty())
            words.add(contents.gone().size() + " uploads were deleted while the backup was made.");
        return words;
    }
}
