package platen.streaming;

import java.util.Arrays;

/// Bytes on their way to the port: what a conversation wants written.
final class Outbox {
    private final BlackBox box;
    private byte[] bytes = new byte[1 << 12];
    private int length;

    Outbox(BlackBox box) {
        this.box = box;
    }

    /// Takes whole lines, each with its end.
    void add(byte[] from, int at, int count) {
        if (length + count > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        System.arraycopy(from, at, bytes, length, count);
        length += count;
        box.sent(from, at, count);
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }
}
