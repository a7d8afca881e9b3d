package platen.streaming;

import java.nio.charset.StandardCharsets;

/// The last lines that a printer and we said to each other, each with its time: what to look at after a
/// print has failed.
///
/// Everything is in arrays that are laid out once, because a line is entered for each move of a print.
/// Words are made of it later and elsewhere, by a [Recording].
final class BlackBox {
    static final int LINES = 2_000;
    /// Of a longer line only the beginning is kept.
    static final int LINE_BYTES = 120;
    /// How the connection began often tells why a print ended, so a little of it stays.
    static final int KEPT_BEFORE_PRINT = 100;

    static final byte SENT = '>';
    static final byte HEARD = '<';
    static final byte NOTED = '=';

    private final byte[] text = new byte[LINES * LINE_BYTES];
    private final int[] lengths = new int[LINES]; // as the line was, kept whole or not
    private final byte[] marks = new byte[LINES];
    private final long[] times = new long[LINES];
    private final String profile;
    private int next; // where the next line goes
    private int kept;
    private long entered;
    private long now;
    private long begunAt;
    private boolean isOpen;
    private String firmware = "";

    /// `profile`: the printer's, for the head of a recording.
    BlackBox(String profile) {
        this.profile = profile;
    }

    /// What is entered from now on happened at this time.
    void at(long time) {
        now = time;
    }

    /// Until a print begins, times count from here.
    void opened() {
        isOpen = true;
        begunAt = now;
        note("the port was opened");
    }

    /// What is meant to be sent without a port never leaves.
    void lost() {
        if (isOpen) note("the port was lost");
        isOpen = false;
    }

    /// A print begins: times count from here, and what came long before it goes.
    void begin(String itsFirmware) {
        kept = Math.min(kept, KEPT_BEFORE_PRINT);
        entered = kept;
        begunAt = now;
        firmware = itsFirmware;
        note("the print begins");
    }

    /// Whole lines on their way to the port, each with its end.
    void sent(byte[] bytes, int at, int count) {
        if (!isOpen) return;
        int from = at;
        for (int i = at; i < at + count; i++) {
            if (bytes[i] != '\n') continue;
            enter(SENT, bytes, from, i - from);
            from = i + 1;
        }
    }

    void heard(byte[] bytes, int length) {
        enter(HEARD, bytes, 0, length);
    }

    Recording recording() {
        return new Recording(profile, firmware, entered - kept, this);
    }

    int kept() {
        return kept;
    }

    /// Where the line stands that is the `index`th of those kept, the oldest first.
    int slot(int index) {
        return (next + LINES - kept + index) % LINES;
    }

    byte mark(int slot) {
        return marks[slot];
    }

    long timeNs(int slot) {
        return times[slot] - begunAt;
    }

    int length(int slot) {
        return lengths[slot];
    }

    byte[] text() {
        return text;
    }

    private void note(String what) {
        var bytes = what.getBytes(StandardCharsets.ISO_8859_1);
        enter(NOTED, bytes, 0, bytes.length);
    }

    private void enter(byte mark, byte[] bytes, int from, int length) {
        int slot = next;
        System.arraycopy(bytes, from, text, slot * LINE_BYTES, Math.min(length, LINE_BYTES));
        lengths[slot] = length;
        marks[slot] = mark;
        times[slot] = now;
        next = slot + 1 == LINES ? 0 : slot + 1;
        if (kept < LINES) kept++;
        entered++;
    }
}
