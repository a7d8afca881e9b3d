package platen.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
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

    /// Brings its tables up to date.
    Database open() {
        return database == null ? Database.sqlite(file()) : Database.postgres(database);
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
