package platen.virtual;

import java.nio.charset.StandardCharsets;

/// The check of line numbers and checksums, as [Tongue.Numbers] say.
final class Numbering {
    enum Verdict {
        ACCEPTED,
        /// The number of a line that was accepted shortly before.
        DUPLICATE,
        WRONG_NUMBER,
        WRONG_CHECKSUM,
        NO_CHECKSUM,
        NO_NUMBER
    }

    private static final byte[] M110 = "M110".getBytes(StandardCharsets.US_ASCII);
    static final long NONE = -1;

    private final Tongue.Numbers rules;
    private boolean hadNumbers;
    private long last;
    private long lastBefore;
    private long number = NONE;
    private long given;
    private int from;
    private int to;

    Numbering(Tongue.Numbers rules) {
        this.rules = rules;
    }

    /// Checks a line; if it is accepted, the command is between [#from] and [#to].
    Verdict check(byte[] line, int length) {
        from = 0;
        to = length;
        number = NONE;
        while (from < to && line[from] == ' ') from++;
        if (from < to && line[from] == 'N') {
            var verdict = rules.checked() ? checkNumbered(line) : Verdict.ACCEPTED;
            if (verdict != Verdict.ACCEPTED) return verdict;
            from = skipNumber(line, from + 1);
            hadNumbers = true;
        } else if (rules.numberNeeded() && hadNumbers && from < to) {
            return Verdict.NO_NUMBER;
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
        var turn = setter < 0 && rules.enforced() ? turn() : Verdict.ACCEPTED;
        if (!rules.checksumFirst() && turn != Verdict.ACCEPTED) return turn;
        int star = star(line);
        if (star == to && rules.starNeeded()) return Verdict.NO_CHECKSUM;
        if (star < to && value(line, star + 1) != sum(line, star)) return Verdict.WRONG_CHECKSUM;
        if (turn != Verdict.ACCEPTED) return turn;
        lastBefore = last;
        last = given;
        number = given;
        to = star;
        return Verdict.ACCEPTED;
    }

    private Verdict turn() {
        if (given == last + 1) return Verdict.ACCEPTED;
        return given <= last && given > last - rules.remembers() ? Verdict.DUPLICATE : Verdict.WRONG_NUMBER;
    }

    /// Where the checksum stands, or the end of the line.
    private int star(byte[] line) {
        int found = to;
        for (int at = from; at < to && !(rules.firstStar() && found < to); at++) if (line[at] == '*') found = at;
        return found;
    }

    private int sum(byte[] line, int star) {
        int sum = 0;
        for (int at = from; at < star; at++) sum ^= line[at];
        return sum & 0xff;
    }

    /// The line accepted last was none: it is asked for again.
    void takeBack() {
        last = lastBefore;
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
