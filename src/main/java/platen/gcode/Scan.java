package platen.gcode;

/// Where the command stands in a line, without blanks around it and its comment, and what is odd about its bytes.
final class Scan {
    int from;
    int to;
    boolean inComment;
    boolean notAscii;
    boolean star;

    /// Looks at a line; false when it holds bytes that no text has.
    boolean line(byte[] bytes, int start, int end) {
        from = start;
        while (from < end && isBlank(bytes[from])) from++;
        notAscii = false;
        star = false;
        inComment = false;
        int at = from;
        for (; at < end && bytes[at] != ';'; at++) {
            byte one = bytes[at];
            if (one < ' ' && !isBlank(one)) {
                if (one >= 0) return false;
                notAscii = true;
            } else if (one == '*') star = true;
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

    private static boolean isBlank(byte one) {
        return one == ' ' || one == '\t' || one == '\r';
    }
}
