package platen.slicing;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import platen.files.OnDisk;
import platen.gcode.Plan;
import platen.gcode.Preflight;
import platen.gcode.ProgramReading;
import platen.processes.Child;
import platen.processes.Limits;
import platen.processes.Outcome;
import platen.slicing.SliceOutcome.PlateFull;
import platen.slicing.SliceOutcome.Refused;
import platen.slicing.SliceOutcome.Sliced;
import platen.values.Finding;
import platen.values.Message;
import platen.values.Severity;

/// PrusaSlicer as it is installed here.
///
/// It gets our own STL, never a customer's file: a 3MF can carry settings, and one with `post_process`
/// makes it run any program. It runs in bounds, in an empty folder of its own.
public final class Slicer {
    private static final Logger LOG = System.getLogger(Slicer.class.getName());
    private static final String PROGRAM = "prusa-slicer";
    private static final Pattern VERSION = Pattern.compile("PrusaSlicer-(\\d+(?:\\.\\d+)*)");
    private static final Limits LOOK = new Limits(Duration.ofSeconds(20), 0, 1 << 20, 1 << 16, 0);
    private static final Limits LIMITS = new Limits(Duration.ofMinutes(10), 4L << 30, 1L << 30, 1 << 16, 10);
    private static final String FOLDER = "slice";
    private static final String MADE = "out.gcode";
    private static final int THREADS_OF_ONE = 2;
    /// How many slicers run at once: each keeps two processors busy.
    public static final int AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors() / THREADS_OF_ONE);

    private static final Semaphore SLOTS = new Semaphore(AT_ONCE, true);

    private final Path program;
    private final String version;
    private final Path temporary;
    private final Limits limits;

    private Slicer(Path program, String version, Path temporary, Limits limits) {
        this.program = program;
        this.version = version;
        this.temporary = temporary;
        this.limits = limits;
    }

    /// The slicer on this machine, if there is one that runs; `temporary` is a folder for its work.
    public static Optional<Slicer> find(Path temporary) throws InterruptedException {
        var program = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(folder -> Path.of(folder, PROGRAM).toAbsolutePath())
                .filter(Files::isExecutable)
                .findFirst();
        if (program.isEmpty()) return Optional.empty();
        return at(program.get(), temporary, LIMITS);
    }

    static Optional<Slicer> at(Path program, Path temporary, Limits limits) throws InterruptedException {
        create(temporary);
        sweep(temporary);
        if (!(Child.run(List.of(program.toString(), "--help"), temporary, LOOK)
                instanceof Outcome.Ended(var _, var output, var _))) return Optional.empty();
        var version = VERSION.matcher(output);
        return version.find()
                ? Optional.of(new Slicer(program, "PrusaSlicer " + version.group(1), temporary, limits))
                : Optional.empty();
    }

    /// Who slices: name and version, for the record.
    public String version() {
        return version;
    }

    /// Slices an STL that [platen.meshes.StlWriter] wrote: one copy in the place where it stands, more of them where
    /// the slicer puts them around the middle. On success the program is in `out`.
    public SliceOutcome slice(Path ourStl, PlateWish wish, Path out) throws InterruptedException {
        SLOTS.acquire();
        try {
            var folder = Files.createTempDirectory(temporary, FOLDER);
            try {
                return slice(ourStl, wish, out, folder);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot slice " + ourStl, e);
            return new Refused(Message.of("slicing.failed"));
        } finally {
            SLOTS.release();
        }
    }

    private SliceOutcome slice(Path ourStl, PlateWish wish, Path out, Path folder)
            throws IOException, InterruptedException {
        var config = folder.resolve("config.ini");
        var made = folder.resolve(MADE);
        Files.writeString(config, SlicerConfig.of(wish).text());
        try (var early = EarlyReading.in(folder, MADE, wish.profile())) {
            long began = System.nanoTime();
            var outcome = Child.run(command(ourStl, wish.copies(), config, made, folder), folder, limits);
            LOG.log(
                    Level.INFO,
                    "PrusaSlicer itself took {0} ms",
                    Long.toString(NANOSECONDS.toMillis(System.nanoTime() - began)));
            var problem = SlicerTrouble.of(outcome, Files.exists(made), wish.copies());
            return problem.isPresent() ? problem.get() : read(made, early, wish, out);
        }
    }

    /// The file goes to disk while we look at what it says.
    private SliceOutcome read(Path made, EarlyReading early, PlateWish wish, Path out)
            throws IOException, InterruptedException {
        var toDisk = new FutureTask<>(() -> OnDisk.of(made));
        Thread.ofPlatform().daemon().name("to disk: " + made).start(toDisk);
        if (wish.copies() > 1 && PlateCount.of(made) != wish.copies()) return new PlateFull(wish.copies());
        if (!(early.ended() instanceof ProgramReading.Read(var plan))) {
            return new Refused(Message.of("slicing.failed"));
        }
        var stop = stop(plan, wish);
        if (stop.isPresent()) return stop.get();
        var onDisk = done(toDisk);
        Files.move(made, out, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return new Sliced(out, onDisk, plan, plan.filamentG(wish.material().densityGCm3()), version);
    }

    private static OnDisk done(FutureTask<OnDisk> toDisk) throws IOException, InterruptedException {
        try {
            return toDisk.get();
        } catch (ExecutionException e) {
            throw new IOException("a program does not reach the disk", e);
        }
    }

    private List<String> command(Path ourStl, int copies, Path config, Path made, Path folder) {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.addAll(List.of("--datadir", folder.resolve("settings").toString()));
        command.addAll(List.of("--load", config.toString(), "--loglevel", "1"));
        command.addAll(copies == 1 ? List.of("--dont-arrange") : List.of("--duplicate", Integer.toString(copies)));
        command.addAll(List.of("--export-gcode", "--output", made.toString()));
        command.add(ourStl.toAbsolutePath().toString());
        return command;
    }

    /// It slices what stands beyond the plate without a word; our own preflight sees it.
    private static Optional<SliceOutcome> stop(Plan plan, PlateWish wish) {
        return Preflight.check(plan, wish.profile(), wish.material()).stream()
                .filter(finding -> finding.severity() == Severity.STOP)
                .map(Finding::message)
                .map(message -> stopped(message, wish.copies()))
                .findFirst();
    }

    private static SliceOutcome stopped(Message why, int copies) {
        if (!why.key().equals("gcode.prints-outside")) return new Refused(why);
        return copies > 1 ? new PlateFull(copies) : new Refused(Message.of("slicing.does-not-fit"));
    }

    /// What a slicer was at when the server was killed, with all that it had written.
    private static void sweep(Path temporary) {
        try (var left = Files.newDirectoryStream(temporary, FOLDER + "*")) {
            for (var folder : left) delete(folder);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "what a former slicer left in " + temporary + " stays there", e);
        }
    }

    private static void create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder " + folder, e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }
}
