package platen.slicing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import platen.gcode.Plan;
import platen.gcode.Preflight;
import platen.gcode.ProgramReader;
import platen.gcode.ProgramReading;
import platen.printers.Material;
import platen.printers.Profile;
import platen.printers.Quality;
import platen.processes.Child;
import platen.processes.Limits;
import platen.processes.Outcome;
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
    private static final int ABORTED = 134;
    /// One slicer uses all processors by itself.
    private static final Semaphore SLOT = new Semaphore(1, true);

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

    /// Slices an STL that [platen.meshes.StlWriter] wrote, in the place where it stands. On success the
    /// program is in `out`.
    public SliceOutcome slice(Path ourStl, Profile profile, Material material, Quality quality, Path out)
            throws InterruptedException {
        SLOT.acquire();
        try {
            var folder = Files.createTempDirectory(temporary, "slice");
            try {
                return slice(ourStl, profile, material, quality, out, folder);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot slice " + ourStl, e);
            return new Refused(Message.of("slicing.failed"));
        } finally {
            SLOT.release();
        }
    }

    private SliceOutcome slice(Path ourStl, Profile profile, Material material, Quality quality, Path out, Path folder)
            throws IOException, InterruptedException {
        var config = folder.resolve("config.ini");
        var made = folder.resolve("out.gcode");
        Files.writeString(config, SlicerConfig.of(profile, material, quality).text());
        var outcome = Child.run(command(ourStl, config, made, folder), folder, limits);
        var refusal = refusal(outcome, Files.exists(made));
        if (refusal.isPresent()) return refusal.get();
        if (!(ProgramReader.read(made, profile) instanceof ProgramReading.Read(var plan))) {
            return new Refused(Message.of("slicing.failed"));
        }
        var stop = stop(plan, profile, material);
        if (stop.isPresent()) return new Refused(stop.get());
        Files.move(made, out, StandardCopyOption.REPLACE_EXISTING);
        return new Sliced(out, plan, plan.filamentG(material.densityGCm3()), version);
    }

    private List<String> command(Path ourStl, Path config, Path made, Path folder) {
        return List.of(
                program.toString(),
                "--datadir",
                folder.resolve("settings").toString(),
                "--load",
                config.toString(),
                "--loglevel",
                "1",
                "--dont-arrange",
                "--export-gcode",
                "--output",
                made.toString(),
                ourStl.toAbsolutePath().toString());
    }

    private static Optional<Refused> refusal(Outcome outcome, boolean made) {
        return switch (outcome) {
            case Outcome.Ended(int code, var _, var _) when code == 0 && made -> Optional.empty();
            case Outcome.Ended(int code, var output, var _) -> Optional.of(new Refused(why(code, output)));
            case Outcome.TimedOut _ -> Optional.of(new Refused(Message.of("slicing.too-long")));
            case Outcome.NotStarted(var reason) -> {
                LOG.log(Level.WARNING, "the slicer does not start: {0}", reason);
                yield Optional.of(new Refused(Message.of("slicing.failed")));
            }
        };
    }

    /// The slicer tells what is wrong in English prose, on its standard output.
    private static Message why(int code, String output) {
        if (code == ABORTED || output.contains("outside of the print volume") || output.contains("could not fit")) {
            return Message.of("slicing.does-not-fit");
        }
        if (output.contains("print is empty") || output.contains("No layers were detected")) {
            return Message.of("slicing.too-thin");
        }
        LOG.log(Level.WARNING, "the slicer ended with {0}: {1}", code, output);
        return Message.of("slicing.failed");
    }

    /// It slices what stands beyond the plate without a word; our own preflight sees it.
    private static Optional<Message> stop(Plan plan, Profile profile, Material material) {
        return Preflight.check(plan, profile, material).stream()
                .filter(finding -> finding.severity() == Severity.STOP)
                .map(Finding::message)
                .map(message ->
                        message.key().equals("gcode.prints-outside") ? Message.of("slicing.does-not-fit") : message)
                .findFirst();
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
