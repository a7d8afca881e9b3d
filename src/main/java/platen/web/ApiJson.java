package platen.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How the API writes and reads: `price_cents`, times as ISO 8601 in UTC. What a program sends is read to the letter,
/// so that a misspelt field is not passed over.
final class ApiJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private ApiJson() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads what a program asks for; nothing is as `{}`.
    static <T> T read(String json, Class<T> type) {
        try {
            T read = MAPPER.readValue(json.isBlank() ? "{}" : json, type);
            if (read == null) throw ApiProblem.of(400, "api.no-json");
            checkWhole(read, type);
            return read;
        } catch (JsonMappingException e) {
            var field = e.getPath().stream()
                    .map(at -> at.getFieldName() == null ? "" + at.getIndex() : at.getFieldName())
                    .collect(Collectors.joining("."));
            throw ApiProblem.of(422, field.isEmpty() ? "api.no-object" : "api.field-wrong", field);
        } catch (JsonProcessingException e) {
            throw ApiProblem.of(400, "api.no-json");
        }
    }

    private static void checkWhole(Object read, Class<?> type) {
        for (var component : type.getRecordComponents()) {
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) continue;
            try {
                if (component.getAccessor().invoke(read) == null)
                    throw ApiProblem.of(422, "api.field-missing", name(component.getName()));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// `priceCents` as it stands on the wire.
    static String name(String component) {
        return PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component);
    }
}
