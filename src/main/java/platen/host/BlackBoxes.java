package platen.host;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import platen.gcode.Height;
import platen.printers.Profile;
import platen.streaming.BlackBoxFile;
import platen.streaming.Occurrence;

/// The black boxes of the prints at this host: files of which each waits until the server has it, and then
/// stays among the newest for whoever looks here.
///
/// Where a file lies says whether it was delivered, so nothing else has to be remembered; what is delivered
/// twice, because the host died in between, the server recognises. A thread of their own makes and delivers
/// them: no print waits for that.
final class BlackBoxes implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(BlackBoxes.class.getName());
    private static final int KEPT = 50;
    private static final long RETRY_NS = Duration.ofSeconds(15).toNanos();
    private static final long UNWANTED_NS = Duration.ofHours(1).toNanos();
    private static final int LONGEST_END_S = 5;
    private static final String SUFFIX = ".txt";
    private static final Pattern KEY = Pattern.compile("[\\w-]{1,64}");

    /// Brings one black box to the server.
    @FunctionalInterface
    interface Delivery {
        Answer deliver(String attempt, byte[] text) throws IOException, InterruptedException;
    }

    enum Answer {
        TAKEN,
        /// The server has no use for it: it knows no such attempt, as yet.
        UNWANTED
    }

    private final Path waiting;
    private final Path delivered;
    private final Delivery delivery;
    private final LongSupplier clock;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("black boxes").factory());
    private final AtomicBoolean delivering = new AtomicBoolean();

    // Only for the worker:
    private final Map<String, Long> unwantedUntil = new HashMap<>();
    private long notBefore;

    /// `clock` tells nanoseconds from any beginning.
    BlackBoxes(Path folder, Delivery delivery, LongSupplier clock) throws IOException {
        this.waiting = Files.createDirectories(folder.resolve("waiting"));
        this.delivered = Files.createDirectories(folder.resolve("delivered"));
        this.delivery = delivery;
        this.clock = clock;
        this.notBefore = clock.getAsLong();
    }

    /// A print has ended on this machine; `program` is where its program lies, if it is known.
    void keep(Occurrence.Ended ended, String machine, Profile profile, Supplier<@Nullable Path> program) {
        var endedAt = Instant.now();
        worker.execute(() -> write(ended, machine, profile, program.get(), endedAt));
    }

    /// To be called about once a second: delivers what waits, if the server is there.
    void deliver() {
        if (worker.isShutdown() || !delivering.compareAndSet(false, true)) return;
        worker.execute(() -> {
            try {
                deliverAll();
            } finally {
                delivering.set(false);
            }
        });
    }

    /// Writes what is still to be written; it is delivered after the next start.
    @Override
    public void close() {
        worker.shutdown();
        try {
            if (!worker.awaitTermination(LONGEST_END_S, TimeUnit.SECONDS)) worker.shutdownNow();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(
            Occurrence.Ended ended, String machine, Profile profile, @Nullable Path program, Instant endedAt) {
        var attempt = ended.name();
        if (!KEY.matcher(attempt).matches()) return;
        var name = program == null ? "" : program.getFileName().toString();
        var facts = new BlackBoxFile.Facts(
                machine, name, endedAt, height(program, profile, ended.figures().lines()));
        var place = waiting.resolve(attempt + SUFFIX);
        var fresh = waiting.resolve(attempt + ".new");
        try {
            Files.writeString(fresh, BlackBoxFile.of(ended, facts).text());
            Files.move(fresh, place, ATOMIC_MOVE, REPLACE_EXISTING);
            removeOldest();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the black box of a print could not be written", e);
        }
    }

    private static @Nullable Height height(@Nullable Path program, Profile profile, long line) {
        if (program == null) return null;
        try {
            return Height.at(program, profile, line);
        } catch (IOException e) {
            LOG.log(Level.INFO, "how far the part had grown is not known", e);
            return null;
        }
    }

    private void deliverAll() {
        if (clock.getAsLong() - notBefore < 0) return;
        try {
            for (var file : files(waiting)) {
                if (worker.isShutdown()) return;
                deliver(file);
            }
        } catch (IOException e) {
            LOG.log(Level.INFO, "a black box could not be delivered yet: {0}", e.getMessage());
            notBefore = clock.getAsLong() + RETRY_NS;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(Path file) throws IOException, InterruptedException {
        var attempt = file.getFileName().toString().replace(SUFFIX, "");
        var until = unwantedUntil.get(attempt);
        if (until != null && clock.getAsLong() - until < 0) return;
        switch (delivery.deliver(attempt, Files.readAllBytes(file))) {
            case TAKEN -> {
                unwantedUntil.remove(attempt);
                Files.move(file, delivered.resolve(file.getFileName()), ATOMIC_MOVE, REPLACE_EXISTING);
            }
            case UNWANTED -> unwantedUntil.put(attempt, clock.getAsLong() + UNWANTED_NS);
        }
    }

    private void removeOldest() throws IOException {
        var all = new ArrayList<>(files(waiting));
        all.addAll(files(delivered));
        all.sort(Ages.OLDEST_FIRST.reversed());
        for (var file : all.subList(Math.min(KEPT, all.size()), all.size())) {
            Files.deleteIfExists(file);
            unwantedUntil.remove(file.getFileName().toString().replace(SUFFIX, ""));
        }
    }

    /// The oldest first.
    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted(Ages.OLDEST_FIRST)
                    .toList();
        }
    }
}
