package platen.streaming;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import platen.gcode.TimePlan;
import platen.printers.Profile;

/// Reads a program to its end beside its print, for the time that is left. The print does not wait for it.
final class Planning {
    private static final Logger LOG = Logger.getLogger(Planning.class.getName());

    private final Path file;
    private final Profile profile;
    private final Thread thread;
    private volatile @Nullable TimePlan plan;

    Planning(Path file, Profile profile) {
        this.file = file;
        this.profile = profile;
        this.thread =
                Thread.ofPlatform().daemon().name("plan " + file.getFileName()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void stop() {
        thread.interrupt();
    }

    /// Null until it is known.
    @Nullable
    TimePlan plan() {
        return plan;
    }

    private void run() {
        try {
            plan = TimePlan.of(file, profile);
        } catch (IOException e) {
            LOG.log(Level.FINE, "no plan of " + file, e); // the print goes on without
        }
    }
}
