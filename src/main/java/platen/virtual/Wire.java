package platen.virtual;

/// One direction of a serial line: bytes arrive one after the other at the baud rate, and later by the latency.
final class Wire {
    private static final int BITS_PER_BYTE = 10;

    private final byte[] bytes;
    private final long[] arrivals;
    private final long byteNs;
    private final long latencyNs;
    private long freeAt;
    private int first;
    private int count;

    /// Baud 0 is a line without a pace of its own, as native USB.
    Wire(int capacity, int baud, long latencyNs) {
        bytes = new byte[capacity];
        arrivals = new long[capacity];
        byteNs = baud == 0 ? 0 : BITS_PER_BYTE * 1_000_000_000L / baud;
        this.latencyNs = latencyNs;
    }

    int room() {
        return bytes.length - count;
    }

    void put(byte[] from, int length, long now) {
        for (int i = 0; i < length; i++) {
            freeAt = Math.max(freeAt, now) + byteNs;
            int place = (first + count++) % bytes.length;
            bytes[place] = from[i];
            arrivals[place] = freeAt + latencyNs;
        }
    }

    /// When the next line ends, or the last byte of a piece of one arrives; [Firmware#NEVER] if none is under way.
    long nextNs() {
        return count == 0 ? Firmware.NEVER : arrivals[(first + piece(count) - 1) % bytes.length];
    }

    /// Takes bytes up to the next line end, as many as fit; the number taken.
    int take(byte[] to, int most) {
        int size = Math.min(piece(count), most);
        for (int i = 0; i < size; i++) to[i] = bytes[(first + i) % bytes.length];
        first = (first + size) % bytes.length;
        count -= size;
        return size;
    }

    void clear() {
        count = 0;
    }

    private int piece(int most) {
        int size = 0;
        while (size < most) if (bytes[(first + size++) % bytes.length] == '\n') break;
        return size;
    }
}
