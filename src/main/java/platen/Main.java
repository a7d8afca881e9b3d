package platen;

import java.io.IOException;
import java.util.List;
import java.util.logging.LogManager;
import picocli.CommandLine;
import platen.cli.ConfigValues;
import platen.cli.Platen;

/// The one entrance: `./platen COMMAND`.
public final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException {
        run(new Platen(), args);
    }

    /// Runs one of the commands that `root` knows, and ends the process.
    static void run(Object root, String[] args) throws IOException {
        try (var logging = Main.class.getResourceAsStream("/logging.properties")) {
            LogManager.getLogManager().readConfiguration(logging);
        }
        System.exit(execute(new CommandLine(root), args));
    }

    private static int execute(CommandLine command, String[] args) {
        try {
            command.setDefaultValueProvider(ConfigValues.of(List.of(args), System.getenv()));
        } catch (IOException e) {
            command.getErr().println("platen.toml in the data folder cannot be read: " + e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        return command.execute(args);
    }
}
