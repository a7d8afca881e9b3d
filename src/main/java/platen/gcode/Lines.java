package platen.gcode;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The lines of a file as bytes, one after the other, in one buffer: no line leaves a trace in memory.
///
/// A line longer than the buffer comes in pieces, of which all but the first say so by [#continues].
public final class Lines {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long LF = '\n' * ONES;

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

    public Lines(InputStream in) {
        this.in = in;
    }

    /// Goes to the next line; false at the end of the file.
    public boolean next() throws IOException {
        continues = !whole;
        from = next;
        int at = next;
        while (true) {
            at = lineEnd(at);
            if (at < end) return found(at, at + 1, true);
            int seen = at - from;
            if (seen == buffer.length) return found(at, at, false);
            if (!fill()) return end > from && found(end, end, true);
            at = from + seen;
        }
    }

    /// Where the next LF is, or all that is read ends: eight bytes at a time, of which a zero tells after the XOR.
    private int lineEnd(int from) {
        int at = from;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            long word = (long) WORD.get(buffer, at) ^ LF;
            long zeros = word - ONES & ~word & HIGHS;
            if (zeros != 0) return at + (Long.numberOfTrailingZeros(zeros) >> 3);
        }
        while (at < end && buffer[at] != '\n') at++;
        return at;
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

    public byte[] buffer() {
        return buffer;
    }

    public int from() {
        return from;
    }

    /// Where the line ends, without its line end.
    public int to() {
        return to;
    }

    public boolean continues() {
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
