package platen.gcode.pictures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import platen.gcode.binary.ProgramFile;

/// The layers of a program, for those who look at it before it is printed: data of a bounded length, from which a
/// browser draws each, and pictures of three of them.
///
/// Corners that lie less than 0.05 mm beside a straight line are left out, and dots as small. A program that is still
/// too long is simplified by 0.1, 0.2 and 0.4 mm, which is the width of a line of plastic; then every second layer is
/// left out, as often as it takes.
public final class Layers {
    public static final int LARGEST_BYTES = 400_000;
    /// How far up the layers are of which there are pictures, in percent.
    public static final List<Integer> STILLS = List.of(25, 50, 75);

    private static final List<Double> FINER_MM = List.of(0.05, 0.1, 0.2);
    private static final double COARSEST_MM = 0.4;

    private Layers() {}

    /// What the picture of a layer is called beside data called `base`.
    public static String still(String base, int percent) {
        return base + "-" + percent + ".png";
    }

    /// Writes the data, compressed with gzip, and the pictures beside them; false where a program prints nothing.
    public static boolean write(Path program, Path out) throws IOException {
        var stack = read(program);
        if (stack.layers().isEmpty()) return false;
        for (int percent : STILLS) {
            int at = Math.min(stack.layers().size() - 1, stack.layers().size() * percent / 100);
            var picture = out.resolveSibling(still(String.valueOf(out.getFileName()), percent));
            LayerPicture.write(stack, at, picture);
        }
        Files.write(out, stack.zipped());
        return true;
    }

    static LayerStack read(Path program) throws IOException {
        for (double tolerance : FINER_MM) {
            var stack = read(program, tolerance, false);
            if (!stack.isTooMuch() && stack.zipped().length <= LARGEST_BYTES) return stack;
        }
        var stack = read(program, COARSEST_MM, true);
        while (stack.zipped().length > LARGEST_BYTES && stack.layers().size() > 1) stack.thin();
        return stack;
    }

    private static LayerStack read(Path program, double toleranceMm, boolean thins) throws IOException {
        try (var text = ProgramFile.text(program)) {
            return LayerStack.read(text, toleranceMm, thins);
        }
    }
}
