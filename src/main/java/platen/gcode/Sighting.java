package platen.gcode;

import org.jspecify.annotations.Nullable;

/// Something seen in a program: a value, on which line (counted from 1), at which height of the print.
public record Sighting(double value, long line, double heightMm) {

    static Sighting highest(@Nullable Sighting old, double value, long line, double heightMm) {
        return old != null && old.value >= value ? old : new Sighting(value, line, heightMm);
    }

    static Sighting lowest(@Nullable Sighting old, double value, long line, double heightMm) {
        return old != null && old.value <= value ? old : new Sighting(value, line, heightMm);
    }

    static Sighting first(@Nullable Sighting old, double value, long line, double heightMm) {
        return old != null ? old : new Sighting(value, line, heightMm);
    }
}
