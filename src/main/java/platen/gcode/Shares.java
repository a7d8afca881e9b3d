package platen.gcode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the time of a program goes: to which of its lines, layers and features.
///
/// A move is carried out long after it was read, so it takes its place along as the tag of its block.
final class Shares {
    /// More than any print has; the rest goes to the last.
    static final int MOST_LAYERS = 20_000;

    private static final int FEATURE_BITS = 8;
    private static final int LAYER_BITS = 16;

    private final Features features;
    private final @Nullable LineTimes lines;
    private double[] layersS = new double[256];
    private int layers;
    private long firstLine;
    private final double[] featuresS = new double[1 << FEATURE_BITS];

    Shares(Features features, @Nullable LineTimes lines) {
        this.features = features;
        this.lines = lines;
    }

    static long place(long line, int layer, int feature) {
        long kept = Math.min(layer, MOST_LAYERS);
        return (line << LAYER_BITS | kept) << FEATURE_BITS | feature;
    }

    static long line(long place) {
        return place >>> (LAYER_BITS + FEATURE_BITS);
    }

    /// The first layer begins here: what seemed to be one before was a prime line.
    void beginLayers(long line) {
        firstLine = line;
        for (int layer = 1; layer <= layers; layer++) layersS[0] += layersS[layer];
        Arrays.fill(layersS, 1, layersS.length, 0);
        layers = 0;
    }

    void spend(long place, double seconds) {
        featuresS[(int) place & (1 << FEATURE_BITS) - 1] += seconds;
        int layer = line(place) < firstLine ? 0 : (int) (place >>> FEATURE_BITS) & (1 << LAYER_BITS) - 1;
        if (layer >= layersS.length) layersS = Arrays.copyOf(layersS, Math.max(layer + 1, 2 * layer));
        layersS[layer] += seconds;
        layers = Math.max(layers, layer);
        if (lines != null) lines.add(line(place), seconds);
    }

    /// In the order of the first word about them, ours first; without those that take no time.
    PlanTimes times() {
        var each = new LinkedHashMap<String, Double>();
        for (int feature = 0; feature < features.count(); feature++) {
            if (featuresS[feature] > 0) each.merge(features.name(feature), rounded(featuresS[feature]), Double::sum);
        }
        List<Double> layerTimes = new ArrayList<>();
        for (int layer = 1; layer <= layers; layer++) layerTimes.add(rounded(layersS[layer]));
        return new PlanTimes(rounded(layersS[0]), layerTimes, each);
    }

    private static double rounded(double seconds) {
        return Math.rint(seconds * 1_000) / 1_000;
    }
}
