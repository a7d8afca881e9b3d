package platen.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import platen.backup.Trouble;
import platen.database.Database;

/// The shop that a command works on, beside its server: where its data are, and its database.
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ShopOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "The shop's data folder (default: ${DEFAULT-VALUE}).")
    Path data;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "The PostgreSQL database (jdbc:postgresql:…) of the shop, if it has one.")
    private @Nullable String database;

    /// Only as this Platen's own server has it: another may be using it, and only a start makes a backup first.
    Database open() throws Trouble {
        var opened = openAsItIs();
        var version = opened.version().orElse("0");
        var newest = Database.newestVersion();
        if (version.equals(newest)) return opened;
        opened.close();
        throw Integer.parseInt(version) > Integer.parseInt(newest)
                ? new Trouble("newer-tables", version, newest)
                : new Trouble("older-tables", version, newest, data);
    }

    /// A server of another version may be using it.
    Database openAsItIs() {
        return database == null ? Database.sqliteAsItIs(file()) : Database.postgresAsItIs(database);
    }

    private Path file() {
        var file = data.resolve("platen.db");
        if (!Files.isRegularFile(file))
            throw new ParameterException(command.commandLine(), "There is no shop in " + data + ".");
        return file;
    }
}
