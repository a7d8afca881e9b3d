package platen.streaming;

import java.util.ArrayList;
import java.util.List;
import platen.gcode.Numbers;
import platen.protocol.Command;

/// How the program means its coordinates, and the heat it asked for: what a pause has to bring back.
final class Modes {
    private boolean relative;
    private boolean relativeE;
    private double feedrate = Double.NaN;
    private double nozzleTarget = Double.NaN;
    private double bedTarget = Double.NaN;

    /// Notes a command of the program as it is sent.
    void note(byte[] text, int from, int length, int traits) {
        if ((traits & Command.MOVE) != 0) {
            double feed = Command.value(text, from, from + length, 'F');
            if (!Double.isNaN(feed)) feedrate = feed;
        } else if ((traits & (Command.MODE | Command.HEAT)) != 0) {
            noteSetting(text, from, from + length, Command.number(text, from, from + length));
        }
    }

    private void noteSetting(byte[] text, int from, int to, int number) {
        switch (number) {
            case 90, 91 -> {
                relative = number == 91;
                relativeE = relative;
            }
            case 82, 83 -> relativeE = number == 83;
            case 104, 109 -> nozzleTarget = target(text, from, to, nozzleTarget);
            default -> bedTarget = target(text, from, to, bedTarget);
        }
    }

    private static double target(byte[] text, int from, int to, double before) {
        double heatOnly = Command.value(text, from, to, 'S');
        double alsoCool = Command.value(text, from, to, 'R');
        return !Double.isNaN(heatOnly) ? heatOnly : !Double.isNaN(alsoCool) ? alsoCool : before;
    }

    /// The commands that bring the modes back, and the feed rate. G90 and G91 change E too, so they come first.
    List<String> restoring(double eMm) {
        var lines = new ArrayList<String>();
        lines.add(relative ? "G91" : "G90");
        lines.add(relativeE ? "M83" : "M82");
        if (!Double.isNaN(eMm)) lines.add("G92 E" + Numbers.plain(eMm));
        if (!Double.isNaN(feedrate)) lines.add("G1 F" + Numbers.plain(feedrate));
        return lines;
    }

    double feedrate() {
        return feedrate;
    }

    double nozzleTarget() {
        return nozzleTarget;
    }

    double bedTarget() {
        return bedTarget;
    }

    /// True when the program asked for heat and has not taken it back.
    boolean leftOn() {
        return nozzleTarget > 0 || bedTarget > 0;
    }
}
