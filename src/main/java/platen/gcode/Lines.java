package platen.gcode;

import java.io.IOException;
import java.io.InputStream;

/// The lines of a file as bytes, one after the other, in one buffer: no line leaves a trace in memory.
///
/// A line longer than the buffer comes in pieces, of which all but the first say so by [#continues].
final class Lines {
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 18];
    private int from;
    private int to;
    private int next;
    private int end;
    private long number;
    private long bytes;
    private boolean whole = true;
    private boolean continues;

    Lines(InputStream in) {
        this.in = in;
    }

    /// Goes to the next line; false at the end of the file.
    boolean next() throws IOException {
        continues = !whole;
        from = next;
        int at = next;
        while (true) {
            while (at < end && buffer[at] != '\n') at++;
            if (at < end) return found(at, at + 1, true);
            int seen = at - from;
            if (seen == buffer.length) return found(at, at, false);
            if (!fill()) return end > from && found(end, end, true);
            at = from + seen;
        }
    }

    private boolean found(int lineEnd, int following, boolean isWhole) {
        to = lineEnd;
        next = following;
        whole = isWhole;
        if (!continues) number++;
        return true;
    }

    private boolean fill() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, end - from);
        end -= from;
        from = 0;
        int read = in.read(buffer, end, buffer.length - end);
        if (read <= 0) return false;
        end += read;
        bytes += read;
        return true;
    }

    byte[] buffer() {
        return buffer;
    }

    int from() {
        return from;
    }

    /// Where the line ends, without its line end.
    int to() {
        return to;
    }

    boolean continues() {
        return continues;
    }

    /// The number of the line, counted from 1.
    long number() {
        return number;
    }

    /// The bytes of the file before this line.
    long offset() {
        return bytes - (end - from);
    }

    /// All bytes read so far.
    long bytes() {
        return bytes;
    }
}
