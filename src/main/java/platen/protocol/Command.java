package platen.protocol;

import java.time.Duration;

/// A command of a program: made ready for the wire, and what matters about it.
///
/// Traits are bits, because there is one set for each line of a print.
public final class Command {
    /// A movement, which is answered as soon as it is planned.
    public static final int MOVE = 1;
    /// May take minutes: homing, waiting, probing, changing the tool, a macro.
    public static final int LONG = 2;
    /// Sets a heater's target.
    public static final int HEAT = 4;
    /// Changes how coordinates are meant: G90 G91 M82 M83.
    public static final int MODE = 8;
    /// Reports temperatures in its `ok`.
    public static final int ASKS_HEAT = 16;
    /// Not for a stream: it would stop, renumber, store or replace what is at the other end.
    public static final int NOT_FOR_THE_WIRE = 32;
    /// Holds a byte that no firmware reads reliably.
    public static final int NOT_ASCII = 64;

    /// Wants the host to hold the program until a person lets it go on: `M0 text`, `@pause text`.
    public static final int HOLD = 128;

    /// Tells the display how far the print is (M73).
    public static final int PROGRESS = 1 << 9;

    /// Reports who the firmware is (M115).
    public static final int ASKS_IDENTITY = 1 << 10;

    private static final boolean[] LONG_G = table(4, 28, 29, 30, 32, 33, 34, 76, 80);
    private static final boolean[] LONG_M =
            table(0, 1, 48, 109, 116, 190, 191, 192, 226, 303, 400, 500, 501, 600, 601, 602, 701, 702, 862);
    private static final boolean[] HEAT_M = table(104, 109, 140, 190);
    private static final boolean[] UNWANTED_M = table(28, 29, 110, 112, 997);
    private static final boolean[] TEXT_M = table(0, 1, 23, 28, 30, 32, 33, 117, 118, 486, 928);

    private static final double LONGEST_DWELL_MS = 86_400_000;

    private Command() {}

    /// Writes the command in `line[from, to)` without comment, line number, checksum and needless blanks,
    /// and returns its length: 0 for a line that says nothing.
    public static int pack(byte[] line, int from, int to, Habits habits, byte[] into, int at) {
        int end = beforeComment(line, from, to);
        int start = from;
        while (start < end && isBlank(line[start])) start++;
        while (end > start && isBlank(line[end - 1])) end--;
        if (start == end) return 0;
        boolean keepsBlanks = !isCode(line, start, end) || isText(line, start, end) || hasQuote(line, start, end);
        int written = at;
        for (int i = start; i < end; i++) {
            byte c = line[i];
            if (!isBlank(c)) {
                if (c == 'E' && habits.readsExponents() && !keepsBlanks && i > start && isBlank(line[i - 1])) {
                    into[written++] = ' ';
                }
                into[written++] = c;
            } else if (keepsBlanks) {
                into[written++] = ' ';
            }
        }
        return written - at;
    }

    /// What matters about a packed command.
    public static int traits(byte[] command, int from, int length) {
        int traits = 0;
        for (int i = from; i < from + length; i++) {
            if (command[i] < ' ' || command[i] == '*') traits |= NOT_ASCII;
        }
        int number = number(command, from, from + length);
        if (number < 0) return traits | LONG;
        return traits
                | switch (command[from] & ~0x20) {
                    case 'G' ->
                        number <= 3 ? MOVE : number == 90 || number == 91 ? MODE : in(LONG_G, number) ? LONG : 0;
                    case 'M' -> ofM(number);
                    default -> LONG; // T: a change of tool
                };
    }

    /// The number behind the letter: 28 in `G28X`, or −1 where there is none.
    public static int number(byte[] command, int from, int to) {
        if (!isCode(command, from, to)) return -1;
        int number = 0;
        for (int i = from + 1; i < to && isDigit(command[i]) && number < 100_000; i++) {
            number = number * 10 + command[i] - '0';
        }
        return number;
    }

    /// The value behind a letter of a packed command, or not a number. Makes no objects.
    public static double value(byte[] command, int from, int to, char letter) {
        for (int i = from + 1; i < to; i++) {
            if (command[i] == letter) return valueAt(command, i + 1, to);
        }
        return Double.NaN;
    }

    /// How long a packed G4 waits; nothing for other commands.
    public static Duration dwell(byte[] command, int from, int to) {
        if ((command[from] & ~0x20) != 'G' || number(command, from, to) != 4) return Duration.ZERO;
        double seconds = value(command, from, to, 'S');
        double milliseconds = value(command, from, to, 'P');
        double wait = !Double.isNaN(seconds) ? seconds * 1000 : !Double.isNaN(milliseconds) ? milliseconds : 0;
        return Duration.ofMillis((long) Math.clamp(wait, 0, LONGEST_DWELL_MS));
    }

    private static double valueAt(byte[] command, int from, int to) {
        boolean negative = from < to && command[from] == '-';
        double value = 0;
        double weight = 0;
        boolean digits = false;
        for (int i = negative ? from + 1 : from; i < to && (isDigit(command[i]) || command[i] == '.'); i++) {
            if (command[i] == '.') {
                weight = 1;
            } else {
                value = value * 10 + command[i] - '0';
                weight *= 10;
                digits = true;
            }
        }
        if (!digits) return Double.NaN;
        double size = weight > 0 ? value / weight : value;
        return negative ? -size : size;
    }

    private static int ofM(int number) {
        return (in(LONG_M, number) ? LONG : 0)
                | (in(HEAT_M, number) ? HEAT : 0)
                | (number == 82 || number == 83 ? MODE : 0)
                | (number == 105 ? ASKS_HEAT : 0)
                | (number == 115 ? ASKS_IDENTITY : 0)
                | (number <= 1 ? HOLD : 0)
                | (number == 73 ? PROGRESS : 0)
                | (in(UNWANTED_M, number) ? NOT_FOR_THE_WIRE : 0);
    }

    private static int beforeComment(byte[] line, int from, int to) {
        for (int i = from; i < to; i++) {
            if (line[i] == ';' || line[i] == '\n') return i;
        }
        return to;
    }

    /// `G1`, `M104`, `T0`: a letter and a number, as against a macro's name.
    private static boolean isCode(byte[] line, int from, int to) {
        if (to - from < 2) return false;
        int letter = line[from] & ~0x20;
        return (letter == 'G' || letter == 'M' || letter == 'T') && isDigit(line[from + 1]);
    }

    private static boolean isText(byte[] line, int from, int to) {
        return (line[from] & ~0x20) == 'M' && in(TEXT_M, number(line, from, to));
    }

    private static boolean hasQuote(byte[] line, int from, int to) {
        for (int i = from; i < to; i++) {
            if (line[i] == '"') return true;
        }
        return false;
    }

    private static boolean in(boolean[] table, int number) {
        return number >= 0 && number < table.length && table[number];
    }

    private static boolean[] table(int... numbers) {
        var table = new boolean[1000];
        for (int number : numbers) table[number] = true;
        return table;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\t' || c == '\r';
    }
}
