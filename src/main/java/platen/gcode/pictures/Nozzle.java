package platen.gcode.pictures;

import platen.gcode.Arc;
import platen.gcode.Words;

/// Where the nozzle of a program goes and lays plastic, as far as a picture needs it: no time, no limits.
final class Nozzle {
    private final Words words = new Words();
    private final Arc arc = new Arc();
    private boolean relative;
    private boolean relativeE;
    /// Once a program said how it counts E, that stays: firmwares disagree on what G90 does to it, slicers say it
    /// again.
    private boolean saidHowE;

    private double x;
    private double y;
    private double z;
    private double e;

    /// Who follows it.
    interface Track {
        void lay(double fromX, double fromY, double toX, double toY);
    }

    double z() {
        return z;
    }

    void line(byte[] bytes, int from, int to, Track track) {
        if (!words.read(bytes, from, to) || words.subcode() != 0) return;
        if (words.letter() == 'G') command(track);
        else if (words.letter() == 'M' && (words.number() == 82 || words.number() == 83)) {
            relativeE = words.number() == 83;
            saidHowE = true;
        }
    }

    private void command(Track track) {
        switch (words.number()) {
            case 0, 1 -> move(track, 1, false);
            case 2, 3 -> move(track, pieces(), true);
            case 28 -> home();
            case 90, 91 -> {
                relative = words.number() == 91;
                if (!saidHowE) relativeE = relative;
            }
            case 92 -> {
                x = words.value('X', x);
                y = words.value('Y', y);
                z = words.value('Z', z);
                e = words.value('E', e);
            }
            default -> {}
        }
    }

    private void home() {
        if (words.homes('X')) x = 0;
        if (words.homes('Y')) y = 0;
        if (words.homes('Z')) z = 0;
    }

    private double target(char axis, double now) {
        if (!words.has(axis)) return now;
        return relative ? now + words.value(axis) : words.value(axis);
    }

    private int pieces() {
        boolean clockwise = words.number() == 2;
        double toX = target('X', x);
        double toY = target('Y', y);
        if (words.has('R')) return arc.cut(x, y, toX, toY, words.value('R'), clockwise);
        return arc.cut(x, y, toX, toY, x + words.value('I'), y + words.value('J'), clockwise);
    }

    private void move(Track track, int pieces, boolean curved) {
        double toX = target('X', x);
        double toY = target('Y', y);
        z = target('Z', z);
        double before = e;
        if (words.has('E')) e = relativeE ? e + words.value('E') : words.value('E');
        if (e > before && (toX != x || toY != y || curved)) {
            double fromX = x;
            double fromY = y;
            for (int piece = 1; piece < pieces; piece++) {
                track.lay(fromX, fromY, arc.x(piece), arc.y(piece));
                fromX = arc.x(piece);
                fromY = arc.y(piece);
            }
            track.lay(fromX, fromY, toX, toY);
        }
        x = toX;
        y = toY;
    }
}
