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
        var values = ConfigValues.of(command, List.of(args), System.getenv());
        if (!values.complaints().isEmpty()) {
            values.complaints().forEach(command.getErr()::println);
            command.getErr().flush();
            return CommandLine.ExitCode.USAGE;
        }
        command.setDefaultValueProvider(values);
        return command.execute(args);
    }
}
