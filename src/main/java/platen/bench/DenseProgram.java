package platen.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A program of very short moves, round a tower that grows: where a slicer follows a fine curve, the wire has the most
/// to carry.
final class DenseProgram {
    private static final double CENTRE_MM = 100;
    private static final double RADIUS_MM = 40;
    private static final double STEP_MM = 0.2;
    private static final double E_PER_MM = 0.033;
    private static final double LAYER_MM = 0.05;
    private static final double HIGHEST_MM = 170;
    private static final int NOZZLE_C = 200;

    private final OutputStream out;
    private final StringBuilder line = new StringBuilder();
    private double angle;
    private double z = LAYER_MM;
    private long bytes;

    private DenseProgram(OutputStream out) {
        this.out = out;
    }

    /// Writes one of so many moves.
    static Path ofMoves(long moves, Path file) throws IOException {
        return write(file, "", moves, Long.MAX_VALUE);
    }

    /// Writes one of this size, to the line. It moves before it heats, so that its begin is seen at once.
    static Path ofSize(long bytes, Path file) throws IOException {
        return write(file, "G91\nG1 Z1 F6000\nG1 Z-1\n", Long.MAX_VALUE, bytes);
    }

    private static Path write(Path file, String first, long moves, long bytes) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            var program = new DenseProgram(out);
            program.say(first + "G21\nG90\nM83\nM109 S" + NOZZLE_C + "\nG28\nG1 F6000\n");
            for (long move = 0; move < moves && program.bytes < bytes; move++) program.move();
            program.say("M104 S0\nM140 S0\nM84\n");
        }
        return file;
    }

    private void move() throws IOException {
        line.setLength(0);
        angle += STEP_MM / RADIUS_MM;
        if (angle >= 2 * Math.PI) {
            angle -= 2 * Math.PI;
            z = z + LAYER_MM > HIGHEST_MM ? LAYER_MM : z + LAYER_MM;
            line.append(";LAYER_CHANGE\nG1 Z");
            number(z, 3);
            line.append(" F600\nG1 F6000\n");
        }
        line.append("G1 X");
        number(CENTRE_MM + RADIUS_MM * Math.cos(angle), 3);
        line.append(" Y");
        number(CENTRE_MM + RADIUS_MM * Math.sin(angle), 3);
        line.append(" E");
        number(STEP_MM * E_PER_MM, 5);
        say(line.append('\n').toString());
    }

    /// Quicker than a format, which would take a minute for a large file.
    private void number(double value, int digits) {
        long scale = 1;
        for (int i = 0; i < digits; i++) scale *= 10;
        long scaled = Math.round(value * scale);
        line.append(scaled / scale).append('.');
        for (long place = scale / 10, rest = scaled % scale; place > 0; rest %= place, place /= 10)
            line.append((char) ('0' + rest / place));
    }

    private void say(String text) throws IOException {
        out.write(text.getBytes(US_ASCII));
        bytes += text.length();
    }
}
