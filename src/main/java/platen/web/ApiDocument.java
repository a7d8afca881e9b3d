package platen.web;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The OpenAPI document, made of the routes and of the records that they read and write.
final class ApiDocument {
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
    private static final String SCHEMA = "#/components/schemas/";

    private final Map<String, Object> schemas = new TreeMap<>();

    private ApiDocument() {}

    static Map<String, Object> of(List<ApiRoute> routes) {
        return new ApiDocument().document(routes);
    }

    private Map<String, Object> document(List<ApiRoute> routes) {
        var paths = new LinkedHashMap<String, Map<String, Object>>();
        for (var route : routes)
            paths.computeIfAbsent(route.path(), _ -> new LinkedHashMap<>())
                    .put(route.method().toLowerCase(java.util.Locale.ROOT), operation(route));
        schema(ApiErrors.Problem.class);
        return ordered(
                "openapi", "3.1.0",
                "info",
                        ordered(
                                "title", "Platen",
                                "version", "1",
                                "description", INTRODUCTION),
                "security", List.of(Map.of("key", List.of())),
                "paths", paths,
                "components",
                        ordered(
                                "securitySchemes",
                                Map.of(
                                        "key",
                                        ordered(
                                                "type", "http",
                                                "scheme", "bearer",
                                                "description",
                                                        "A key of a program, which a coordinator makes under People, Keys.")),
                                "schemas",
                                schemas));
    }

    private static final String INTRODUCTION = """
            Programs show a key of their own and do what it was made for, by the rules that hold for people.

            Lists come in pages: where `next` is not null, ask again with `after` set to it. Numbers carry their unit \
            in their name, times are ISO 8601 in UTC, and numbers of things stay what they are. Fields may be added; \
            none is taken away or changes its meaning.

            Whatever acts needs a name of its own in the header `Idempotency-Key`. Sent again under the same name \
            within two days it is not done again: the first answer comes once more, with the header \
            `Idempotent-Replayed`. The same name on something else is refused (422), and so is one that is being done \
            just now (409).

            What can't be is a problem as RFC 9457 writes it. 409 says that things are not as the program thought, and \
            what is true `now`.""";

    private Map<String, Object> operation(ApiRoute route) {
        var operation = ordered(
                "operationId", route.name(),
                "summary", route.says(),
                "tags", List.of(route.path().split("/", -1)[3]),
                "x-scope", String.valueOf(route.access().scope()),
                "parameters", parameters(route));
        if (route.asks() != null)
            operation.put(
                    "requestBody",
                    ordered("required", route.asks() != ApiRoutes.Nothing.class, "content", json(ref(route.asks()))));
        var answers = new LinkedHashMap<String, Object>();
        answers.put("200", ordered("description", "Done.", "content", json(answer(route))));
        if (route.method().equals("GET") && !route.isList())
            answers.put("304", Map.of("description", "As it was: the `ETag` is the one in `If-None-Match`."));
        answers.put(
                "default",
                ordered(
                        "description",
                        "It can't be, and why.",
                        "content",
                        Map.of(ApiErrors.TYPE, Map.of("schema", ref(ApiErrors.Problem.class)))));
        operation.put("responses", answers);
        return operation;
    }

    private Map<String, Object> answer(ApiRoute route) {
        if (!route.isList()) return ref(route.answers());
        return ordered(
                "type",
                "object",
                "required",
                List.of("items", "next"),
                "additionalProperties",
                false,
                "properties",
                ordered(
                        "items", ordered("type", "array", "items", ref(route.answers())),
                        "next",
                                ordered(
                                        "type",
                                        List.of("string", "null"),
                                        "description",
                                        "Where the list goes on; null at its end.")));
    }

