package platen.slicerdoor;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import platen.files.FileStore;
import platen.orders.Contents;
import platen.orders.WireText;
import platen.slicerdoor.Doors.Opening;
import platen.values.Digest;
import platen.values.Message;

/// Reads a program for the printers behind a door, where all strangers' files are read. Behind one with several models
/// the first that the program was sliced for counts.
final class Judge {
    /// Each is read for itself, and nobody waits for a dozen.
    private static final int MOST_MODELS = 6;

    private static final Set<String> MEANT_FOR_ANOTHER =
            Set.of("gcode.other-printer", "gcode.other-plate", "gcode.other-nozzle");

    private final FileStore files;
    private final Contents.Reader reader;

    sealed interface Judgement {
        /// `held`: it was sliced for another printer, and a person has to look.
        record Fits(Contents.Program program, @Nullable Message held) implements Judgement {}

        record Refused(Message why) implements Judgement {}
    }

    Judge(FileStore files, Contents.Reader reader) {
        this.files = files;
        this.reader = reader;
    }

    Judgement judge(Opening opening, Digest file, String name) throws InterruptedException {
        Judgement best = new Judgement.Refused(Message.of("slicers.no-printer"));
        var models = opening.models();
        for (var model : models.subList(0, Math.min(MOST_MODELS, models.size()))) {
            var one = judge(model, file, name);
            if (one instanceof Judgement.Fits fits && fits.held() == null) return one;
            if (one instanceof Judgement.Fits || model.equals(models.getFirst())) best = better(best, one);
        }
        return best;
    }

    private static Judgement better(Judgement before, Judgement now) {
        return before instanceof Judgement.Fits ? before : now;
    }

    private Judgement judge(String model, Digest file, String name) throws InterruptedException {
        return switch (reader.read(files.path(file), name, model)) {
            case Contents.Outcome.Refused(var why) -> new Judgement.Refused(why);
            case Contents.Outcome.Read(Contents.Program program) -> ready(file, program);
            case Contents.Outcome.Read _ -> new Judgement.Refused(Message.of("slicers.no-program"));
        };
    }

    private Judgement ready(Digest file, Contents.Program program) throws InterruptedException {
        var ready = new WireText(files, reader).of(file, program);
        return ready.orElse(null) instanceof Contents.Program text
                ? new Judgement.Fits(text, meantForAnother(text).orElse(null))
                : new Judgement.Refused(Message.of("inspection.failed"));
    }

    private static Optional<Message> meantForAnother(Contents.Program program) {
        return program.notes().stream()
                .filter(note -> MEANT_FOR_ANOTHER.contains(note.key()))
                .findFirst();
    }
}
