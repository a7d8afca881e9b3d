package platen.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `platen config`: every setting of the server, as a file to begin with.
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = {
            "Prints a platen.toml in which every setting of `platen serve` stands, each explained and commented out:",
            "  ./platen config > /srv/platen/platen.toml",
            "With --check it looks at the one of a data folder instead, and ends with 1 if something is wrong."
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ConfigCommand implements Callable<Integer> {
    private static final List<String> NOT_HERE = List.of("data", "help", "version");

    @Spec
    private CommandSpec spec;

    @Option(names = "--check", description = "Looks at the platen.toml in the data folder, and changes nothing.")
    private boolean check;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "The data folder that --check looks at (default: ${DEFAULT-VALUE}).")
    private Path data;

    @Override
    public Integer call() {
        var platen = spec.root().commandLine();
        if (!check) {
            print(new CommandLine(new Serve()).getCommandSpec());
            return 0;
        }
        var complaints = ConfigFile.of(data).complaints(ConfigValues.known(platen));
        if (complaints.isEmpty()) say("Nothing is wrong with the settings in " + data + ".");
        else complaints.forEach(this::say);
        return complaints.isEmpty() ? 0 : 1;
    }

    private void print(CommandSpec serve) {
        say("# The settings of Platen. They stand in the data folder as platen.toml, and hold from the next start.");
        say("# A flag (--port 80) and the environment (PLATEN_PORT=80) come before what is said here.");
        for (var option : serve.options()) {
            if (option.hidden() || NOT_HERE.contains(ConfigValues.name(option))) continue;
            say("");
            for (var line : option.description())
                say("# " + line.replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValue())));
            say("#" + ConfigValues.name(option) + " = " + example(option));
        }
    }

    /// What holds without it, or what could stand there.
    private static String example(OptionSpec option) {
        if (option.type() == boolean.class) return "false";
        var usual = option.defaultValue();
        if (usual != null) return option.type() == int.class ? usual : '"' + usual + '"';
        if (option.type() == Integer.class) return "8081";
        var shape = '"' + option.paramLabel().replaceAll("[<>]", "") + '"';
        return List.class.isAssignableFrom(option.type()) ? "[" + shape + "]" : shape;
    }

    private void say(String words) {
        spec.commandLine().getOut().println(words);
        spec.commandLine().getOut().flush();
    }
}
