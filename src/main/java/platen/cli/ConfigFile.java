package platen.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// `platen.toml` of a data folder: an option per line, by its long name without the dashes.
final class ConfigFile {
    static final String NAME = "platen.toml";

    private static final long LARGEST_BYTES = 1 << 20;
    private static final String WRONG_TEXT = "a text in quotes is meant here";
    /// Where the folder is, is known before this file is read.
    private static final String FOLDER = "data";

    private final List<String> lines;
    private final JsonNode root;
    private final List<String> broken;

    private ConfigFile(List<String> lines, JsonNode root, List<String> broken) {
        this.lines = lines;
        this.root = root;
        this.broken = broken;
    }

    /// One that says nothing.
    static ConfigFile none() {
        return new ConfigFile(List.of(), JsonNodeFactory.instance.objectNode(), List.of());
    }

    /// Reads the file of a folder; where there is none, nothing is said.
    static ConfigFile of(Path folder) {
        var path = folder.resolve(NAME);
        if (!Files.exists(path)) return none();
        try {
            if (Files.size(path) > LARGEST_BYTES) return broken(List.of(), NAME + " is too large");
            var text = Files.readString(path);
            var lines = text.lines().toList();
            try {
                return new ConfigFile(lines, new TomlMapper().readTree(text), List.of());
            } catch (JsonProcessingException e) {
                var where = e.getLocation() == null ? NAME : at(e.getLocation().getLineNr());
                return broken(lines, where + ": " + e.getOriginalMessage());
            }
        } catch (IOException e) {
            return broken(List.of(), NAME + " cannot be read: " + e.getMessage());
        }
    }

    private static ConfigFile broken(List<String> lines, String why) {
        return new ConfigFile(lines, JsonNodeFactory.instance.objectNode(), List.of(why));
    }

    private static String at(int line) {
        return NAME + ", line " + line;
    }

    /// All that is wrong in it, each with its line; `known` tells of each option what it holds. No value is repeated:
    /// some are passwords.
    List<String> complaints(Map<String, Class<?>> known) {
        if (!broken.isEmpty()) return broken;
        var wrong = new ArrayList<Wrong>();
        root.properties()
                .forEach(one -> problem(one.getKey(), one.getValue(), known)
                        .ifPresent(why -> wrong.add(new Wrong(line(one.getKey()), one.getKey() + ": " + why))));
        return wrong.stream()
                .sorted(Comparator.comparingInt(Wrong::line))
                .map(one -> (one.line() == 0 ? NAME : at(one.line())) + ": " + one.why())
                .toList();
    }

    private record Wrong(int line, String why) {}

    private static Optional<String> problem(String name, JsonNode value, Map<String, Class<?>> known) {
        if (name.equals(FOLDER)) return Optional.of("the folder that this file lies in is named by --data");
        var type = known.get(name);
        if (type == null) return Optional.of("there is no such option" + similar(name, known));
        if (type == boolean.class || type == Boolean.class)
            return value.isBoolean() ? Optional.empty() : Optional.of("true or false is meant here");
        if (type == int.class || type == Integer.class)
            return isWhole(value) ? Optional.empty() : Optional.of("a whole number is meant here");
        if (type == URI.class)
            return isUrl(value) ? Optional.empty() : Optional.of("an address like https://… is meant");
        if (value instanceof ArrayNode list && (type.isArray() || List.class.isAssignableFrom(type)))
            return StreamSupport.stream(list.spliterator(), false).allMatch(JsonNode::isTextual)
                    ? Optional.empty()
                    : Optional.of(WRONG_TEXT);
        return value.isTextual() || (value.isNumber() && isNumber(type)) ? Optional.empty() : Optional.of(WRONG_TEXT);
    }

    private static boolean isNumber(Class<?> type) {
        return type.isPrimitive() || Number.class.isAssignableFrom(type);
    }

    private static boolean isWhole(JsonNode value) {
        return value.isIntegralNumber() || (value.isTextual() && value.asText().matches("-?\\d{1,9}"));
    }

    private static boolean isUrl(JsonNode value) {
        try {
            return value.isTextual() && URI.create(value.asText()).isAbsolute();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// The same letters without signs between them, say `smtp_url`.
    private static String similar(String name, Map<String, Class<?>> known) {
        return known.keySet().stream()
                .filter(one -> letters(one).equals(letters(name)) || one.startsWith(name) || name.startsWith(one + "s"))
                .sorted()
                .findFirst()
                .map(one -> "; is " + one + " meant?")
                .orElse("");
    }

    private static String letters(String name) {
        return name.replaceAll("[-_. ]", "").toLowerCase(Locale.ROOT);
    }

    /// The value of an option, as its flag would have it.
    @Nullable
    String value(String name) {
        var value = root.get(name);
        if (value instanceof ArrayNode list)
            return StreamSupport.stream(list.spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(","));
        return value == null ? null : value.asText();
    }

    /// Where an option stands, for a complaint about what it says.
    Optional<String> place(String name) {
        return root.has(name) ? Optional.of(at(line(name))) : Optional.empty();
    }

    /// The parser does not tell where a name stands; a name begins its line, alone or as a section. 0 if it does not.
    private int line(String name) {
        var begin = Pattern.compile("\\s*\\[*\\s*[\"']?" + Pattern.quote(name) + "[\"']?\\s*[].=].*");
        for (int i = 0; i < lines.size(); i++) {
            if (begin.matcher(lines.get(i)).matches()) return i + 1;
        }
        return 0;
    }
}
