package platen.gcode;

import java.util.Arrays;

/// Where the command stands in a line, without blanks around it and its comment, and what is odd about its bytes.
final class Scan {
    private static final int SPACE = 1;
    private static final int CONTROL = 2;
    private static final int NOT_ASCII = 4;
    private static final int STAR = 8;
    private static final int COLON = 16;
    private static final int REMARK = 32;
    private static final int COMMAND_SHIFT = 6;
    private static final int COMMAND = 1 << COMMAND_SHIFT;
    /// What each byte may be, so that the loop over all bytes has one branch only.
    private static final int[] KINDS = kinds();

    int from;
    int to;
    boolean inComment;
    boolean notAscii;
    boolean star;
    boolean colon;
    int blanks;
    /// A second command seems to stand behind the first: `G28 M104`.
    boolean second;

    /// Looks at a line; false when it holds bytes that no text has.
    boolean line(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && isBlank(bytes[at])) at++;
        from = at;
        int seen = 0;
        int spaces = 0;
        int commands = 0;
        for (; at < end; at++) {
            int kind = KINDS[bytes[at] & 0xFF];
            if (kind == REMARK) break;
            seen |= kind;
            spaces += kind & SPACE;
            commands += kind >>> COMMAND_SHIFT;
        }
        inComment = at < end;
        to = at;
        while (to > from && isBlank(bytes[to - 1])) to--;
        blanks = spaces;
        if ((seen & ~(SPACE | COMMAND)) == 0) {
            notAscii = star = colon = false;
        } else if ((seen & CONTROL) != 0) {
            return false;
        } else {
            notAscii = (seen & NOT_ASCII) != 0;
            star = (seen & STAR) != 0;
            colon = (seen & COLON) != 0;
        }
        second = commands > 1 && hasSecond(bytes);
        return true;
    }

    private boolean hasSecond(byte[] bytes) {
        boolean first = false;
        for (int at = from; at < to; at++) {
            boolean starts = (at == from || isBlank(bytes[at - 1]))
                    && (bytes[at] == 'G' || bytes[at] == 'M')
                    && isDigit(bytes, at + 1, to);
            if (starts && first) return true;
            first |= starts;
        }
        return false;
    }

    private static int[] kinds() {
        var kinds = new int[256];
        Arrays.fill(kinds, 0, ' ', CONTROL);
        Arrays.fill(kinds, 0x80, kinds.length, NOT_ASCII);
        kinds['\t'] = kinds['\r'] = 0;
        kinds[' '] = SPACE;
        kinds['*'] = STAR;
        kinds[':'] = COLON;
        kinds[';'] = REMARK;
        kinds['G'] = kinds['M'] = COMMAND;
        return kinds;
    }

    boolean isRemark() {
        return inComment && to == from;
    }

    boolean isEmpty() {
        return to == from;
    }

    private static boolean isDigit(byte[] bytes, int at, int end) {
        return at < end && bytes[at] >= '0' && bytes[at] <= '9';
    }

    private static boolean isBlank(byte one) {
        return one == ' ' || one == '\t' || one == '\r';
    }
}
