package platen.gcode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import platen.printers.Profile;

/// When each line of a program is carried out and at which height, by our own planner: what progress is measured by.
///
/// Takes two bytes a line and a little, however long the program is; heights are kept for each few hundred lines.
public final class TimePlan {
    private static final int STEP = 256;

    private final LineTimes times = new LineTimes();
    private float[] heightsMm = new float[256];
    private int count;

    private TimePlan() {}

    /// Reads a whole program, which may take seconds; an interrupted thread gives up with an [IOException].
    public static TimePlan of(Path file, Profile profile) throws IOException {
        var plan = new TimePlan();
        try (var in = Files.newInputStream(file)) {
            plan.read(new Lines(in), new Walk(profile, plan.times));
        }
        return plan;
    }

    private void read(Lines lines, Walk walk) throws IOException {
        long next = 0;
        while (lines.next()) {
            if (lines.number() >= next) {
                if (Thread.currentThread().isInterrupted()) throw new IOException("interrupted");
                add(walk.heightMm());
                next += STEP;
            }
            walk.line(lines);
        }
        walk.end(lines.number(), false);
    }

    private void add(double heightMm) {
        if (count == heightsMm.length) heightsMm = Arrays.copyOf(heightsMm, count * 2);
        heightsMm[count++] = (float) heightMm;
    }

    /// The whole print with heating and homing.
    public double totalS() {
        return times.total();
    }

    /// The time from the start until a line of the file, counted from 1, is carried out.
    public double atLineS(long line) {
        return times.before(line);
    }

    /// The height of the part at a line.
    public double heightMm(long line) {
        return count == 0 ? 0 : heightsMm[Math.clamp(line / STEP, 0, count - 1)];
    }

    /// What it keeps in memory.
    public long bytes() {
        return times.bytes() + 4L * heightsMm.length;
    }
}
