package platen.gcode.pictures;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayersTest {
    private static final String TWO_LAYERS = """
            G28
            G90
            M82
            G1 X1 Y1 E5 ; a prime line
            G92 E0
            ;LAYER_CHANGE
            G1 Z0.2
            ;TYPE:External perimeter
            G1 X10 Y10
            G1 X20 Y10 E1
            G1 X25 Y10 E1.5
            G1 X30 Y10 E2
            G1 X30 Y20 E3
            ;TYPE:Solid infill
            G1 X12 Y12 F9000
            G1 X18 Y18 E4
            G1 E3 ; drawn back
            ;LAYER_CHANGE
            G1 Z0.4
            ;TYPE:Support material
            G1 X0 Y0
            G1 E4
            G1 X5 Y0 E5
            """;

    @TempDir
    private Path folder;

    @Test
    void keepsWhatIsLaidByLayerAndKindWithoutCornersOnAStraightLine() throws IOException {
        var stack = read(TWO_LAYERS, 0.05);
        assertEquals(
                List.of("WALL 10,10 30,10 30,20", "FILL 12,12 18,18"),
                lines(stack.layers().getFirst()));
        assertEquals(List.of("SUPPORT 0,0 5,0"), lines(stack.layers().getLast()));
        assertEquals(
                List.of(0.2, 0.4),
                stack.layers().stream().map(LayerStack.Layer::heightMm).toList());
        assertEquals(2, stack.all());
        assertEquals(
                List.of(0.0, 0.0, 30.0, 20.0), List.of(stack.minXMm(), stack.minYMm(), stack.maxXMm(), stack.maxYMm()));
    }

    @Test
    void followsRelativeWaysAndArcs() throws IOException {
        var stack = read("""
            G28
            M83
            G91
            G1 Z0.2
            G1 X10 Y10
            G1 X10 E1
            G2 X0 Y-10 I0 J-5 E1
            """, 0.05);
        var line = lines(stack.layers().getFirst()).getFirst();
        assertTrue(line.startsWith("WALL 10,10 20,10 "), line);
        assertTrue(line.endsWith(" 20,0"), line);
        assertEquals(25.0, stack.maxXMm(), 0.06);
    }

    @Test
    void leavesACircleRound() throws IOException {
        var text = new StringBuilder("G28\nM83\nG1 Z.2\nG1 X110 Y100\n");
        for (int i = 1; i <= 720; i++) text.append(point(100 + 10 * cos(i / 2.0), 100 + 10 * sin(i / 2.0)));
        var corners = lines(read(text.toString(), 0.05).layers().getFirst())
                .getFirst()
                .split(" ", -1);
        assertTrue(corners.length > 20 && corners.length < 80, "corners: " + corners.length);
    }

    @Test
    void boundsWhatABrowserGetsOfALargeProgram() throws IOException {
        var program = folder.resolve("large.gcode");
        try (var out = Files.newBufferedWriter(program)) {
            out.write("G28\nG90\nM83\n");
            var random = new Random(7);
            for (int layer = 1; layer <= 600; layer++) {
                out.write(";LAYER:" + layer + "\nG1 Z" + layer / 5.0 + "\n");
                for (int i = 0; i < 800; i++) out.write(point(200 * random.nextDouble(), 200 * random.nextDouble()));
            }
        }
        var stack = Layers.read(program);
        assertTrue(stack.zipped().length <= Layers.LARGEST_BYTES, "bytes: " + stack.zipped().length);
        assertEquals(600, stack.all());
        assertTrue(stack.layers().size() >= 50, "layers: " + stack.layers().size());
        assertEquals(1, stack.layers().getFirst().number());
    }

    @Test
    void writesDataAndPicturesOfThreeLayers() throws IOException {
        var program = Files.writeString(folder.resolve("two.gcode"), TWO_LAYERS);
        var out = folder.resolve("layers");
        assertTrue(Layers.write(program, out));
        try (var data = new GZIPInputStream(Files.newInputStream(out))) {
            assertEquals("PLL1", new String(data.readNBytes(4), UTF_8));
        }
        for (int percent : Layers.STILLS) {
            var picture =
                    ImageIO.read(folder.resolve(Layers.still("layers", percent)).toFile());
            assertEquals(640, picture.getWidth());
        }
    }

    @Test
    void writesNothingOfAProgramThatPrintsNothing() throws IOException {
        var program = Files.writeString(folder.resolve("none.gcode"), "G28\nG1 X10 Y10 F3000\nM104 S200\n");
        assertFalse(Layers.write(program, folder.resolve("layers")));
    }

    @Test
    void bearsWhateverALineSays() throws IOException {
        var stack = read("M83\n;LAYER:1\nG1 X1e400 Y99999999999999999999 E1\nG2 E1\nG2 I1 E1\nG1 X- Y E9\n", 0.05);
        assertTrue(stack.layers().size() <= 1);
    }

    private static LayerStack read(String program, double toleranceMm) throws IOException {
        return LayerStack.read(new ByteArrayInputStream(program.getBytes(UTF_8)), toleranceMm, false);
    }

    private static double cos(double degrees) {
        return Math.cos(Math.toRadians(degrees));
    }

    private static double sin(double degrees) {
        return Math.sin(Math.toRadians(degrees));
    }

    private static String point(double x, double y) {
        return String.format(Locale.ROOT, "G1 X%.3f Y%.3f E.1%n", x, y);
    }

    private static List<String> lines(LayerStack.Layer layer) {
        var in = layer.lines().duplicate();
        var lines = new ArrayList<String>();
        int x = 0;
        int y = 0;
        while (in.hasRemaining()) {
            int head = LayerPicture.number(in);
            var line = new StringBuilder(
                    List.of("WALL", "FILL", "SUPPORT", "BESIDE").get(head % 4));
            for (int corner = 0; corner < head / 4; corner++) {
                x += LayerPicture.way(in);
                y += LayerPicture.way(in);
                line.append(' ').append(x / 20).append(',').append(y / 20);
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
