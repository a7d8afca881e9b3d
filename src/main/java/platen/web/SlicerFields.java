package platen.web;

import java.util.Map;

/// What forms of slicers say with their fields.
final class SlicerFields {
    private SlicerFields() {}

    /// Whether any of the fields says yes, however it is written.
    static boolean isTrue(Map<String, String> fields, String... names) {
        for (var name : names) {
            var said = fields.getOrDefault(name, "").strip();
            if (said.equalsIgnoreCase("true") || said.equals("1") || said.equalsIgnoreCase("yes")) return true;
        }
        return false;
    }
}
