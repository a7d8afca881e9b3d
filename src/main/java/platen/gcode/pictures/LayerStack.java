package platen.gcode.pictures;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import platen.gcode.Features;
import platen.gcode.LayerCount;
import platen.gcode.Lines;

/// The layers of a program, read in one go and simplified by a given measure.
///
/// `PLL1`, the number of layers in the program and of those that are here (32 bits), the least and the most of X and Y
/// (32 bits each, in [#UNITS_PER_MM]), little end first. Then each layer: its number, its height in hundredths of a mm,
/// its length in bytes, and its lines; a line is four times the number of its corners plus its [Bead], and the way from
/// one corner to the next in X and Y. All these are numbers of 7 bits a byte, the ways with their sign in the last bit.
final class LayerStack {
    static final int UNITS_PER_MM = 20;
    /// Layers that are alike take far less, compressed.
    static final int MOST_BYTES = 4_000_000;

    private static final int MOST_LAYER_BYTES = 256 << 10;
    private static final int HEAD_BYTES = 28;

    /// One layer: its number, counted from 1, its height and its lines.
    record Layer(int number, double heightMm, ByteBuffer lines) {}

    private final double toleranceMm;
    private final boolean thins;
    private final List<Layer> layers = new ArrayList<>();
    private final LayerCount count = new LayerCount();
    private final Features features = new Features();
    private final Nozzle nozzle = new Nozzle();
    private final Polyline line = new Polyline();
    private final List<Bead> beads = new ArrayList<>();
    private ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private Bead bead = Bead.WALL;
    private double heightMm;
    private int lastX;
    private int lastY;
    private int minX = Integer.MAX_VALUE;
    private int minY = Integer.MAX_VALUE;
    private int maxX = Integer.MIN_VALUE;
    private int maxY = Integer.MIN_VALUE;
    private int all;
    private int every = 1;
    private long bytes;

    private LayerStack(double toleranceMm, boolean thins) {
        this.toleranceMm = toleranceMm;
        this.thins = thins;
    }

    /// Reads a program. One that takes too much is given up, or, where it `thins`, loses every second layer.
    static LayerStack read(InputStream program, double toleranceMm, boolean thins) throws IOException {
        var stack = new LayerStack(toleranceMm, thins);
        var text = new Lines(program);
        while (text.next() && !stack.isTooMuch()) {
            if (!text.continues()) stack.line(text.buffer(), text.from(), text.to());
        }
        stack.endLayer();
        return stack;
    }

    boolean isTooMuch() {
        return bytes > MOST_BYTES;
    }

    List<Layer> layers() {
        return layers;
    }

    /// How many there are in the program.
    int all() {
        return all;
    }

    double toleranceMm() {
        return toleranceMm;
    }

    double minXMm() {
        return (double) minX / UNITS_PER_MM;
    }

    double minYMm() {
        return (double) minY / UNITS_PER_MM;
    }

    double maxXMm() {
        return (double) maxX / UNITS_PER_MM;
    }

    double maxYMm() {
        return (double) maxY / UNITS_PER_MM;
    }

    private void line(byte[] text, int from, int to) {
        int before = count.layer();
        if (count.line(text, from, to)) {
            if (count.layer() > before) endLayer();
            else forgetLayer(); // it begins anew: what was before was a prime line
        }
        if (from < to && text[from] == ';') remark(text, from, to);
        else nozzle.line(text, from, to, this::lay);
    }

    private void remark(byte[] text, int from, int to) {
        int before = features.now();
        features.remark(text, from, to);
        if (features.now() == before) return;
        endLine();
        for (int next = beads.size(); next < features.count(); next++) beads.add(Bead.of(features.name(next)));
        bead = features.now() == Features.NONE ? Bead.WALL : beads.get(features.now());
    }

    private void lay(double fromX, double fromY, double toX, double toY) {
        if (count.layer() == 0) return;
        if (!line.endsAt(fromX, fromY) || line.isFull()) {
            endLine();
            line.begin(fromX, fromY);
            if (lines.size() == 0) heightMm = nozzle.z();
        }
        line.add(toX, toY);
    }

    private void endLine() {
        boolean isSeen = line.count() > 1 && !line.isDot(toleranceMm) && lines.size() < MOST_LAYER_BYTES;
        if (isSeen) write(line.simplify(toleranceMm));
        line.clear();
    }

    private void write(int corners) {
        number(corners * Bead.KINDS + bead.number());
        for (int at = 0; at < line.count(); at++) {
            if (!line.isKept(at)) continue;
            int x = (int) Math.round(line.x(at) * UNITS_PER_MM);
            int y = (int) Math.round(line.y(at) * UNITS_PER_MM);
            way(x - lastX);
            way(y - lastY);
            lastX = x;
            lastY = y;
            minX = Math.min(minX, x);
            minY = Math.min(minY, y);
            maxX = Math.max(maxX, x);
            maxY = Math.max(maxY, y);
        }
    }

    private void way(int units) {
        number((units << 1) ^ (units >> 31));
    }

    private void number(int value) {
        number(lines, value);
    }

    private static void number(ByteArrayOutputStream out, int value) {
        int left = value;
        for (; (left & ~0x7f) != 0; left >>>= 7) out.write((left & 0x7f) | 0x80);
        out.write(left);
    }

    private void forgetLayer() {
        line.clear();
        lines.reset();
        lastX = lastY = 0;
    }

    /// The layer before ends; where nothing was laid since the last one, there is none.
    private void endLayer() {
        endLine();
        if (lines.size() == 0) return;
        all++;
        if ((all - 1) % every == 0) {
            layers.add(new Layer(all, heightMm, ByteBuffer.wrap(lines.toByteArray())));
            bytes += lines.size();
        }
        lines = new ByteArrayOutputStream();
        lastX = lastY = 0;
        while (thins && isTooMuch() && layers.size() > 1) thin();
    }

    /// Every second layer goes.
    void thin() {
        every *= 2;
        layers.removeIf(layer -> (layer.number() - 1) % every != 0);
        bytes = layers.stream().mapToLong(layer -> layer.lines().capacity()).sum();
    }

    /// As a browser gets it.
    byte[] zipped() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            var head = ByteBuffer.allocate(HEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            head.put("PLL1".getBytes(US_ASCII)).putInt(all).putInt(layers.size());
            head.putInt(minX).putInt(minY).putInt(maxX).putInt(maxY);
            zip.write(head.array());
            for (var layer : layers) {
                var about = new ByteArrayOutputStream();
                number(about, layer.number());
                number(about, Math.clamp(Math.round(layer.heightMm() * 100), 0, Integer.MAX_VALUE));
                number(about, layer.lines().capacity());
                about.writeTo(zip);
                zip.write(layer.lines().array());
            }
        }
        return out.toByteArray();
    }
}
