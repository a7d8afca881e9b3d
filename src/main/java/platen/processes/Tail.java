package platen.processes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Reads a stream to its end and keeps only the last bytes of it: a ring.
final class Tail implements Runnable {
    private final InputStream stream;
    private final byte[] ring;
    private long read;

    Tail(InputStream stream, int kept) {
        this.stream = stream;
        this.ring = new byte[kept];
    }

    @Override
    public void run() {
        var piece = new byte[8_192];
        try (stream) {
            for (int n = stream.read(piece); n >= 0; n = stream.read(piece)) keep(piece, n);
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
        if (!cut()) return new String(ring, 0, (int) read, StandardCharsets.UTF_8);
        var ordered = new byte[ring.length];
        for (int i = 0; i < ring.length; i++) ordered[i] = ring[(int) ((read + i) % ring.length)];
        return new String(ordered, StandardCharsets.UTF_8);
    }
}
