package platen.streaming;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import platen.values.Message;

/// A piece of a program, ready for the wire: commands one after the other, and where in the file each was.
///
/// Filled by one thread, then handed on and only read.
final class Chunk {
    static final int LINES = 1024;
    private static final int LINE_BYTES = 48;

    private byte[] text = new byte[LINES * LINE_BYTES];
    private final int[] ends = new int[LINES];
    private final int[] traits = new int[LINES];
    private final int[] fileLines = new int[LINES];
    private final long[] fileOffsets = new long[LINES];
    private final int[] layers = new int[LINES];
    private int count;
    private boolean last;
    private int linesOfFile;
    private @Nullable Message trouble;

    static Chunk broken(Message trouble) {
        var chunk = new Chunk();
        chunk.end(0, trouble);
        return chunk;
    }

    /// Room for a command of at most this length, at [#used] of [#text].
    byte[] room(int length) {
        if (used() + length > text.length) text = Arrays.copyOf(text, used() + length + text.length);
        return text;
    }

    void add(int length, int newTraits, int fileLine, long fileOffset, int layer) {
        ends[count] = used() + length;
        traits[count] = newTraits;
        fileLines[count] = fileLine;
        fileOffsets[count] = fileOffset;
        layers[count] = layer;
        count++;
    }

    /// Nothing comes after this chunk: the file had so many lines, or there is a trouble.
    void end(int lines, @Nullable Message why) {
        last = true;
        linesOfFile = lines;
        trouble = why;
    }

    int used() {
        return count == 0 ? 0 : ends[count - 1];
    }

    int count() {
        return count;
    }

    boolean isFull() {
        return count == LINES;
    }

    boolean isLast() {
        return last;
    }

    @Nullable
    Message trouble() {
        return trouble;
    }

    int linesOfFile() {
        return linesOfFile;
    }

    byte[] text() {
        return text;
    }

    int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    int length(int index) {
        return ends[index] - start(index);
    }

    int traits(int index) {
        return traits[index];
    }

    /// The line of the file that the command was on, from 1.
    int fileLine(int index) {
        return fileLines[index];
    }

    /// The bytes of the file up to the end of that line.
    long fileOffset(int index) {
        return fileOffsets[index];
    }

    /// The layer that the command is of, from 1; 0 before the first.
    int layer(int index) {
        return layers[index];
    }
}
