package platen.gcode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How far a part has grown at one line of its program: the highest layer on which something was extruded
/// by then, counted from 1, and its height. Both are 0 before the first.
public record Height(int layer, double mm) {

    /// Reads the program up to this line, that line included.
    public static Height at(Path program, long line) throws IOException {
        try (var in = Files.newInputStream(program)) {
            var lines = new Lines(in);
            var growth = new Growth();
            while (lines.next() && lines.number() <= line) {
                if (!lines.continues()) growth.read(lines);
            }
            return new Height(growth.layer, growth.mm);
        }
    }

    private static final class Growth {
        private static final double LAYER_STEP_MM = 0.01;

        private final Words words = new Words();
        private boolean relative;
        private boolean relativeE;
        private double z;
        private double e;
        private int layer;
        private double mm;

        void read(Lines lines) {
            if (!words.read(lines.buffer(), lines.from(), lines.to())) return;
            if (words.letter() == 'G') g(words.number());
            else if (words.is('M', 82) || words.is('M', 83)) relativeE = words.number() == 83;
        }

        private void g(int number) {
            switch (number) {
                case 0, 1, 2, 3 -> move();
                case 28 -> z = 0;
                case 90, 91 -> {
                    relative = number == 91;
                    relativeE = relative;
                }
                case 92 -> {
                    z = words.value('Z', z);
                    e = words.value('E', e);
                }
                default -> {}
            }
        }

        private void move() {
            if (words.has('Z')) z = (relative ? z : 0) + words.value('Z');
            double before = e;
            if (words.has('E')) e = (relativeE ? e : 0) + words.value('E');
            boolean flat = words.has('X') || words.has('Y');
            if (!flat || e <= before || z <= mm + LAYER_STEP_MM) return;
            mm = z;
            layer++;
        }
    }
}
