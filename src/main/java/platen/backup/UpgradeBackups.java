package platen.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The backups that were made before an upgrade, by their names.
final class UpgradeBackups {
    private static final Pattern NAME =
            Pattern.compile("platen-upgrade-(\\d+)-to-(\\d+)-(\\d{4}-\\d{2}-\\d{2}-\\d{6})\\.(zip|sealed)");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss").withZone(ZoneOffset.UTC);
    private static final int VERSIONS_KEPT = 3;

    private UpgradeBackups() {}

    /// The time in it is that of Greenwich: the shop's own zone lies in tables that may be too old to be read.
    static String name(String from, String to, Instant at, boolean isSealed) {
        return "platen-upgrade-" + from + "-to-" + to + "-" + TIME.format(at) + (isSealed ? ".sealed" : ".zip");
    }

    private record Named(Path file, int from, String at) {}

    private static List<Named> all(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return List.of();
        try (var there = Files.list(folder)) {
            var named = new ArrayList<Named>();
            for (var file : there.toList()) {
                var match = NAME.matcher(file.getFileName().toString());
                if (match.matches()) named.add(new Named(file, Integer.parseInt(match.group(1)), match.group(3)));
            }
            named.sort(Comparator.comparing(Named::at).reversed());
            return named;
        }
    }

    /// The newest first.
    static List<Path> in(Path folder) throws IOException {
        return all(folder).stream().map(Named::file).toList();
    }

    /// Those that may go: of each version only the last is kept, and of the last three versions. A start that fails
    /// and is tried again and again fills no disk, and pushes no older version out.
    static List<Path> surplus(Path folder) throws IOException {
        var kept = new TreeMap<Integer, Path>(Comparator.reverseOrder());
        for (var one : all(folder)) kept.putIfAbsent(one.from(), one.file());
        var stay = kept.values().stream().limit(VERSIONS_KEPT).toList();
        return in(folder).stream().filter(file -> !stay.contains(file)).toList();
    }
}
