package platen.protocol;

/// Cuts the bytes that a printer sends into lines.
///
/// A board that starts sends zeros, high bytes and half lines: zeros are counted and left out, and a
/// line without end is cut at a limit.
public final class LineCutter {
    private static final int LONGEST = 4096;

    private final byte[] line = new byte[LONGEST];
    private final Sink sink;
    private int length;
    private long zeros;

    /// Takes one line, without its end; the bytes are only lent.
    @FunctionalInterface
    public interface Sink {
        void line(byte[] bytes, int length);
    }

    public LineCutter(Sink sink) {
        this.sink = sink;
    }

    public void add(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            byte c = bytes[i];
            if (c == '\n' || c == '\r') end();
            else if (c == 0) zeros++;
            else if (length < LONGEST) line[length++] = c;
        }
    }

    /// Zeros heard so far: a sign of a bad line or of a board that started.
    public long zeros() {
        return zeros;
    }

    public void forget() {
        length = 0;
    }

    private void end() {
        int ended = length;
        length = 0;
        if (ended > 0) sink.line(line, ended);
    }
}
