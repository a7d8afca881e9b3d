package platen.virtual;

import java.nio.charset.StandardCharsets;

/// Sees M108, M112 and M410 in the byte stream, before anything in front of them is executed.
final class EmergencyParser {
    enum Call {
        NONE,
        BREAK_AND_CONTINUE,
        KILL,
        QUICK_STOP;

        /// What the command between two places of a line calls for.
        static Call of(byte[] line, int from, int to) {
            if (to - from < 4 || line[from] != 'M') return NONE;
            return switch (new String(line, from, 4, StandardCharsets.ISO_8859_1)) {
                case "M108" -> BREAK_AND_CONTINUE;
                case "M112" -> KILL;
                case "M410" -> QUICK_STOP;
                default -> NONE;
            };
        }
    }

    private static final int ENOUGH = 24;

    private final byte[] head = new byte[ENOUGH];
    private int length;

    Call see(byte next) {
        if (next != '\n' && next != '\r') {
            if (length < ENOUGH) head[length++] = next;
            return Call.NONE;
        }
        int at = 0;
        while (at < length && head[at] == ' ') at++;
        if (at < length && head[at] == 'N') {
            do at++;
            while (at < length && (head[at] == ' ' || (head[at] >= '0' && head[at] <= '9')));
        }
        int found = length;
        length = 0;
        return Call.of(head, at, found);
    }
}
