package platen.printers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import platen.values.Message;

/// One table of a profile, read strictly: each wrong, missing or unknown field becomes a complaint
/// that names file, field and what is wrong, and reading goes on, so that all are told at once.
final class Fields {
    private final String file;
    private final String path;
    private final JsonNode table;
    private final List<Message> complaints;
    private final Set<String> asked = new HashSet<>();

    Fields(String file, String path, JsonNode table, List<Message> complaints) {
        this.file = file;
        this.path = path;
        this.table = table;
        this.complaints = complaints;
    }

    Fields table(String field) {
        var node = node(field);
        if (!node.isMissingNode() && !node.isObject()) complain("printers.not-a-table", field);
        return new Fields(file, path + field + ".", node.isObject() ? node : empty(), complaints);
    }

    /// A table that may be left out.
    Fields part(String field) {
        asked.add(field);
        return table.path(field).isMissingNode()
                ? new Fields(file, path + field + ".", empty(), complaints)
                : table(field);
    }

    List<Fields> tables(String field) {
        var node = node(field);
        if (!node.isArray() || node.isEmpty()) complain("printers.no-entries", field);
        var entries = new ArrayList<Fields>();
        for (var entry : node) {
            entries.add(new Fields(file, "%s%s[%d].".formatted(path, field, entries.size()), entry, complaints));
        }
        return entries;
    }

    String text(String field) {
        var node = node(field);
        if (node.isTextual() && !node.asText().isBlank()) return node.asText();
        if (!node.isMissingNode()) complain("printers.not-a-text", field);
        return "";
    }

    boolean flag(String field) {
        var node = node(field);
        if (!node.isMissingNode() && !node.isBoolean()) complain("printers.not-a-flag", field);
        return node.asBoolean();
    }

    /// A field that may be left out.
    boolean flag(String field, boolean otherwise) {
        asked.add(field);
        return table.path(field).isMissingNode() ? otherwise : flag(field);
    }

    int whole(String field, int least, int most) {
        var node = node(field);
        if (!node.isMissingNode() && !node.isIntegralNumber()) complain("printers.not-whole", field);
        return (int) within(field, node, least, most);
    }

    /// A field that may be left out.
    int whole(String field, int otherwise, int least, int most) {
        asked.add(field);
        return table.path(field).isMissingNode() ? otherwise : whole(field, least, most);
    }

    double number(String field, double least, double most) {
        return within(field, node(field), least, most);
    }

    /// A field that may be left out.
    double number(String field, double otherwise, double least, double most) {
        asked.add(field);
        return table.path(field).isMissingNode() ? otherwise : number(field, least, most);
    }

    double[] numbers(String field, int count, double least, double most) {
        var node = node(field);
        var numbers = new double[count];
        if (node.isMissingNode()) return numbers;
        if (!node.isArray() || node.size() != count) {
            complain("printers.not-so-many", field, count);
            return numbers;
        }
        for (int i = 0; i < count; i++) numbers[i] = within(field, node.get(i), least, most);
        return numbers;
    }

    Axes axes(String field, double least, double most) {
        var each = numbers(field, 4, least, most);
        return new Axes(each[0], each[1], each[2], each[3]);
    }

    List<String> texts(String field) {
        var node = node(field);
        if (node.isMissingNode()) return List.of();
        var texts = new ArrayList<String>();
        for (var entry : node) texts.add(entry.asText());
        if (!node.isArray() || !node.valueStream().allMatch(JsonNode::isTextual)) {
            complain("printers.not-texts", field);
        }
        return texts;
    }

    <E extends Enum<E>> E choice(String field, E[] choices) {
        var wanted = text(field);
        for (var choice : choices) {
            if (word(choice).equals(wanted)) return choice;
        }
        var known = Arrays.stream(choices).map(Fields::word).collect(Collectors.joining(", "));
        if (!wanted.isEmpty()) complain("printers.not-one-of", field, wanted, known);
        return choices[0];
    }

    /// Settings of the slicer, as texts. The slicer would run any program named in `post_process`.
    Map<String, String> settings(String field, boolean required) {
        asked.add(field);
        var settings = new LinkedHashMap<String, String>();
        if (!required && table.path(field).isMissingNode()) return settings;
        if (!node(field).isObject()) complain("printers.not-a-table", field);
        node(field).forEachEntry((key, value) -> {
            if (key.equals("post_process")) complain("printers.runs-programs", field + "." + key);
            else if (!value.isValueNode()) complain("printers.not-a-text", field + "." + key);
            else settings.put(key, value.asText());
        });
        return settings;
    }

    /// Complains of every field that nobody asked for: mostly a slip of the pen.
    void end() {
        table.fieldNames().forEachRemaining(field -> {
            if (!asked.contains(field)) complain("printers.unknown", field);
        });
    }

    void complain(String key, String field, Object... more) {
        var args = new ArrayList<Object>(List.of(file, path + field));
        args.addAll(Arrays.asList(more));
        complaints.add(Message.of(key, args.toArray()));
    }

    private JsonNode node(String field) {
        var first = asked.add(field);
        var node = table.path(field);
        if (first && node.isMissingNode()) complain("printers.missing", field);
        return node;
    }

    private double within(String field, JsonNode node, double least, double most) {
        if (node.isMissingNode()) return least;
        if (!node.isNumber()) complain("printers.not-a-number", field);
        else if (!(node.asDouble() >= least && node.asDouble() <= most)) {
            complain("printers.out-of-range", field, node.asText(), plain(least), plain(most));
        } else return node.asDouble();
        return least;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }
}
