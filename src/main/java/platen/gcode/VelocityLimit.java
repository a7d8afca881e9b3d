package platen.gcode;

/// Klipper's `SET_VELOCITY_LIMIT VELOCITY= ACCEL= SQUARE_CORNER_VELOCITY= MINIMUM_CRUISE_RATIO=`, read without leaving
/// a trace in memory: slicers write one before each kind of line. Not for several threads.
final class VelocityLimit {
    private static final String NAME = "SET_VELOCITY_LIMIT";
    private static final String[] PARAMETERS = {"VELOCITY", "ACCEL", "SQUARE_CORNER_VELOCITY", "MINIMUM_CRUISE_RATIO"};
    private static final double ABSENT = -1;
    private static final int MOST_DIGITS = 15;

    private final double[] values = new double[PARAMETERS.length];

    /// Whether the command in these bytes is one; then the values are read.
    boolean read(byte[] bytes, int from, int to) {
        if (!stands(NAME, bytes, from, to)) return false;
        for (int i = 0; i < values.length; i++) values[i] = ABSENT;
        for (int at = from + NAME.length(); at < to; at++) {
            if (bytes[at - 1] != ' ') continue;
            for (int i = 0; i < PARAMETERS.length; i++) {
                int equals = at + PARAMETERS[i].length();
                if (equals < to && bytes[equals] == '=' && stands(PARAMETERS[i], bytes, at, to)) {
                    values[i] = number(bytes, equals + 1, to);
                }
            }
        }
        return true;
    }

    void set(Limits limits) {
        limits.velocity(values[0], values[1], values[2], values[3]);
    }

    private static boolean stands(String word, byte[] bytes, int from, int to) {
        if (to - from < word.length()) return false;
        for (int i = 0; i < word.length(); i++) {
            int letter = bytes[from + i];
            if (letter >= 'a' && letter <= 'z') letter -= 'a' - 'A';
            if (letter != word.charAt(i)) return false;
        }
        return true;
    }

    private static double number(byte[] bytes, int from, int to) {
        double digits = 0;
        double unit = 0;
        int at = from;
        for (; at < to && at - from < MOST_DIGITS; at++) {
            if (bytes[at] == '.' && unit == 0) {
                unit = 1;
            } else if (bytes[at] >= '0' && bytes[at] <= '9') {
                digits = digits * 10 + (bytes[at] - '0');
                unit *= 10;
            } else {
                break;
            }
        }
        return at == from ? ABSENT : unit == 0 ? digits : digits / unit;
    }
}
