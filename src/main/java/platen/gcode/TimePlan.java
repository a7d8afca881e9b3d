package platen.gcode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import platen.printers.Profile;

/// When each line of a program is carried out and at which height, by our own planner: what progress is measured by.
///
/// Kept for each few hundred lines only, so that it is small for any program.
public final class TimePlan {
    private static final int STEP = 256;

    private float[] timesS = new float[256];
    private float[] heightsMm = new float[256];
    private int count;
    private double totalS;

    private TimePlan() {}

    /// Reads a whole program, which may take seconds; an interrupted thread gives up with an [IOException].
    public static TimePlan of(Path file, Profile profile) throws IOException {
        var plan = new TimePlan();
        try (var in = Files.newInputStream(file)) {
            plan.read(new Lines(in), new Walk(profile));
        }
        return plan;
    }

    private void read(Lines lines, Walk walk) throws IOException {
        long next = 0;
        while (lines.next()) {
            if (lines.number() >= next) {
                if (Thread.currentThread().isInterrupted()) throw new IOException("interrupted");
                add(walk.time().totalS(), walk.heightMm());
                next += STEP;
            }
            walk.line(lines);
        }
        walk.end(lines.number(), false);
        totalS = walk.time().totalS();
    }

    private void add(double timeS, double heightMm) {
        if (count == timesS.length) {
            timesS = Arrays.copyOf(timesS, count * 2);
            heightsMm = Arrays.copyOf(heightsMm, count * 2);
        }
        timesS[count] = (float) timeS;
        heightsMm[count] = (float) heightMm;
        count++;
    }

    /// The whole print with heating and homing.
    public double totalS() {
        return totalS;
    }

    /// The time from the start until a line of the file is carried out.
    public double atLineS(long line) {
        int step = step(line);
        double from = timesS[step];
        double to = step + 1 < count ? timesS[step + 1] : totalS;
        return from + (to - from) * Math.min(1, (double) (line - (long) step * STEP) / STEP);
    }

    /// The height of the part at a line.
    public double heightMm(long line) {
        return heightsMm[step(line)];
    }

    private int step(long line) {
        return Math.clamp(line / STEP, 0, count - 1);
    }
}
