package platen.slicing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import platen.printers.Axes;
import platen.printers.Material;
import platen.printers.Profile;

/// A complete configuration for PrusaSlicer: each key it has, so that no other source can add one.
///
/// The defaults, then what the profile says, then what quality, material and the customer change in it, then what
/// the profile says in its own words about bed, motion and temperatures. `post_process`, which names programs to
/// run, is empty whatever came before.
record SlicerConfig(Map<String, String> keys) {
    private static final String DEFAULTS = "/slicing/prusa-slicer.ini";

    static SlicerConfig of(PlateWish wish) {
        var profile = wish.profile();
        var material = wish.material();
        var quality = wish.quality();
        var keys = new TreeMap<>(defaults());
        keys.put("filament_type", material.name());
        keys.putAll(profile.slicer());
        keys.putAll(quality.slicer());
        keys.putAll(material.slicer());
        keys.putAll(wish.extras().keys());
        putPlate(keys, wish);
        putMachine(keys, profile);
        putMotion(keys, profile);
        putMaterial(keys, material);
        keys.put("layer_height", plain(quality.layerMm()));
        keys.put("first_layer_height", plain(quality.firstLayerMm()));
        keys.put("printer_technology", "FFF");
        keys.put("silent_mode", "0");
        keys.put("post_process", "");
        return new SlicerConfig(keys);
    }

    /// As a file that `--load` takes; a line end inside a value is written as `\n`.
    String text() {
        return keys.entrySet().stream()
                .map(key ->
                        key.getKey() + " = " + key.getValue().replace("\r", "").replace("\n", "\\n") + "\n")
                .collect(Collectors.joining());
    }

    /// Copies grow side by side, and each is named in the program, so that they can be counted there.
    private static void putPlate(Map<String, String> keys, PlateWish wish) {
        if (wish.copies() == 1) return;
        keys.put("duplicate_distance", plain(PlateRoom.slicersBetweenMm(wish.extras())));
        keys.put("complete_objects", "0");
        keys.put("gcode_label_objects", "1");
    }

    private static void putMachine(Map<String, String> keys, Profile profile) {
        var bed = profile.bed();
        keys.put(
                "bed_shape",
                Stream.of(
                                at(bed.minX(), bed.minY()),
                                at(bed.maxX(), bed.minY()),
                                at(bed.maxX(), bed.maxY()),
                                at(bed.minX(), bed.maxY()))
                        .collect(Collectors.joining(",")));
        keys.put("max_print_height", plain(profile.volume().maxZ()));
        keys.put("nozzle_diameter", plain(profile.nozzle().diameterMm()));
        keys.put("filament_diameter", plain(profile.nozzle().filamentMm()));
    }

    private static void putMotion(Map<String, String> keys, Profile profile) {
        var motion = profile.motion();
        putAxes(keys, "machine_max_feedrate_", motion.maxFeedrateMmS());
        putAxes(keys, "machine_max_acceleration_", motion.maxAccelerationMmS2());
        putAxes(keys, "machine_max_jerk_", motion.jerkMmS());
        keys.put("machine_max_acceleration_extruding", plain(motion.accelerationPrintMmS2()));
        keys.put("machine_max_acceleration_retracting", plain(motion.accelerationRetractMmS2()));
        keys.put("machine_max_acceleration_travel", plain(motion.accelerationTravelMmS2()));
    }

    private static void putAxes(Map<String, String> keys, String key, Axes axes) {
        keys.put(key + "x", plain(axes.x()));
        keys.put(key + "y", plain(axes.y()));
        keys.put(key + "z", plain(axes.z()));
        keys.put(key + "e", plain(axes.e()));
    }

    private static void putMaterial(Map<String, String> keys, Material material) {
        keys.put("filament_density", plain(material.densityGCm3()));
        keys.put("filament_max_volumetric_speed", plain(material.maxFlowMm3S()));
        keys.put("temperature", whole(material.nozzleC()));
        keys.put("first_layer_temperature", whole(material.firstLayerNozzleC()));
        keys.put("bed_temperature", whole(material.bedC()));
        keys.put("first_layer_bed_temperature", whole(material.firstLayerBedC()));
    }

    private static Map<String, String> defaults() {
        try (var in = SlicerConfig.class.getResourceAsStream(DEFAULTS)) {
            if (in == null) throw new IllegalStateException("this program lacks " + DEFAULTS);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains("=") && !line.startsWith("#"))
                    .map(line -> line.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0].strip(), pair -> pair[1].strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String at(double x, double y) {
        return plain(x) + "x" + plain(y);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? whole(number) : Double.toString(number);
    }

    private static String whole(double number) {
        return String.format(Locale.ROOT, "%.0f", number);
    }
}
