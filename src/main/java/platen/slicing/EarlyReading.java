package platen.slicing;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchService;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import platen.gcode.ProgramReader;
import platen.gcode.ProgramReading;
import platen.gcode.SameCommands;
import platen.printers.Profile;

/// Reads a program while the slicer still writes it, so that little is left to do when it ends.
///
/// PrusaSlicer writes beside the place where the program will be, goes over it once more to put in how long all takes,
/// and then gives it its name. So what was read early counts only if the commands are the same in the end; else the
/// program is read as it is.
final class EarlyReading implements AutoCloseable {
    private static final Logger LOG = System.getLogger(EarlyReading.class.getName());
    private static final String UNFINISHED = ".tmp";

    private final Path program;
    private final Profile profile;
    private final Path unfinished;
    private final WatchService watch;
    private final FutureTask<Optional<ProgramReading>> reading = new FutureTask<>(this::early);
    private volatile @Nullable FileChannel opened;

    private EarlyReading(Path program, Profile profile, WatchService watch) {
        this.program = program;
        this.profile = profile;
        this.unfinished = program.resolveSibling(program.getFileName() + UNFINISHED);
        this.watch = watch;
    }

    /// Begins to wait for the program of this name, before the slicer is started.
    static EarlyReading in(Path folder, String name, Profile profile) throws IOException {
        var watch = folder.getFileSystem().newWatchService();
        folder.register(watch, ENTRY_CREATE, ENTRY_MODIFY);
        var early = new EarlyReading(folder.resolve(name), profile, watch);
        Thread.ofPlatform().daemon().name("reading " + name).start(early.reading);
        return early;
    }

    /// What came of it, when the slicer has ended well.
    ProgramReading ended() throws IOException, InterruptedException {
        watch.close();
        var early = read();
        return early.isPresent() && isStillTrue() ? early.get() : ProgramReader.read(program, profile);
    }

    private Optional<ProgramReading> read() throws InterruptedException {
        try {
            return reading.get();
        } catch (ExecutionException e) {
            LOG.log(Level.WARNING, "a program could not be read while it was written: " + program, e.getCause());
            return Optional.empty();
        }
    }

    private boolean isStillTrue() throws IOException {
        var before = opened;
        if (before == null) return false;
        before.position(0);
        try (var now = Files.newInputStream(program)) {
            return SameCommands.are(Channels.newInputStream(before), now);
        }
    }

    private Optional<ProgramReading> early() throws IOException {
        while (!Files.exists(unfinished)) {
            if (!hasMore()) return Optional.empty();
        }
        var channel = FileChannel.open(unfinished);
        opened = channel;
        return Optional.of(ProgramReader.read(new Growing(Channels.newInputStream(channel)), profile));
    }

    /// Waits until something is written; false when the writer has ended.
    private boolean hasMore() throws IOException {
        try {
            var key = watch.take();
            key.pollEvents();
            return key.reset();
        } catch (ClosedWatchServiceException _) {
            return false;
        } catch (InterruptedException e) {
            throw new InterruptedIOException(e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        watch.close();
        var channel = opened;
        if (channel != null) channel.close();
    }

    /// A file whose end is only its end when the writer has ended.
    private final class Growing extends InputStream {
        private final InputStream in;
        private boolean isWhole;

        Growing(InputStream in) {
            this.in = in;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            while (true) {
                int read = in.read(bytes, from, length);
                if (read > 0 || length == 0 || isWhole) return read;
                isWhole = !hasMore();
            }
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }
    }
}
