package platen.virtual;

import java.nio.charset.StandardCharsets;

/// Sees M108, M112, M410 and M876 in the byte stream, before anything in front of them is executed.
final class EmergencyParser {
    enum Call {
        NONE,
        BREAK_AND_CONTINUE,
        KILL,
        QUICK_STOP,
        /// To a question that a person was asked.
        ANSWER;

        /// What the command between two places of a line calls for.
        static Call of(byte[] line, int from, int to) {
            if (to - from < 4 || line[from] != 'M') return NONE;
            return switch (new String(line, from, 4, StandardCharsets.ISO_8859_1)) {
                case "M108" -> BREAK_AND_CONTINUE;
                case "M112" -> KILL;
                case "M410" -> QUICK_STOP;
                case "M876" -> isAnswer(line, from + 4, to) ? ANSWER : NONE;
                default -> NONE;
            };
        }

        /// Whether a command is a host's own in any case: it acts as it arrives, or speaks of prompts.
        static boolean isOfTheHost(byte[] line, int length) {
            return of(line, 0, length) != NONE
                    || (length >= 4 && new String(line, 0, 4, StandardCharsets.ISO_8859_1).equals("M876"));
        }

        /// `M876 S0` answers; `M876 P1` only says that the host can.
        private static boolean isAnswer(byte[] line, int from, int to) {
            int at = from;
            while (at < to && line[at] == ' ') at++;
            return at < to && line[at] == 'S';
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
