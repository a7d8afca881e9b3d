package platen.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What an option is when no flag says it: the environment (`--public-url` is `PLATEN_PUBLIC_URL`),
/// then `platen.toml` in the data folder (`public-url = "…"`).
public final class ConfigValues implements IDefaultValueProvider {
    private static final String DATA = "--data";
    private static final String DEFAULT_DATA = "data";

    private final Map<String, String> environment;
    private final ConfigFile file;
    private final List<String> complaints;

    private ConfigValues(Map<String, String> environment, ConfigFile file, List<String> complaints) {
        this.environment = environment;
        this.file = file;
        this.complaints = complaints;
    }

    /// Reads the environment and, for a command that has a data folder, the file of the one that `args` or the
    /// environment name. `platen` knows all commands.
    public static ConfigValues of(CommandLine platen, List<String> args, Map<String, String> environment) {
        var command = args.isEmpty() ? null : platen.getSubcommands().get(args.getFirst());
        if (command == null || command.getCommandSpec().findOption(DATA) == null)
            return new ConfigValues(environment, ConfigFile.none(), List.of());
        var file = ConfigFile.of(Path.of(folder(args, environment)));
        var isLookedAt = command.getCommand() instanceof ConfigCommand;
        return new ConfigValues(environment, file, isLookedAt ? List.of() : file.complaints(known(platen)));
    }

    private static String folder(List<String> args, Map<String, String> environment) {
        for (int i = 1; i < args.size(); i++) {
            if (args.get(i).startsWith(DATA + "=")) return args.get(i).substring(DATA.length() + 1);
            if (args.get(i).equals(DATA) && i + 1 < args.size()) return args.get(i + 1);
        }
        return environment.getOrDefault("PLATEN_DATA", DEFAULT_DATA);
    }

    /// All options that can stand in the file of a data folder, and what they hold.
    static Map<String, Class<?>> known(CommandLine platen) {
        var known = new HashMap<String, Class<?>>();
        for (var command : platen.getSubcommands().values()) {
            if (command.getCommandSpec().findOption(DATA) == null) continue;
            for (var option : command.getCommandSpec().options()) {
                if (!option.usageHelp() && !option.versionHelp()) known.putIfAbsent(name(option), option.type());
            }
        }
        return known;
    }

    static String name(OptionSpec option) {
        return option.longestName().substring(2);
    }

    /// All that is wrong in the file, each in a sentence with its line.
    public List<String> complaints() {
        return complaints;
    }

    /// Where an option was taken from, if no flag said it.
    Optional<String> place(String name) {
        var variable = variable(name);
        return environment.containsKey(variable) ? Optional.of(variable) : file.place(name);
    }

    private static String variable(String name) {
        return "PLATEN_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) return null;
        var name = name(option);
        var variable = variable(name);
        if (environment.containsKey(variable)) return environment.get(variable);
        return file.value(name);
    }
}
