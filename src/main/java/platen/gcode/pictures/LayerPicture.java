package platen.gcode.pictures;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/// A picture of one layer, seen from above, with the one below it in grey; all layers of a program to the same scale.
final class LayerPicture {
    private static final int SIDE_PX = 640;
    private static final int MARGIN_PX = 16;
    private static final double LEAST_MM = 10;
    private static final float LINE_MM = 0.42f;
    private static final float THINNEST_PX = 1;
    private static final Color PAPER = new Color(0xfffdf8);
    private static final Color BELOW = new Color(0xdfd8c9);
    private static final List<Color> COLOURS =
            List.of(new Color(0x1c1a17), new Color(0x1c4f86), new Color(0xb02a1c), new Color(0x7d5200));

    private final LayerStack stack;
    private final double scale;

    private LayerPicture(LayerStack stack) {
        this.stack = stack;
        double side = Math.max(stack.maxXMm() - stack.minXMm(), stack.maxYMm() - stack.minYMm());
        this.scale = (SIDE_PX - 2.0 * MARGIN_PX) / Math.max(LEAST_MM, side);
    }

    static void write(LayerStack stack, int at, Path png) throws IOException {
        new LayerPicture(stack).draw(at, png);
    }

    private void draw(int at, Path png) throws IOException {
        var picture = new BufferedImage(SIDE_PX, SIDE_PX, BufferedImage.TYPE_INT_RGB);
        var pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setColor(PAPER);
        pen.fillRect(0, 0, SIDE_PX, SIDE_PX);
        float width = Math.max(THINNEST_PX, (float) (LINE_MM * scale) * 0.8f);
        pen.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        if (at > 0) lines(stack.layers().get(at - 1), pen, true);
        lines(stack.layers().get(at), pen, false);
        pen.dispose();
        ImageIO.write(picture, "png", png.toFile());
    }

    private void lines(LayerStack.Layer layer, Graphics2D pen, boolean isBelow) {
        var in = layer.lines().duplicate();
        int x = 0;
        int y = 0;
        while (in.hasRemaining()) {
            int head = number(in);
            var path = new Path2D.Double();
            for (int corner = 0; corner < head / Bead.KINDS; corner++) {
                x += way(in);
                y += way(in);
                if (corner == 0) path.moveTo(across(x), down(y));
                else path.lineTo(across(x), down(y));
            }
            pen.setColor(isBelow ? BELOW : COLOURS.get(head % Bead.KINDS));
            pen.draw(path);
        }
    }

    private double across(int units) {
        double middle = (stack.minXMm() + stack.maxXMm()) / 2;
        return SIDE_PX / 2.0 + ((double) units / LayerStack.UNITS_PER_MM - middle) * scale;
    }

    private double down(int units) {
        double middle = (stack.minYMm() + stack.maxYMm()) / 2;
        return SIDE_PX / 2.0 - ((double) units / LayerStack.UNITS_PER_MM - middle) * scale;
    }

    static int number(ByteBuffer in) {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            int next = in.get();
            value |= (next & 0x7f) << shift;
            if (next >= 0) return value;
        }
    }

    static int way(ByteBuffer in) {
        int number = number(in);
        return (number >>> 1) ^ -(number & 1);
    }
}
