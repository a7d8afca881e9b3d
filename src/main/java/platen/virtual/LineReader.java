package platen.virtual;

/// Puts received bytes together to lines, as Marlin does: comments and what is over 95 characters vanish.
final class LineReader {
    static final int LONGEST = 95;

    private final byte[] line = new byte[LONGEST];
    private int length;
    private boolean ignoring;

    /// Takes a byte; true when it ends a line that has something in it. Read it before the next byte.
    boolean add(byte next) {
        if (next == '\n' || next == '\r') {
            ignoring = false;
            return length > 0;
        }
        if (next == ';') ignoring = true;
        if (ignoring) return false;
        line[length++] = next;
        if (length == LONGEST) ignoring = true;
        return false;
    }

    byte[] line() {
        return line;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    void forget() {
        length = 0;
        ignoring = false;
    }
}
