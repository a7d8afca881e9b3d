package platen.inspection;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import platen.documents.Pages;
import platen.gcode.Plan;
import platen.meshes.Fit;
import platen.meshes.Format;
import platen.meshes.Measures;
import platen.meshes.Soundness;
import platen.values.Finding;
import platen.values.Message;
import platen.values.Severity;

/// What a file turned out to be. `name` is its name made safe to show; see [DisplayName].
public sealed interface Inspection {
    String name();

    /// What a person should know, the worst first.
    List<Finding> findings();

    /// `fits` says of each printer by its name whether and how the part has room; `materials` are what the file asks
    /// for.
    record OfMesh(
            String name,
            Format format,
            Measures measures,
            Soundness soundness,
            Map<String, Fit> fits,
            List<String> materials,
            List<Finding> findings)
            implements Inspection {
        public OfMesh {
            fits = Collections.unmodifiableMap(new TreeMap<>(fits));
            materials = List.copyOf(materials);
            findings = List.copyOf(findings);
        }
    }

    /// A program read for the printer `plan.profile()`; its grams are those of `material`.
    record OfProgram(String name, Plan plan, String material, double filamentG, List<Finding> findings)
            implements Inspection {
        public OfProgram {
            findings = List.copyOf(findings);
        }
    }

    record OfDocument(String name, Pages pages, List<Finding> findings) implements Inspection {
        public OfDocument {
            findings = List.copyOf(findings);
        }
    }

    /// Nothing that we can print, or damaged; `why` says what to do.
    record Unreadable(String name, Message why) implements Inspection {
        @Override
        public List<Finding> findings() {
            return List.of(new Finding(Severity.STOP, why, null, null));
        }
    }

    default boolean mustNotBePrinted() {
        return findings().stream().anyMatch(finding -> finding.severity() == Severity.STOP);
    }

    /// As `platen check --json` prints it: field names with units, the measures beside name and findings.
    default String json() {
        return InspectionJson.write(this);
    }

    static Inspection ofJson(String json) {
        return InspectionJson.read(json);
    }
}
