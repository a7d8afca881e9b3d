package platen.gcode.binary;

import java.util.Optional;

/// Unpacks heatshrink: a bit 1 and a byte, or a bit 0, how far back and how many bytes are there again. Bits come from
/// the top of each byte; before the beginning there are zeros.
final class Heatshrink {
    private final byte[] data;
    private int at;
    private int bits;
    private int left;

    private Heatshrink(byte[] data) {
        this.data = data;
    }

    static Optional<byte[]> unpacked(byte[] data, int size, int windowBits, int lookaheadBits) {
        return new Heatshrink(data).unpacked(size, windowBits, lookaheadBits);
    }

    private Optional<byte[]> unpacked(int size, int windowBits, int lookaheadBits) {
        var content = new byte[size];
        int length = 0;
        while (length < size) {
            int isByte = take(1);
            if (isByte == 1) {
                int one = take(8);
                if (one < 0) return Optional.empty();
                content[length++] = (byte) one;
                continue;
            }
            int back = take(windowBits);
            int count = take(lookaheadBits);
            if (isByte < 0 || back < 0 || count < 0) return Optional.empty();
            int from = length - back - 1;
            int to = Math.min(size, length + count + 1);
            for (; length < to; length++, from++) content[length] = from < 0 ? 0 : content[from];
        }
        return Optional.of(content);
    }

    /// The next bits as a number, or -1 where there are no more.
    private int take(int count) {
        while (left < count) {
            if (at == data.length) return -1;
            bits = bits << 8 | (data[at++] & 0xff);
            left += 8;
        }
        left -= count;
        int value = bits >>> left & ((1 << count) - 1);
        bits &= (1 << left) - 1;
        return value;
    }
}
