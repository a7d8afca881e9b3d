package platen.printers;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a printer model is. Each field is explained in `printers/generic-marlin.toml`.
///
/// Its sets and maps are in order, so that the same profile is written alike by every process.
public record Profile(
        String name,
        String title,
        Set<String> forbidden,
        Connection connection,
        Volume volume,
        Bed bed,
        Nozzle nozzle,
        Motion motion,
        Thermal thermal,
        Scripts scripts,
        Handling handling,
        List<Material> materials,
        List<Quality> qualities,
        Map<String, String> slicer) {

    /// A server that is older than its printer computers does not tell how to handle a printer.
    public Profile {
        handling = Objects.requireNonNullElse(handling, Handling.USUAL);
        forbidden = Collections.unmodifiableSet(new TreeSet<>(forbidden));
        materials = List.copyOf(materials);
        qualities = List.copyOf(qualities);
        slicer = Collections.unmodifiableMap(new TreeMap<>(slicer));
    }

    /// The same model on another connection.
    public Profile withConnection(Connection other) {
        return new Profile(
                name, title, forbidden, other, volume, bed, nozzle, motion, thermal, scripts, handling, materials,
                qualities, slicer);
    }

    /// The material of this name, in any case of letters.
    public Optional<Material> material(String wanted) {
        return materials.stream()
                .filter(material -> material.name().equalsIgnoreCase(wanted))
                .findFirst();
    }

    public Optional<Quality> quality(String wanted) {
        return qualities.stream()
                .filter(quality -> quality.name().equalsIgnoreCase(wanted))
                .findFirst();
    }
}
