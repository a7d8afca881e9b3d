package platen.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import platen.backup.Maker;
import platen.backup.Trouble;
import platen.database.Database;
import platen.files.FileStore;

/// `platen backup`: one file with all of a shop, while its server runs.
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Writes one file with the database, all uploads and the settings of a shop, while its server runs.",
            "The file is opened and checked before it gets its name. docs/keeping.md tells the rest."
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class BackupCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The file to write, best on another drive.")
    private Path file;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "The shop's data folder (default: ${DEFAULT-VALUE}).")
    private Path data;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "The PostgreSQL database (jdbc:postgresql:…) of the shop, if it has one.")
    private @Nullable String database;

    @Mixin
    private PassphraseOption passphrase = new PassphraseOption();

    @Override
    public Integer call() {
        var clock = InstantSource.system();
        try (var opened = open()) {
            var files = new FileStore(data.resolve("files"), opened, clock);
            var made = new Maker(opened, files, data, clock).make(file, passphrase.find());
            say(Counts.of(made.contents()) + ", " + Counts.megabytes(made.bytes()) + ".");
            say("Written to " + file.toAbsolutePath() + ", opened and checked.");
            Counts.lost(made.contents()).forEach(this::say);
            return 0;
        } catch (IOException e) {
            spec.commandLine().getErr().println(Trouble.words(e));
            spec.commandLine().getErr().flush();
            return 1;
        }
    }

    private void say(String words) {
        spec.commandLine().getOut().println(words);
        spec.commandLine().getOut().flush();
    }

    private Database open() {
        if (database != null) return Database.postgresAsItIs(database);
        var shop = data.resolve("platen.db");
        if (!Files.isRegularFile(shop))
            throw new ParameterException(spec.commandLine(), "There is no shop in " + data + ".");
        return Database.sqliteAsItIs(shop);
    }
}
