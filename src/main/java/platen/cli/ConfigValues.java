package platen.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What an option is when no flag says it: the environment (`--public-url` is `PLATEN_PUBLIC_URL`),
/// then `platen.toml` in the data folder (`public-url = "…"`).
public final class ConfigValues implements IDefaultValueProvider {
    private static final String FILE = "platen.toml";
    private static final String DEFAULT_DATA = "data";

    private final Map<String, String> environment;
    private final JsonNode file;

    private ConfigValues(Map<String, String> environment, JsonNode file) {
        this.environment = environment;
        this.file = file;
    }

    /// Reads the environment and the file of the data folder that `args` or the environment name.
    public static ConfigValues of(List<String> args, Map<String, String> environment) throws IOException {
        var data = args.indexOf("--data");
        var folder = data >= 0 && data + 1 < args.size()
                ? args.get(data + 1)
                : environment.getOrDefault("PLATEN_DATA", DEFAULT_DATA);
        var path = Path.of(folder).resolve(FILE);
        var mapper = new TomlMapper();
        return new ConfigValues(
                environment, Files.exists(path) ? mapper.readTree(path.toFile()) : mapper.createObjectNode());
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) return null;
        var name = option.longestName().substring(2);
        var variable = "PLATEN_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
        if (environment.containsKey(variable)) return environment.get(variable);
        var value = file.get(name);
        return value == null ? null : value.asText();
    }
}
