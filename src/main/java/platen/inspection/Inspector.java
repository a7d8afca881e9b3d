package platen.inspection;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import platen.documents.Fix;
import platen.documents.Needs;
import platen.inspection.Inspection.Unreadable;
import platen.processes.Limits;
import platen.processes.Outcome;
import platen.values.Message;

/// Inspects strangers' files in child processes of our own program ([Readers]), so that a hostile one can take a
/// process's memory and time but not the server's.
public final class Inspector implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Inspector.class.getName());
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final long LARGEST_FILE_BYTES = 1L << 30;
    private static final int OUTPUT_BYTES = 4 << 20;
    /// So much of what a child said is written to the log: it may be a customer's own text.
    private static final int LOGGED = 2_000;
    private static final int NICENESS = 5;
    /// A picture shows the same for every printer.
    private static final String JUDGED_FOR = "generic-marlin";
    private static final int AT_ONCE = 2;
    /// With `-XX:+ExitOnOutOfMemoryError` a JVM ends so.
    private static final int OUT_OF_MEMORY = 3;
    /// On a machine with little memory nothing stays that is not used.
    private static final Duration LONGEST_IDLE = Duration.ofMinutes(4);
    /// After a file of which one of these was told its process reads no other.
    private static final Set<String> TROUBLES = Set.of(
            "documents.not-read",
            "documents.not-drawn",
            "documents.first-pages",
            "documents.broken-page",
            "documents.truncated");

    private final Path ownProfiles;
    private final Readers readers;
    private final Semaphore slots = new Semaphore(AT_ONCE, true);

    /// `temporary` is a folder for the children's own use, `ownProfiles` the shop's folder of printer profiles.
    public Inspector(Path temporary, Path ownProfiles) {
        this(temporary, ownProfiles, LONGEST);
    }

    Inspector(Path temporary, Path ownProfiles, Duration longest) {
        this(temporary, ownProfiles, longest, LONGEST_IDLE);
    }

    Inspector(Path temporary, Path ownProfiles, Duration longest, Duration longestIdle) {
        Reader.sweep(temporary);
        this.ownProfiles = ownProfiles;
        var limits = new Limits(longest, 0, LARGEST_FILE_BYTES, OUTPUT_BYTES, NICENESS);
        this.readers = new Readers(temporary, limits, longestIdle);
    }

    /// A file is on its way: a process for it is started meanwhile, unless one waits.
    public void expectFile() {
        readers.expectOne();
    }

    /// What a stored file is, judged for a printer and, where it is chosen, a material.
    public Inspection inspect(Path stored, String originalName, String profile, @Nullable String material)
            throws InterruptedException {
        return inspect(stored, originalName, profile, material, List.of());
    }

    /// Writes a mesh as our own STL, in the middle of the printer's plate, for the slicer. There is such a
    /// file afterwards if this gives an [Inspection.OfMesh] and the part fits on the plate.
    public Inspection rewrite(Path stored, String originalName, String profile, Path stl) throws InterruptedException {
        return inspect(stored, originalName, profile, null, List.of("--stl=" + stl.toAbsolutePath()));
    }

    /// Also puts small pictures of a document's first pages, or the slicer's picture of a program, into a folder, and a
    /// mesh that fits on the plate into `stl`, as [#rewrite] does.
    public Inspection inspectAndDraw(Path stored, String originalName, String profile, Path pages, Path stl)
            throws InterruptedException {
        var wishes = List.of("--pages=" + pages.toAbsolutePath(), "--stl=" + stl.toAbsolutePath());
        return inspect(stored, originalName, profile, null, wishes);
    }

    /// Draws a mesh as PNG, or takes the slicer's picture out of a program; false for what has none, or cannot be read.
    public boolean draw(Path stored, Path png) throws InterruptedException, IOException {
        slots.acquire();
        try {
            var wishes = List.of("--picture=" + png.toAbsolutePath());
            var outcome = run(stored, "part", JUDGED_FOR, null, wishes);
            var drawn = understood("part", outcome);
            boolean hasOne = drawn instanceof Inspection.OfMesh || drawn instanceof Inspection.OfProgram;
            return hasOne && Files.exists(png) && Files.size(png) > 0;
        } finally {
            slots.release();
        }
    }

    /// Writes a mesh for the view in a browser; false for what is none, or cannot be read.
    public boolean writeSolid(Path stored, Path solid) throws InterruptedException, IOException {
        slots.acquire();
        try {
            var wishes = List.of("--solid=" + solid.toAbsolutePath());
            var read = understood("part", run(stored, "part", JUDGED_FOR, null, wishes));
            return read instanceof Inspection.OfMesh && Files.exists(solid) && Files.size(solid) > 0;
        } finally {
            slots.release();
        }
    }

    /// Writes the layers of a program, and pictures of three beside them; false for what prints nothing.
    public boolean writeLayers(Path stored, Path layers) throws InterruptedException, IOException {
        slots.acquire();
        try {
            var wishes = List.of("--layers=" + layers.toAbsolutePath());
            var outcome = run(stored, "program", JUDGED_FOR, null, wishes);
            var isMade = outcome instanceof Outcome.Ended ended && ended.code() == 0;
            return isMade && Files.exists(layers) && Files.size(layers) > 0;
        } finally {
            slots.release();
        }
    }

    /// Draws a page of a document as it is printed; false where that can't be.
    public boolean drawPage(Path stored, int page, Path jpeg) throws InterruptedException, IOException {
        slots.acquire();
        try {
            var wishes = List.of("--page=" + page, "--proof=" + jpeg.toAbsolutePath());
            var outcome = run(stored, "document", JUDGED_FOR, null, wishes);
            var isMade = outcome instanceof Outcome.Ended ended && ended.code() == 0;
            return isMade && Files.exists(jpeg) && Files.size(jpeg) > 0;
        } finally {
            slots.release();
        }
    }

    /// Writes the text of a program that came in a wrapping; false where it cannot be opened.
    public boolean unwrap(Path stored, Path text) throws InterruptedException, IOException {
        slots.acquire();
        try {
            var wishes = List.of("--text=" + text.toAbsolutePath());
            var read = understood("program", run(stored, "program", JUDGED_FOR, null, wishes));
            return read instanceof Inspection.OfProgram && Files.exists(text) && Files.size(text) > 0;
        } finally {
            slots.release();
        }
    }

    /// Makes of a document a PDF in which `fixes` are done; false where it can't be read or made.
    public boolean remake(Path stored, Needs needs, Set<Fix> fixes, Path out) throws InterruptedException, IOException {
        var wishes = new ArrayList<>(List.of("--remade=" + out.toAbsolutePath()));
        fixes.forEach(fix -> wishes.add("--fix=" + fix));
        var paper = needs.paper();
        if (paper != null) {
            wishes.add("--size=" + String.format(Locale.ROOT, "%.3fx%.3f", paper.widthMm(), paper.heightMm()));
        }
        if (needs.make() != null) wishes.add("--product=" + needs.make());
        slots.acquire();
        try {
            var outcome = run(stored, "document", JUDGED_FOR, null, wishes);
            var isMade = outcome instanceof Outcome.Ended ended && ended.code() == 0;
            return isMade && Files.exists(out) && Files.size(out) > 0;
        } finally {
            slots.release();
        }
    }

    private Inspection inspect(
            Path stored, String originalName, String profile, @Nullable String material, List<String> wishes)
            throws InterruptedException {
        var name = DisplayName.of(originalName);
        slots.acquire();
        try {
            return understood(name, run(stored, name, profile, material, wishes));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot inspect " + name, e);
            return new Unreadable(name, Message.of("inspection.failed"));
        } finally {
            slots.release();
        }
    }

    private Outcome run(Path stored, String name, String profile, @Nullable String material, List<String> wishes)
            throws IOException, InterruptedException {
        return readers.read(arguments(stored, name, profile, material, wishes), Inspector::isHarmless);
    }

    /// Nothing stopped it, no limit was met, and nothing was damaged: then its process may read another.
    private static boolean isHarmless(Outcome outcome) {
        return outcome instanceof Outcome.Ended(var code, var _, var cut)
                && code == 0
                && !cut
                && told(outcome).stream()
                        .flatMap(inspection -> inspection.findings().stream())
                        .map(finding -> finding.message().key())
                        .noneMatch(TROUBLES::contains);
    }

    /// What the child said last: of a document it tells what it knows before it tries what may be too much for it.
    private static Inspection understood(String name, Outcome outcome) {
        var told = told(outcome);
        if (told.isPresent()) return told.get();
        return switch (outcome) {
            case Outcome.Ended(int code, var output, var _)
            when code == OUT_OF_MEMORY -> {
                LOG.log(Level.INFO, "too large to inspect: {0}: {1}", name, end(output));
                yield new Unreadable(name, Message.of("inspection.too-large"));
            }
            case Outcome.Ended(var _, var output, var _) -> {
                LOG.log(Level.WARNING, "the inspection of {0} failed: {1}", name, end(output));
                yield new Unreadable(name, Message.of("inspection.failed"));
            }
            case Outcome.TimedOut _ -> new Unreadable(name, Message.of("inspection.too-long"));
            case Outcome.NotStarted(var reason) -> {
                LOG.log(Level.WARNING, "no process to inspect {0}: {1}", name, reason);
                yield new Unreadable(name, Message.of("inspection.failed"));
            }
        };
    }

    /// The last whole line of JSON; the first line of an output whose beginning is missing is none.
    private static Optional<Inspection> told(Outcome outcome) {
        var output = switch (outcome) {
            case Outcome.Ended(var _, var text, var cut) -> cut ? text.substring(text.indexOf('\n') + 1) : text;
            case Outcome.TimedOut(var text) -> text;
            case Outcome.NotStarted _ -> "";
        };
        return output.substring(0, output.lastIndexOf('\n') + 1)
                .lines()
                .filter(line -> line.startsWith("{"))
                .reduce((_, last) -> last)
                .map(Inspection::ofJson);
    }

    private static String end(String output) {
        return output.substring(Math.max(0, output.length() - LOGGED));
    }

    private List<String> arguments(
            Path stored, String name, String profile, @Nullable String material, List<String> wishes) {
        var arguments = new ArrayList<>(List.of(stored.toAbsolutePath().toString(), "--json", "--as=" + name));
        arguments.addAll(List.of("--profile=" + profile, "--printers=" + ownProfiles.toAbsolutePath()));
        if (material != null) arguments.add("--material=" + material);
        arguments.addAll(wishes);
        return arguments;
    }

    /// The processes that wait for a file.
    List<Long> waiting() {
        return readers.waiting();
    }

    /// Ends the processes.
    @Override
    public void close() {
        readers.close();
    }
}
