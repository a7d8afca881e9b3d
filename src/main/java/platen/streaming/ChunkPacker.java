package platen.streaming;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import platen.gcode.LayerCount;
import platen.protocol.Command;
import platen.protocol.Habits;
import platen.values.Message;

/// Turns the bytes of a program file into chunks. Pure: who reads the file is somebody else.
final class ChunkPacker {
    private static final int LONGEST_LINE = 1 << 16;
    private static final int SHOWN = 40;
    private static final int DISPLAY = 117;
    private static final int ECHO = 118;
    private static final String PAUSE = "@pause";

    private final Habits habits;
    private final Set<String> forbidden;
    private final LayerCount layers = new LayerCount();
    private byte[] line = new byte[256];
    private int length;
    private int fileLine;
    private long fileOffset;
    private Chunk chunk = new Chunk();

    ChunkPacker(Habits habits, Set<String> forbidden) {
        this.habits = habits;
        this.forbidden = forbidden;
    }

    /// Takes bytes of the file from `from`, until a chunk is full; returns how many it took.
    int add(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && !isFull()) {
            byte c = bytes[at++];
            fileOffset++;
            if (c == '\n') endLine();
            else if (length < LONGEST_LINE) append(c);
        }
        return at - from;
    }

    boolean isFull() {
        return chunk.isFull() || chunk.isLast();
    }

    /// What is ready so far; `last` when the file has ended.
    Chunk take(boolean last) {
        if (last && length > 0) endLine();
        if (last && !chunk.isLast()) chunk.end(fileLine, null);
        var ready = chunk;
        chunk = new Chunk();
        return ready;
    }

    private void append(byte c) {
        if (length == line.length) line = Arrays.copyOf(line, length * 2);
        line[length++] = c;
    }

    private void endLine() {
        fileLine++;
        int ended = length;
        length = 0;
        if (isHint(ended)) {
            addHint(ended);
            return;
        }
        layers.line(line, 0, ended);
        int from = chunk.used();
        var text = chunk.room(ended);
        int packed = Command.pack(line, 0, ended, habits, text, from);
        if (packed == 0) return;
        int traits = Command.traits(text, from, packed);
        if ((traits & Command.HOLD) != 0) {
            addHold(text, from + 2, from + packed); // behind M0 or M1
            return;
        }
        var wrong = wrong(text, from, from + packed, traits);
        if (wrong == null) chunk.add(packed, traits, fileLine, fileOffset, layers.layer());
        else chunk.end(fileLine, wrong);
    }

    /// `@pause` and the like, also as a remark, are for the host and not for the wire.
    private boolean isHint(int ended) {
        return ended > 1 && (line[0] == '@' || (line[0] == ';' && line[1] == '@'));
    }

    private void addHint(int ended) {
        var hint = new String(line, 0, ended, StandardCharsets.ISO_8859_1).strip();
        int at = hint.indexOf('@');
        if (!hint.regionMatches(true, at, PAUSE, 0, PAUSE.length())) return;
        var text = hint.substring(at + PAUSE.length()).getBytes(StandardCharsets.ISO_8859_1);
        addHold(text, 0, text.length);
    }

    /// The text says why the program is to be held here.
    private void addHold(byte[] text, int from, int to) {
        int start = from;
        while (start < to && text[start] == ' ') start++;
        int at = chunk.used();
        System.arraycopy(text, start, chunk.room(to - start), at, to - start);
        chunk.add(to - start, Command.HOLD, fileLine, fileOffset, layers.layer());
    }

    private @Nullable Message wrong(byte[] text, int from, int to, int traits) {
        if ((traits & Command.NOT_FOR_THE_WIRE) != 0 || isForbidden(text, from, to)) {
            return Message.of("streaming.not-for-the-wire", fileLine, shown(text, from, to));
        }
        boolean cut = habits.endsAtColon() && indexOf(text, from, to, (byte) ':') >= 0;
        if ((traits & Command.NOT_ASCII) == 0 && !cut) return null;
        int number = Command.number(text, from, to);
        if (number != DISPLAY && number != ECHO) {
            return Message.of("streaming.not-ascii", fileLine, shown(text, from, to));
        }
        for (int i = from; i < to; i++) { // a text on a display may change
            if (text[i] < ' ' || text[i] == '*') text[i] = '?';
            else if (cut && text[i] == ':') text[i] = '.';
        }
        return null;
    }

    private static int indexOf(byte[] text, int from, int to, byte wanted) {
        for (int i = from; i < to; i++) {
            if (text[i] == wanted) return i;
        }
        return -1;
    }

    private boolean isForbidden(byte[] text, int from, int to) {
        if (forbidden.isEmpty()) return false;
        boolean isCode = Command.number(text, from, to) >= 0;
        int end = from + 1;
        while (end < to && (isCode ? Character.isDigit(text[end]) : text[end] != ' ')) end++;
        return forbidden.contains(new String(text, from, end - from, StandardCharsets.ISO_8859_1));
    }

    private static String shown(byte[] text, int from, int to) {
        return new String(text, from, Math.min(to - from, SHOWN), StandardCharsets.ISO_8859_1);
    }
}
