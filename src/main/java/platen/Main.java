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
        try (var logging = Main.class.getResourceAsStream("/logging.properties")) {
            LogManager.getLogManager().readConfiguration(logging);
        }
        System.exit(run(args));
    }

    private static int run(String[] args) {
        var command = new CommandLine(new Platen());
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
