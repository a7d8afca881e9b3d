package platen.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What of a shop's data folder goes with a backup beside database and uploads: its settings, its own printer
/// profiles, and the key by which the printer host of the same computer knows its server.
final class ShopFolder {
    static final String DATABASE = "platen.db";
    static final String FILES = "files";

    private static final Pattern SETTING =
            Pattern.compile("platen\\.toml|host/server\\.json|printers/[^/\\\\]+\\.toml");

    private ShopFolder() {}

    /// Their names within the folder.
    static List<String> settings(Path data) throws IOException {
        var names = new ArrayList<String>();
        for (var name : List.of("platen.toml", "host/server.json"))
            if (Files.isRegularFile(data.resolve(name))) names.add(name);
        var printers = data.resolve("printers");
        if (Files.isDirectory(printers)) {
            try (var profiles = Files.list(printers)) {
                profiles.filter(Files::isRegularFile)
                        .map(profile -> "printers/" + profile.getFileName())
                        .filter(ShopFolder::isSetting)
                        .sorted()
                        .forEach(names::add);
            }
        }
        return names;
    }

    /// Whether a name in a backup is one of these, and not a way out of the folder.
    static boolean isSetting(String name) {
        return SETTING.matcher(name).matches() && !name.contains("..");
    }
}
