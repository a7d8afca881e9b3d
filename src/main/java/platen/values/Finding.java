package platen.values;

import org.jspecify.annotations.Nullable;

/// Something found in a file, and where: the line of a program, counted from 1, and the height above the bed.
public record Finding(
        Severity severity,
        Message message,
        @Nullable Long line,
        @Nullable Double heightMm) {

    public static Finding of(Severity severity, String key, Object... args) {
        return new Finding(severity, Message.of(key, args), null, null);
    }
}
