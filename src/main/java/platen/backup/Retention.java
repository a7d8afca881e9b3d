package platen.backup;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.IsoFields;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Which of the nightly backups are kept: the last of each of so many days, and the last of each of so many weeks. Only
/// files that are called as ours are looked at.
final class Retention {
    private static final Pattern NAME = Pattern.compile("platen-(\\d{4}-\\d{2}-\\d{2}-\\d{6})\\.(zip|sealed)");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss");

    /// So much of a disk stays free for orders: a twentieth, and 2 GB at most.
    private static final int SHARE_FREE = 20;
    private static final long FREE_BYTES = 2_000_000_000;

    private Retention() {}

    /// Whether another backup of `bytes` leaves room for orders, where it lies on the shop's own disk.
    static boolean leavesRoom(long bytes, long usableBytes, long totalBytes) {
        return usableBytes - bytes >= Math.min(totalBytes / SHARE_FREE, FREE_BYTES);
    }

    static String name(LocalDateTime at, boolean isSealed) {
        return "platen-" + TIME.format(at) + (isSealed ? ".sealed" : ".zip");
    }

    private record Named(String name, LocalDateTime at) {}

    private static Optional<Named> named(String name) {
        var match = NAME.matcher(name);
        if (!match.matches()) return Optional.empty();
        try {
            return Optional.of(new Named(name, LocalDateTime.parse(match.group(1), TIME)));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /// Those that may go.
    static Set<String> surplus(Collection<String> names, int days, int weeks) {
        var ours = names.stream()
                .flatMap(name -> named(name).stream())
                .sorted(Comparator.comparing(Named::at).reversed())
                .toList();
        var kept = new HashSet<String>();
        keep(ours, days, one -> one.at().toLocalDate().toString(), kept);
        keep(
                ours,
                weeks,
                one -> one.at().get(IsoFields.WEEK_BASED_YEAR) + "W" + one.at().get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
                kept);
        var surplus = new TreeSet<String>();
        for (var one : ours) if (!kept.contains(one.name())) surplus.add(one.name());
        return surplus;
    }

    private static void keep(List<Named> ours, int most, Function<Named, String> span, Set<String> kept) {
        var spans = new HashSet<String>();
        for (var one : ours) {
            if (spans.size() == most) return;
            if (spans.add(span.apply(one))) kept.add(one.name());
        }
    }
}