    private static List<Map<String, Object>> parameters(ApiRoute route) {
        var parameters = new java.util.ArrayList<Map<String, Object>>();
        var names = PARAMETER.matcher(route.path());
        while (names.find())
            parameters.add(ordered(
                    "name",
                    names.group(1),
                    "in",
                    "path",
                    "required",
                    true,
                    "schema",
                    ordered("type", "integer", "format", "int64")));
        if (route.isList()) {
            parameters.add(query("after", "Where the page before ended.", Map.of("type", "string")));
            parameters.add(query(
                    "limit",
                    "How many at most.",
                    ordered("type", "integer", "minimum", 1, "maximum", 200, "default", 50)));
        }
        for (var query : route.queries())
            parameters.add(query(query.name(), query.says(), ordered("type", "string", "enum", query.choices())));
        if (OnceGate.isNeeded(route.access()) && route.method().equals("POST"))
            parameters.add(ordered(
                    "name",
                    OnceGate.HEADER,
                    "in",
                    "header",
                    "required",
                    true,
                    "description",
                    "A name of its own for this act, like a UUID.",
                    "schema",
                    ordered("type", "string", "minLength", 8, "maxLength", 200)));
        return parameters;
    }

    private static Map<String, Object> query(String name, String says, Map<String, Object> schema) {
        return ordered("name", name, "in", "query", "required", false, "description", says, "schema", schema);
    }

    private static Map<String, Object> json(Map<String, Object> schema) {
        return Map.of("application/json", Map.of("schema", schema));
    }

    private Map<String, Object> ref(Class<?> type) {
        schema(type);
        return Map.of("$ref", SCHEMA + type.getSimpleName());
    }

    private void schema(Class<?> type) {
        if (schemas.containsKey(type.getSimpleName())) return;
        var schema = ordered("type", "object", "additionalProperties", false);
        schemas.put(type.getSimpleName(), schema);
        var text = type.getAnnotation(ApiText.class);
        if (text != null) schema.put("description", text.value());
        var properties = new LinkedHashMap<String, Object>();
        for (var component : type.getRecordComponents())
            properties.put(ApiJson.name(component.getName()), property(component));
        schema.put("required", new TreeSet<>(needed(type)));
        schema.put("properties", properties);
    }

    /// What is answered has all its fields; what is asked may leave out those that may be null.
    private static List<String> needed(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> !type.getSimpleName().startsWith("To")
                        || !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(component -> ApiJson.name(component.getName()))
                .toList();
    }

    private Map<String, Object> property(RecordComponent component) {
        var schema = of(component.getAnnotatedType());
        var text = component.getAnnotation(ApiText.class);
        if (text != null) schema.put("description", text.value());
        return schema;
    }

    private Map<String, Object> of(AnnotatedType annotated) {
        var isNullable = annotated.isAnnotationPresent(Nullable.class);
        var type = annotated.getType();
        if (type instanceof ParameterizedType && annotated instanceof AnnotatedParameterizedType list)
            return ordered("type", "array", "items", of(list.getAnnotatedActualTypeArguments()[0]));
        var schema = of((Class<?>) type);
        if (!isNullable) return schema;
        if (schema.get("type") instanceof String name) {
            schema.put("type", List.of(name, "null"));
            if (schema.get("enum") instanceof List<?> words) {
                var all = new java.util.ArrayList<@Nullable Object>(words);
                all.add(null);
                schema.put("enum", all);
            }
            return schema;
        }
        return schema.isEmpty() ? schema : ordered("anyOf", List.of(schema, Map.of("type", "null")));
    }

    private Map<String, Object> of(Class<?> type) {
        if (type == long.class || type == Long.class) return ordered("type", "integer", "format", "int64");
        if (type == int.class || type == Integer.class) return ordered("type", "integer", "format", "int32");
        if (type == double.class || type == Double.class) return ordered("type", "number");
        if (type == boolean.class || type == Boolean.class) return ordered("type", "boolean");
        if (type == String.class) return ordered("type", "string");
        if (type == Instant.class) return ordered("type", "string", "format", "date-time");
        if (type == Object.class) return ordered();
        if (type.isEnum())
            return ordered(
                    "type",
                    "string",
                    "enum",
                    Arrays.stream(type.getEnumConstants())
                            .map(one -> ((Enum<?>) one).name())
                            .toList());
        return new LinkedHashMap<>(ref(type));
    }

    private static Map<String, Object> ordered(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) map.put((String) pairs[i], pairs[i + 1]);
        return map;
    }
}
