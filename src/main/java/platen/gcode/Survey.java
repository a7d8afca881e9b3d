package platen.gcode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import platen.printers.Profile;
import platen.values.Message;

/// A program as far as it was printed: its layers, how it stood after its last line, and where plastic is.
///
/// It is what the printer's end leaves to be known: what a journal holds beside it is that last line.
public final class Survey {
    /// More than any print has; each is kept with its situation.
    static final int MOST_LAYERS = 20_000;

    private final List<Layer> layers;
    private final Situation last;
    private final double lowestLatelyMm;
    private final double highestLatelyMm;
    private final Relief relief;
    private final double longestRetractionMm;
    private final Set<Trouble> troubles;

    /// What makes it impossible, or worse, to go on from a layer.
    enum Trouble {
        INCHES,
        OTHER_TOOL,
        MACROS,
        TOO_MUCH,
        /// The bed was probed in the beginning; a printer forgets that when it restarts.
        LEVELLED
    }

    Survey(
            List<Layer> layers,
            Situation last,
            double lowestLatelyMm,
            double highestLatelyMm,
            Relief relief,
            double longestRetractionMm,
            Set<Trouble> troubles) {
        this.layers = List.copyOf(layers);
        this.last = last;
        this.lowestLatelyMm = lowestLatelyMm;
        this.highestLatelyMm = highestLatelyMm;
        this.relief = relief;
        this.longestRetractionMm = longestRetractionMm;
        this.troubles = Set.copyOf(troubles);
    }

    /// Reads a program that was printed up to its line `lastLine`, counted from 1.
    public static Survey of(Path program, Profile profile, long lastLine) throws IOException {
        return new Surveyor(profile, lastLine).read(program);
    }

    /// What stands there after this program has gone on with an `earlier` one, whose layer `number` was its first.
    public Survey after(Survey earlier, int number) {
        var renumbered = layers.stream()
                .map(layer -> new Layer(
                        layer.number() + number - 1,
                        layer.line(),
                        layer.offset(),
                        layer.printsAtMm(),
                        layer.setsHeight(),
                        layer.before()))
                .toList();
        var all = EnumSet.noneOf(Trouble.class);
        all.addAll(troubles);
        all.addAll(earlier.troubles);
        relief.add(earlier.relief);
        return new Survey(
                renumbered,
                last,
                lowestLatelyMm,
                highestLatelyMm,
                relief,
                Math.max(longestRetractionMm, earlier.longestRetractionMm),
                all);
    }

    /// The layers that were begun, the first one first.
    public List<Layer> layers() {
        return layers;
    }

    public Optional<Layer> layer(int number) {
        return layers.stream().filter(layer -> layer.number() == number).findFirst();
    }

    /// How the program stood after its last line.
    public Situation last() {
        return last;
    }

    /// Where the nozzle stood during the last commands: a firmware takes more of them than it may have executed.
    public double lowestLatelyMm() {
        return lowestLatelyMm;
    }

    public double highestLatelyMm() {
        return highestLatelyMm;
    }

    /// The height of the plastic that is there.
    public double highestMm() {
        return relief.highestMm();
    }

    public boolean wasLevelled() {
        return troubles.contains(Trouble.LEVELLED);
    }

    /// Why no layer can be gone on from at all, on a printer of this profile.
    public Optional<Message> obstacle(Profile profile) {
        if (!profile.motion().homesXyAlone()) return Optional.of(Message.of("gcode.resume.homing", profile.title()));
        if (troubles.contains(Trouble.MACROS)) return Optional.of(Message.of("gcode.resume.macros"));
        if (troubles.contains(Trouble.INCHES)) return Optional.of(Message.of("gcode.resume.inches"));
        if (troubles.contains(Trouble.OTHER_TOOL)) return Optional.of(Message.of("gcode.resume.tools"));
        if (troubles.contains(Trouble.TOO_MUCH)) return Optional.of(Message.of("gcode.resume.too-much"));
        if (layers.isEmpty()) return Optional.of(Message.of("gcode.resume.not-begun"));
        return layers.getLast().number() == 1 ? Optional.of(Message.of("gcode.resume.first-layer")) : Optional.empty();
    }

    Relief relief() {
        return relief;
    }

    double longestRetractionMm() {
        return longestRetractionMm;
    }
}
