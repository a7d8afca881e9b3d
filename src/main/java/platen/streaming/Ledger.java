package platen.streaming;

import java.nio.charset.StandardCharsets;
import platen.protocol.Command;
import platen.protocol.Habits;
import platen.protocol.NumberedLine;

/// The numbered lines of a conversation, as they were sent: what to repeat when the firmware asks.
///
/// Everything is in arrays that are laid out once, because a line is entered for each move of a print.
final class Ledger {
    /// Lines that can be asked for again. One firmware asked 86 back after a filament runout.
    static final int KEPT = 2048;
    /// The line is of the program, not of ours.
    static final int PROGRAM = 1 << 8;

    private static final int MASK = KEPT - 1;

    private final byte[] text;
    private final int[] lengths = new int[KEPT];
    private final int[] traits = new int[KEPT];
    private final int[] fileLines = new int[KEPT];
    private final long[] fileOffsets = new long[KEPT];
    private final long[] sentAt = new long[KEPT];
    private final Habits habits;
    private final int longest;
    private int next = 1;

    /// `longest`: the bytes of a line that the firmware takes.
    Ledger(Habits habits, int longest) {
        this.habits = habits;
        this.longest = longest;
        this.text = new byte[KEPT * longest];
    }

    int longest() {
        return longest;
    }

    void clear() {
        next = 1;
    }

    /// The number that the next line will get.
    int next() {
        return next;
    }

    /// Enters a line; false when it would be longer than a firmware takes.
    boolean add(byte[] command, int from, int length, int newTraits, int fileLine, long fileOffset) {
        int slot = next & MASK;
        int at = slot * longest;
        int written = write(command, from, length, at);
        if (written == NumberedLine.TOO_LONG) return false;
        lengths[slot] = written;
        traits[slot] = newTraits;
        fileLines[slot] = fileLine;
        fileOffsets[slot] = fileOffset;
        next++;
        return true;
    }

    private int write(byte[] command, int from, int length, int at) {
        if (!habits.numbered()) return NumberedLine.writePlain(command, from, length, longest, text, at);
        return habits.endsAtFirstStar()
                ? NumberedLine.writeUncut(next, command, from, length, longest, text, at)
                : NumberedLine.write(next, command, from, length, longest, text, at);
    }

    /// Whether a line of the program has been entered.
    boolean holdsProgram() {
        for (int line = 1; line < next; line++) {
            if ((traits(line) & PROGRAM) != 0) return true;
        }
        return false;
    }

    /// The first M105 after a line, or 0.
    int questionAfter(int number) {
        for (int line = number + 1; line < next; line++) {
            if ((traits(line) & Command.ASKS_HEAT) != 0) return line;
        }
        return 0;
    }

    boolean has(int number) {
        return number >= 1 && number < next && number > next - KEPT;
    }

    void send(int number, Outbox out, long now) {
        int slot = number & MASK;
        sentAt[slot] = now;
        out.add(text, slot * longest, lengths[slot]);
    }

    int length(int number) {
        return lengths[number & MASK];
    }

    int traits(int number) {
        return number < 1 ? 0 : traits[number & MASK];
    }

    int fileLine(int number) {
        return fileLines[number & MASK];
    }

    long fileOffset(int number) {
        return fileOffsets[number & MASK];
    }

    long sentAt(int number) {
        return sentAt[number & MASK];
    }

    byte[] text() {
        return text;
    }

    /// Where the command of a line starts in [#text], after its number.
    int commandStart(int number) {
        int at = (number & MASK) * longest;
        if (!habits.numbered()) return at;
        do at++;
        while (text[at] >= '0' && text[at] <= '9');
        return at;
    }

    /// Where it ends, before its checksum.
    int commandEnd(int number) {
        int at = (number & MASK) * longest + lengths[number & MASK] - 1;
        if (!habits.numbered()) return at;
        while (text[at] != '*') at--;
        return at;
    }

    String command(int number) {
        int start = commandStart(number);
        return new String(text, start, commandEnd(number) - start, StandardCharsets.ISO_8859_1);
    }
}
