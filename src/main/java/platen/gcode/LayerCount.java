package platen.gcode;

import java.util.List;

/// Finds where the layers of a program begin, line by line, so that all who read a program count alike.
///
/// The slicer's remarks tell. Where there are none, a layer begins with the first line of plastic at another
/// height. Layers count from 1, as slicers show them. Not for several threads.
public final class LayerCount {
    /// Slicers that write two of these at each layer write one of them first: only that counts.
    private static final List<String> REMARKS =
            List.of(";LAYER:", ";LAYER_CHANGE", "; CHANGE_LAYER", ";BEFORE_LAYER_CHANGE", "; layer ");
    /// Simplify3D's remark goes on with a number; settings of others begin alike.
    private static final int WITH_NUMBER = 4;

    /// Ends the head of a [Resumption]: what that printed was no layer.
    static final String SEAM = "; From here on it is the program that was cut off";

    private static final int NONE = -1;
    /// Finer than any slicer's layer, coarser than rounding.
    private static final double STEP_MM = 0.03;

    private final Words words = new Words();
    private int remark = NONE;
    private int layer;
    private boolean relative;
    private boolean relativeE;
    private double z;
    private double e;
    private double printedAt = Double.NaN;

    /// Looks at the next line of a program; true when a layer begins with it. A layer 1 can begin twice: what
    /// was counted before the first remark, or before the nozzle goes down to the first layer, was a prime line.
    public boolean line(byte[] bytes, int from, int to) {
        int first = from;
        while (first < to && (bytes[first] == ' ' || bytes[first] == '\t')) first++;
        if (first == to) return false;
        if (bytes[first] == ';') return remark(bytes, first, to);
        return remark == NONE && words.read(bytes, first, to) && command(words);
    }

    /// The layer of the last line, or 0 before the first.
    public int layer() {
        return layer;
    }

    /// Looks at a comment that fills its line, from its semicolon on.
    boolean remark(byte[] bytes, int from, int to) {
        if (starts(SEAM, bytes, from, to)) {
            layer = 0;
            printedAt = Double.NaN;
            return false;
        }
        if (remark != NONE) {
            if (!tells(remark, bytes, from, to)) return false;
            layer++;
            return true;
        }
        for (int kind = 0; kind < REMARKS.size(); kind++) {
            if (!tells(kind, bytes, from, to)) continue;
            remark = kind;
            layer = 1;
            return true;
        }
        return false;
    }

    private static boolean tells(int kind, byte[] bytes, int from, int to) {
        var wanted = REMARKS.get(kind);
        int length = wanted.length();
        return starts(wanted, bytes, from, to)
                && (kind != WITH_NUMBER || (to - from > length && Character.isDigit(bytes[from + length])));
    }

    private static boolean starts(String wanted, byte[] bytes, int from, int to) {
        if (to - from < wanted.length()) return false;
        for (int i = 0; i < wanted.length(); i++) {
            if (bytes[from + i] != wanted.charAt(i)) return false;
        }
        return true;
    }

    /// Looks at a command.
    boolean command(Words command) {
        if (remark != NONE || command.subcode() != 0) return false;
        if (command.letter() == 'M' && (command.number() == 82 || command.number() == 83)) {
            relativeE = command.number() == 83;
        }
        if (command.letter() != 'G') return false;
        switch (command.number()) {
            case 28 -> {
                if (command.homes('Z')) z = 0;
            }
            case 90, 91 -> relative = relativeE = command.number() == 91;
            case 92 -> {
                z = command.value('Z', z);
                e = command.value('E', e);
            }
            default -> {
                return command.number() <= 3 && move(command);
            }
        }
        return false;
    }

    private boolean move(Words move) {
        if (move.has('Z')) z = relative ? z + move.value('Z') : move.value('Z');
        if (!move.has('E')) return false;
        double before = e;
        e = relativeE ? e + move.value('E') : move.value('E');
        boolean flat = move.has('X') || move.has('Y');
        if (!flat || e <= before || Math.abs(z - printedAt) <= STEP_MM) return false;
        boolean down = z < printedAt;
        printedAt = z;
        layer = down && layer == 1 ? 1 : layer + 1;
        return true;
    }
}
