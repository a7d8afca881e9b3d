package platen.streaming;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What a [BlackBox] held when a print ended. Immutable.
///
/// To make one is to copy some arrays, which the thread of a printer may do; to make words of it takes
/// longer and is for others.
public final class Recording {
    public static final Recording NONE = new Recording();
    private static final double NS_PER_S = 1e9;

    private final String profile;
    private final String firmware;
    private final long gone;
    private final byte[] text;
    private final int[] ends; // in text
    private final int[] lengths;
    private final byte[] marks;
    private final long[] times;

    private Recording() {
        profile = "";
        firmware = "";
        gone = 0;
        text = new byte[0];
        ends = new int[0];
        lengths = ends;
        marks = text;
        times = new long[0];
    }

    Recording(String profile, String firmware, long gone, BlackBox box) {
        this.profile = profile;
        this.firmware = firmware;
        this.gone = gone;
        int count = box.kept();
        ends = new int[count];
        lengths = new int[count];
        marks = new byte[count];
        times = new long[count];
        var copy = new byte[count * BlackBox.LINE_BYTES];
        int end = 0;
        for (int i = 0; i < count; i++) {
            int slot = box.slot(i);
            int length = Math.min(box.length(slot), BlackBox.LINE_BYTES);
            System.arraycopy(box.text(), slot * BlackBox.LINE_BYTES, copy, end, length);
            end += length;
            ends[i] = end;
            lengths[i] = box.length(slot);
            marks[i] = box.mark(slot);
            times[i] = box.timeNs(slot);
        }
        text = Arrays.copyOf(copy, end);
    }

    /// The name of the printer's profile.
    public String profile() {
        return profile;
    }

    /// What the firmware called itself when the print began; empty when it had not said.
    public String firmware() {
        return firmware;
    }

    /// How many lines of the print were too many to be kept.
    public long gone() {
        return gone;
    }

    /// The lines, the oldest first: seconds since the print began, who spoke (`>` we, `<` the printer, `=`
    /// what happened), what was said. What nobody could read is written as `\x07`, what was cut off as `…+30`.
    public List<String> lines() {
        var lines = new ArrayList<String>(ends.length);
        for (int i = 0; i < ends.length; i++) lines.add(line(i));
        return lines;
    }

    private String line(int index) {
        int from = index == 0 ? 0 : ends[index - 1];
        int kept = ends[index] - from;
        var said = new StringBuilder(
                String.format(Locale.ROOT, "%12.6f %c ", times[index] / NS_PER_S, (char) marks[index]));
        Hearing.text(text, from, kept).chars().forEach(c -> {
            if (isReadable(c)) said.append((char) c);
            else said.append(String.format("\\x%02x", c));
        });
        if (lengths[index] > kept) said.append("…+").append(lengths[index] - kept);
        return said.toString().stripTrailing();
    }

    private static boolean isReadable(int c) {
        return c >= ' ' && !(c >= 0x7F && c < 0xA0);
    }
}
