package platen.slicing;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import platen.processes.Outcome;
import platen.slicing.SliceOutcome.PlateFull;
import platen.slicing.SliceOutcome.Refused;
import platen.values.Message;

/// What is wrong when the slicer made nothing: it tells it in English prose, on its standard output, or not at all.
final class SlicerTrouble {
    private static final Logger LOG = System.getLogger(SlicerTrouble.class.getName());
    private static final int SIGNAL = 128;
    private static final int FILE_TOO_LARGE = SIGNAL + 25;
    private static final int TOO_MUCH_CPU = SIGNAL + 24;
    private static final int KILLED = SIGNAL + 9;

    private SlicerTrouble() {}

    /// Nothing where it ended well and `made` a program.
    static Optional<SliceOutcome> of(Outcome outcome, boolean made, int copies) {
        return switch (outcome) {
            case Outcome.Ended(int code, var _, var _) when code == 0 && made -> Optional.empty();
            case Outcome.Ended(int code, var output, var _) -> Optional.of(why(code, output, copies));
            case Outcome.TimedOut _ -> Optional.of(refused("slicing.too-long"));
            case Outcome.NotStarted(var reason) -> {
                LOG.log(Level.WARNING, "the slicer does not start: {0}", reason);
                yield Optional.of(refused("slicing.failed"));
            }
        };
    }

    private static SliceOutcome why(int code, String output, int copies) {
        if (output.contains("outside of the print volume") || output.contains("could not fit")) {
            return copies > 1 ? new PlateFull(copies) : refused("slicing.does-not-fit");
        }
        if (output.contains("print is empty") || output.contains("No layers were detected")) {
            return refused("slicing.too-thin");
        }
        LOG.log(Level.WARNING, "the slicer ended with {0}: {1}", code, output);
        if (output.contains("bad_alloc") || code == KILLED) return refused("slicing.too-detailed");
        if (code == FILE_TOO_LARGE || code == TOO_MUCH_CPU) return refused("slicing.too-long");
        return refused(code > SIGNAL ? "slicing.crashed" : "slicing.failed");
    }

    private static Refused refused(String key) {
        return new Refused(Message.of(key));
    }
}
