package platen.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import platen.backup.Restorer;
import platen.backup.Trouble;

/// `platen restore`: a whole shop from one file, onto an empty machine.
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Restores a backup into an empty folder: all of it, or nothing. Then 'platen serve' goes on from there.",
            "A backup of an older Platen is brought up to date by the next start; docs/keeping.md tells the rest."
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class RestoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private Path file;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "The shop's new data folder, which is made or must be empty (default: ${DEFAULT-VALUE}).")
    private Path data;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = {
                "An empty PostgreSQL database (jdbc:postgresql:…) to take the tables in place of a SQLite file,",
                "whichever of the two the backup is from."
            })
    private @Nullable String database;

    @Mixin
    private PassphraseOption passphrase = new PassphraseOption();

    @Override
    public Integer call() {
        try {
            var restored = new Restorer(file, passphrase.find()).into(data, Optional.ofNullable(database));
            say("The shop as it was on " + restored.about().madeAt() + ": " + Counts.of(restored.contents()) + ".");
            Counts.lost(restored.contents()).forEach(this::say);
            say("Restored into " + data.toAbsolutePath() + ". Start it with: ./platen serve --data " + data
                    + (database == null ? "" : " --database " + database));
            if (namesDatabase())
                say("Look at " + data.resolve("platen.toml") + " first: it names the database of the old machine.");
            return 0;
        } catch (IOException e) {
            spec.commandLine().getErr().println(Trouble.words(e));
            spec.commandLine().getErr().flush();
            return 1;
        }
    }

    /// Settings that came along and would lead the next start to a database other than the restored one.
    private boolean namesDatabase() throws IOException {
        var settings = data.resolve("platen.toml");
        if (Files.notExists(settings)) return false;
        try (var lines = Files.lines(settings)) {
            return lines.anyMatch(line -> line.strip().startsWith("database"));
        }
    }

    private void say(String words) {
        spec.commandLine().getOut().println(words);
        spec.commandLine().getOut().flush();
    }
}
