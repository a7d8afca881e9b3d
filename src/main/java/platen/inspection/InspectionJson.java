package platen.inspection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import platen.documents.Pages;
import platen.gcode.FilamentUse.ToolUse;
import platen.gcode.Plan;
import platen.inspection.Inspection.OfDocument;
import platen.inspection.Inspection.OfMesh;
import platen.inspection.Inspection.OfProgram;
import platen.inspection.Inspection.Unreadable;
import platen.meshes.Fit;
import platen.meshes.Format;
import platen.meshes.Measures;
import platen.meshes.Soundness;
import platen.values.Finding;
import platen.values.Json;
import platen.values.Message;

/// Inspections as JSON: all on one level, so that `time_s` or `volume_mm3` is found where one looks for it,
/// and in ASCII, so that it passes any pipe.
final class InspectionJson {
    private static final JsonMapper MAPPER = Json.MAPPER
            .rebuild()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();
    private static final TypeReference<List<Finding>> FINDINGS = new TypeReference<>() {};

    private static final TypeReference<Map<String, Fit>> FITS = new TypeReference<>() {};
    private static final TypeReference<List<String>> WORDS = new TypeReference<>() {};

    private InspectionJson() {}

    static String write(Inspection inspection) {
        var json = MAPPER.createObjectNode();
        json.put("kind", kind(inspection));
        json.put("name", inspection.name());
        json.put("must_not_be_printed", inspection.mustNotBePrinted());
        switch (inspection) {
            case OfMesh mesh -> {
                json.put("format", mesh.format().name());
                merge(json, mesh.measures());
                merge(json, mesh.soundness());
                json.set("fits", MAPPER.valueToTree(mesh.fits()));
                json.set("materials", MAPPER.valueToTree(mesh.materials()));
            }
            case OfProgram(var _, var plan, var material, var grams, var _) -> {
                json.put("material", material);
                json.put("filament_g", grams);
                merge(json, plan);
                weigh(json, plan, grams);
            }
            case OfDocument(var _, var pages, var _) -> merge(json, pages);
            case Unreadable(var _, var why) -> json.set("why", MAPPER.valueToTree(why));
        }
        json.set("findings", MAPPER.valueToTree(inspection.findings()));
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Inspection read(String text) {
        try {
            var json = MAPPER.readTree(text);
            var name = json.path("name").asText();
            return switch (json.path("kind").asText()) {
                case "mesh" ->
                    new OfMesh(
                            name,
                            Format.valueOf(json.path("format").asText()),
                            MAPPER.treeToValue(json, Measures.class),
                            MAPPER.treeToValue(json, Soundness.class),
                            MAPPER.convertValue(json.path("fits"), FITS),
                            MAPPER.convertValue(json.path("materials"), WORDS),
                            findings(json));
                case "program" ->
                    new OfProgram(
                            name,
                            MAPPER.treeToValue(json, Plan.class),
                            json.path("material").asText(),
                            json.path("filament_g").asDouble(),
                            findings(json));
                case "document" -> new OfDocument(name, MAPPER.treeToValue(json, Pages.class), findings(json));
                case "unreadable" -> new Unreadable(name, MAPPER.treeToValue(json.path("why"), Message.class));
                default -> throw new IllegalArgumentException("not an inspection: " + json.path("kind"));
            };
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String kind(Inspection inspection) {
        return switch (inspection) {
            case OfMesh _ -> "mesh";
            case OfProgram _ -> "program";
            case OfDocument _ -> "document";
            case Unreadable _ -> "unreadable";
        };
    }

    /// Each tool's share of the grams, by what its plastic weighs.
    private static void weigh(ObjectNode json, Plan plan, double grams) {
        if (plan.filamentMm() <= 0) return;
        var tools = plan.filament().tools();
        double said =
                tools.stream().mapToDouble(tool -> plan.filamentG(tool, 0)).sum();
        double unsaidMm = tools.stream()
                .filter(tool -> plan.filamentG(tool, 0) == 0)
                .mapToDouble(ToolUse::filamentMm)
                .sum();
        for (int i = 0; i < tools.size(); i++) {
            double own = plan.filamentG(tools.get(i), 0);
            double weight = own > 0 ? own : (grams - said) * tools.get(i).filamentMm() / unsaidMm;
            ((ObjectNode) json.path("filament").path("tools").get(i)).put("filament_g", weight);
        }
    }

    private static void merge(ObjectNode json, Object measures) {
        json.setAll((ObjectNode) MAPPER.valueToTree(measures));
    }

    private static List<Finding> findings(JsonNode json) throws JsonProcessingException {
        return MAPPER.treeToValue(json.path("findings"), FINDINGS);
    }
}
