package platen.gcode;

/// One command, taken apart into its words (`G1 X10 E.5`) without leaving a trace in memory.
///
/// For whoever reads many lines: keep one, call [#read] for each line, ask for what you need. Line number,
/// checksum and comments are skipped; blanks don't matter. Not for several threads.
public final class Words {
    private static final double[] TENTHS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18
    };
    private static final double EXACT = 1e14; // up to here one digit more is exact in a double
    private static final long MOST_DIGITS = 100_000_000_000_000L;

    private final double[] values = new double[26];
    private byte[] line = {};
    private int at;
    private int end;
    private int present; // a bit for each letter
    private int textAt;
    private char letter;
    private int number;
    private int subcode;
    private double value;

    /// Reads a command. False when the line holds none of the form letter and number; [#letter] is 0 then.
    public boolean read(byte[] bytes, int from, int to) {
        line = bytes;
        at = from;
        end = to;
        present = 0;
        letter = 0;
        number = 0;
        subcode = 0;
        textAt = to;
        if (peek() == 'N' && skipLineNumber()) peek();
        int first = peek();
        if (first < 'A' || first > 'Z') return false;
        at++;
        if (!readNumber()) return false;
        letter = (char) first;
        number = (int) value;
        subcode = (int) Math.round((value - number) * 10);
        textAt = at;
        readParameters();
        return true;
    }

    /// The letter of the command, upper case: `G`, `M`, `T`.
    public char letter() {
        return letter;
    }

    public int number() {
        return number;
    }

    /// The digit after the point of a command such as `G92.1`.
    public int subcode() {
        return subcode;
    }

    public boolean is(char commandLetter, int commandNumber) {
        return letter == commandLetter && number == commandNumber && subcode == 0;
    }

    /// Whether a G28 of these words homes an axis: one that it names, or any when it names none.
    public boolean homes(char axis) {
        return has(axis) || !(has('X') || has('Y') || has('Z'));
    }

    public boolean has(char parameter) {
        return (present >> (parameter - 'A') & 1) != 0;
    }

    /// The value of a parameter; 0 when it stands without a number or is absent.
    public double value(char parameter) {
        return has(parameter) ? values[parameter - 'A'] : 0;
    }

    public double value(char parameter, double otherwise) {
        return has(parameter) ? values[parameter - 'A'] : otherwise;
    }

    /// Where the text after the command word starts, for commands that carry words for people.
    public int textFrom() {
        return textAt;
    }

    private void readParameters() {
        for (int next = peek(); next != 0; next = peek()) {
            at++;
            if (next < 'A' || next > 'Z') continue;
            values[next - 'A'] = readNumber() ? value : 0;
            present |= 1 << (next - 'A');
        }
    }

    private boolean skipLineNumber() {
        int start = at++;
        if (readNumber()) return true;
        at = start;
        return false;
    }

    /// The next character that means something, in upper case, or 0 at the end.
    private int peek() {
        while (at < end) {
            int next = line[at];
            if (next == ' ' || next == '\t' || next == '\r') {
                at++;
            } else if (next == '(') {
                while (at < end && line[at] != ')') at++;
                if (at < end) at++;
            } else if (next == ';' || next == '*' || next == '\n') {
                end = at;
            } else {
                return next >= 'a' && next <= 'z' ? next - 32 : next;
            }
        }
        return 0;
    }

    /// Digits are gathered in a long, which is exact, and divided once, which is as exact as a double can be.
    private boolean readNumber() {
        int at = this.at;
        int sign = at < end ? line[at] : 0;
        if (sign == ' ') {
            sign = peek();
            at = this.at;
        }
        if (sign == '-' || sign == '+') at++;
        long digits = 0;
        int start = at;
        int digit = 0;
        while (at < end && (digit = line[at] - '0') >= 0 && digit <= 9) {
            if (digits >= MOST_DIGITS) return readLongNumber(sign, start);
            digits = digits * 10 + digit;
            at++;
        }
        boolean any = at > start;
        int fraction = 0;
        if (at < end && line[at] == '.') {
            int point = ++at;
            while (at < end && (digit = line[at] - '0') >= 0 && digit <= 9) {
                if (digits >= MOST_DIGITS || at - point == TENTHS.length - 1) return readLongNumber(sign, start);
                digits = digits * 10 + digit;
                at++;
            }
            fraction = at - point;
            any |= fraction > 0;
        }
        this.at = at;
        double magnitude = fraction == 0 ? digits : digits / TENTHS[fraction];
        value = sign == '-' ? -magnitude : magnitude;
        return any;
    }

    /// More digits than a long or a double keeps: those behind the point are left out, the others only weigh.
    private boolean readLongNumber(int sign, int start) {
        double digits = 0;
        int fraction = 0;
        boolean any = false;
        boolean afterPoint = false;
        for (at = start; at < end; at++) {
            int character = line[at];
            if (character == '.' && !afterPoint) {
                afterPoint = true;
            } else if (character >= '0' && character <= '9') {
                any = true;
                if (afterPoint && (digits >= EXACT || fraction == TENTHS.length - 1)) continue;
                digits = digits * 10 + (character - '0');
                if (afterPoint) fraction++;
            } else {
                break;
            }
        }
        value = (sign == '-' ? -digits : digits) / TENTHS[fraction];
        return any;
    }
}
