package platen.gcode;

/// Where the command stands in a line, without blanks around it and its comment, and what is odd about its bytes.
final class Scan {
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
        from = start;
        while (from < end && isBlank(bytes[from])) from++;
        notAscii = false;
        star = false;
        colon = false;
        blanks = 0;
        second = false;
        boolean first = false;
        inComment = false;
        int at = from;
        for (; at < end && bytes[at] != ';'; at++) {
            byte one = bytes[at];
            if (one == ' ') blanks++;
            else if (one < ' ' && !isBlank(one)) {
                if (one >= 0) return false;
                notAscii = true;
            } else if (one == '*') star = true;
            else if (one == ':') colon = true;
            else if ((one == 'G' || one == 'M') && isDigit(bytes, at + 1, end)) {
                boolean starts = at == from || isBlank(bytes[at - 1]);
                second |= first && starts;
                first |= starts;
            }
        }
        inComment = at < end;
        to = at;
        while (to > from && isBlank(bytes[to - 1])) to--;
        return true;
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
