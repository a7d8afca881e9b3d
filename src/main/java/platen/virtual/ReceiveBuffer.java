package platen.virtual;

/// The ring in which a firmware keeps what has arrived until it reads it. What does not fit is lost, as in a UART.
final class ReceiveBuffer {
    private final byte[] bytes;
    private int first;
    private int count;

    ReceiveBuffer(int size) {
        bytes = new byte[size];
    }

    int room() {
        return bytes.length - count;
    }

    boolean isEmpty() {
        return count == 0;
    }

    void add(byte next) {
        if (count == bytes.length) return;
        int place = first + count++;
        bytes[place < bytes.length ? place : place - bytes.length] = next;
    }

    byte take() {
        byte next = bytes[first];
        if (++first == bytes.length) first = 0;
        count--;
        return next;
    }

    void clear() {
        count = 0;
    }
}
