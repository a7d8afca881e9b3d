package platen.virtual;

/// Commands that were accepted and wait; the one being executed keeps its place until it is done.
final class CommandQueue {
    static final int PLACES = 4;

    private final byte[][] texts = new byte[PLACES][LineReader.LONGEST];
    private final int[] lengths = new int[PLACES];
    private final long[] numbers = new long[PLACES];
    private int first;
    private int count;

    boolean isFull() {
        return count == PLACES;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int free() {
        return PLACES - count;
    }

    void add(byte[] line, int from, int to, long number) {
        int place = (first + count) % PLACES;
        System.arraycopy(line, from, texts[place], 0, to - from);
        lengths[place] = to - from;
        numbers[place] = number;
        count++;
    }

    byte[] text() {
        return texts[first];
    }

    int length() {
        return lengths[first];
    }

    long number() {
        return numbers[first];
    }

    void remove() {
        first = (first + 1) % PLACES;
        count--;
    }

    void clear() {
        count = 0;
    }
}
