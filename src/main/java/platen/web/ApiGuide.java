package platen.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import platen.values.Json;

/// The OpenAPI document as people read it.
///
/// @param shapes what is sent and comes back
public record ApiGuide(String introduction, List<Act> acts, List<Shape> shapes) {
    public record Field(String name, String type, String says) {}

    public record Shape(String name, String says, List<Field> fields) {}

    /// `asks` is empty where nothing is sent.
    public record Act(
            String name,
            String method,
            String path,
            String says,
            String scope,
            List<Field> parameters,
            String asks,
            String answers) {}

    static ApiGuide of(Object document) {
        JsonNode read = Json.MAPPER.valueToTree(document);
        var acts = new ArrayList<Act>();
        for (var path : read.path("paths").properties())
            for (var act : path.getValue().properties()) acts.add(act(path.getKey(), act.getKey(), act.getValue()));
        var shapes = read.path("components").path("schemas").properties().stream()
                .map(one -> new Shape(one.getKey(), says(one.getValue()), fields(one.getValue())))
                .toList();
        return new ApiGuide(read.path("info").path("description").asText().replace("`", ""), acts, shapes);
    }

    private static Act act(String path, String method, JsonNode act) {
        var parameters = new ArrayList<Field>();
        for (var one : act.path("parameters")) {
            var needed = one.path("required").asBoolean() ? "" : ", may be left out";
            parameters.add(new Field(
                    one.path("name").asText(),
                    type(one.path("schema")) + ", in the " + one.path("in").asText() + needed,
                    says(one)));
        }
        return new Act(
                act.path("operationId").asText(),
                method.toUpperCase(Locale.ROOT),
                path,
                act.path("summary").asText(),
                act.path("x-scope").asText(),
                parameters,
                name(content(act.path("requestBody"))),
                answers(content(act.path("responses").path("200"))));
    }

    private static JsonNode content(JsonNode of) {
        return of.path("content").path("application/json").path("schema");
    }

    private static String answers(JsonNode schema) {
        if (schema.has("$ref")) return name(schema);
        return "a page of " + name(schema.path("properties").path("items").path("items"));
    }

    private static String name(JsonNode ref) {
        var path = ref.path("$ref").asText();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String says(JsonNode of) {
        return of.path("description").asText();
    }

    private static List<Field> fields(JsonNode schema) {
        return schema.path("properties").properties().stream()
                .map(one -> new Field(one.getKey(), type(one.getValue()), says(one.getValue())))
                .toList();
    }

    private static String type(JsonNode schema) {
        if (schema.has("$ref")) return name(schema);
        if (schema.has("anyOf")) return name(schema.path("anyOf").path(0)) + " or null";
        if (schema.has("enum")) return words(schema.path("enum"));
        var type = schema.path("type");
        if (type.isArray()) return words(type);
        if (type.asText().equals("array")) return "list of " + type(schema.path("items"));
        return type.isMissingNode() ? "anything" : type.asText();
    }

    private static String words(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(" or "));
    }
}
