package platen.processes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/// Reads a stream to its end, or to where it is told to stop, and keeps only the last bytes of it: a ring.
final class Tail implements Runnable {
    private static final int LONGEST_LAST_LINE = 64;

    private final InputStream stream;
    private final byte[] ring;
    private final BooleanSupplier isEnough;
    private long read;

    Tail(InputStream stream, int kept) {
        this.stream = stream;
        this.ring = new byte[kept];
        this.isEnough = () -> false;
    }

    /// Stops when what was read ends with the line that `mark` begins; the stream stays open then.
    Tail(InputStream stream, int kept, String mark) {
        this.stream = stream;
        this.ring = new byte[kept];
        this.isEnough = () -> lastLine().startsWith(mark);
    }

    @Override
    public void run() {
        var piece = new byte[8_192];
        try {
            for (int n = stream.read(piece); n >= 0; n = stream.read(piece)) {
                keep(piece, n);
                if (isEnough.getAsBoolean()) return;
            }
            stream.close();
        } catch (IOException _) {
            // The process was ended, and its pipe with it: what was read so far is the output.
        }
    }

    private synchronized void keep(byte[] piece, int length) {
        for (int i = 0; i < length && ring.length > 0; i++) ring[(int) ((read + i) % ring.length)] = piece[i];
        read += length;
    }

    synchronized boolean cut() {
        return read > ring.length;
    }

    synchronized String text() {
        return last(ring.length);
    }

    /// A whole line of a few characters at the very end, without what ends it; else nothing.
    synchronized String lastLine() {
        var end = last(LONGEST_LAST_LINE);
        if (!end.endsWith("\n")) return "";
        return end.substring(end.lastIndexOf('\n', end.length() - 2) + 1, end.length() - 1);
    }

    private String last(int most) {
        int length = (int) Math.min(Math.min(read, ring.length), most);
        var ordered = new byte[length];
        for (int i = 0; i < length; i++) ordered[i] = ring[(int) ((read - length + i) % ring.length)];
        return new String(ordered, StandardCharsets.UTF_8);
    }
}
