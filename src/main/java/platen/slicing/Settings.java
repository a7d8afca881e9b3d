package platen.slicing;

import java.util.Map;

/// Numbers among a slicer's settings, which are all text.
final class Settings {
    private Settings() {}

    /// A number, or a share in percent; `otherwise` where it is missing or no number.
    static double number(Map<String, String> settings, String key, double otherwise) {
        var text = settings.get(key);
        if (text == null) return otherwise;
        try {
            return Double.parseDouble(text.replace("%", ""));
        } catch (NumberFormatException _) {
            return otherwise;
        }
    }
}
