package platen.virtual;

import java.nio.charset.StandardCharsets;

/// The check of line numbers and checksums, in the order in which Marlin does it.
final class Numbering {
    enum Verdict {
        ACCEPTED,
        /// Number of the last or last but one line: dropped in silence.
        DUPLICATE,
        WRONG_NUMBER,
        WRONG_CHECKSUM,
        NO_CHECKSUM
    }

    private static final byte[] M110 = "M110".getBytes(StandardCharsets.US_ASCII);
    static final long NONE = -1;

    private long last;
    private long number = NONE;
    private long given;
    private int from;
    private int to;

    /// Checks a line; if it is accepted, the command is between [#from] and [#to].
    Verdict check(byte[] line, int length) {
        from = 0;
        to = length;
        number = NONE;
        while (from < to && line[from] == ' ') from++;
        if (from < to && line[from] == 'N') {
            var verdict = checkNumbered(line);
            if (verdict != Verdict.ACCEPTED) return verdict;
            from = skipNumber(line, from + 1);
        }
        for (int at = from; at < to; at++) if (line[at] == '*') to = at;
        while (from < to && line[from] == ' ') from++;
        while (to > from && line[to - 1] == ' ') to--;
        return Verdict.ACCEPTED;
    }

    private Verdict checkNumbered(byte[] line) {
        int setter = indexOf(line, M110);
        int digits = from + 1;
        for (int at = from + 4; setter >= 0 && at < to; at++) {
            if (line[at] != 'N') continue;
            digits = at + 1;
            break;
        }
        given = value(line, digits);
        if (setter < 0 && given != last + 1) {
            return given == last || given == last - 1 ? Verdict.DUPLICATE : Verdict.WRONG_NUMBER;
        }
        int star = to - 1;
        while (star >= from && line[star] != '*') star--;
        if (star < from) return Verdict.NO_CHECKSUM;
        int sum = 0;
        for (int at = from; at < star; at++) sum ^= line[at];
        if (value(line, star + 1) != (sum & 0xff)) return Verdict.WRONG_CHECKSUM;
        last = given;
        number = given;
        to = star;
        return Verdict.ACCEPTED;
    }

    long last() {
        return last;
    }

    /// `M110 N5`, when it is executed.
    void set(long value) {
        last = value;
    }

    /// The number of the line checked last, or [#NONE].
    long number() {
        return number;
    }

    /// The number that the line checked last carried, right or wrong.
    long given() {
        return given;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    private int indexOf(byte[] line, byte[] part) {
        for (int at = from; at + part.length <= to; at++) {
            int same = 0;
            while (same < part.length && line[at + same] == part[same]) same++;
            if (same == part.length) return at;
        }
        return -1;
    }

    private long value(byte[] line, int at) {
        long value = 0;
        int digit = at;
        while (digit < to && line[digit] == ' ') digit++;
        boolean negative = digit < to && line[digit] == '-';
        if (negative) digit++;
        for (; digit < to && line[digit] >= '0' && line[digit] <= '9'; digit++)
            value = value * 10 + (line[digit] - '0');
        return negative ? -value : value;
    }

    private int skipNumber(byte[] line, int at) {
        int next = at;
        while (next < to && (line[next] == ' ' || line[next] == '-')) next++;
        while (next < to && line[next] >= '0' && line[next] <= '9') next++;
        return next;
    }
}
