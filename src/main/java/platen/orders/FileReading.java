package platen.orders;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import platen.documents.Fix;
import platen.documents.Needs;
import platen.documents.Pages;
import platen.files.FileStore;
import platen.inspection.Inspection;
import platen.inspection.Inspector;
import platen.values.Finding;
import platen.values.Message;
import platen.values.Severity;

/// Reads customers' files through the inspector: what must not be printed is refused with the reason.
public final class FileReading implements Contents.Reader {
    private final Inspector inspector;

    public FileReading(Inspector inspector) {
        this.inspector = inspector;
    }

    @Override
    public void expect() {
        inspector.expectFile();
    }

    @Override
    public Contents.Outcome read(Path file, String name, String profile) throws InterruptedException {
        var inspection = inspect(file, name, profile);
        var stop = inspection.findings().stream()
                .filter(finding -> finding.severity() == Severity.STOP)
                .findFirst();
        if (stop.isPresent()) return new Contents.Outcome.Refused(stop.get().message());
        var notes = inspection.findings().stream().map(Finding::message).toList();
        return new Contents.Outcome.Read(contents(inspection, profile, notes));
    }

    /// What it writes for the slicer counts only when it is whole: a child can be ended at any time.
    private Inspection inspect(Path file, String name, String profile) throws InterruptedException {
        try {
            var folder = Files.createDirectories(FileStore.pictures(file));
            var stl = Files.createTempFile(folder, "", ".part");
            try {
                var inspection = inspector.inspectAndDraw(file, name, profile, folder, stl);
                if (inspection instanceof Inspection.OfMesh && Files.size(stl) > 0) {
                    Files.move(stl, PartSlicing.rewritten(file, profile), ATOMIC_MOVE, REPLACE_EXISTING);
                }
                return inspection;
            } finally {
                Files.deleteIfExists(stl);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no room beside " + file, e);
        }
    }

    @Override
    public boolean draw(Path file, Path png) throws IOException, InterruptedException {
        return inspector.draw(file, png);
    }

    @Override
    public boolean writeSolid(Path file, Path solid) throws IOException, InterruptedException {
        return inspector.writeSolid(file, solid);
    }

    @Override
    public boolean writeLayers(Path file, Path layers) throws IOException, InterruptedException {
        return inspector.writeLayers(file, layers);
    }

    @Override
    public boolean drawPage(Path file, int page, Path jpeg) throws IOException, InterruptedException {
        return inspector.drawPage(file, page, jpeg);
    }

    @Override
    public boolean unwrap(Path file, Path text) throws IOException, InterruptedException {
        return inspector.unwrap(file, text);
    }

    @Override
    public boolean remake(Path file, Needs needs, Set<Fix> fixes, Path out) throws IOException, InterruptedException {
        return inspector.remake(file, needs, fixes, out);
    }

    private static Contents contents(Inspection inspection, String profile, List<Message> notes) {
        return switch (inspection) {
            case Inspection.OfMesh mesh ->
                new Contents.Part(mesh.measures(), notes, mesh.soundness().overhangShare());
            case Inspection.OfProgram program -> {
                var plan = program.plan();
                var sliced = Sliced.of(plan, program.filamentG());
                yield new Contents.Program(profile, Math.round(plan.timeS()), plan.filamentMm3(), notes, null, sliced);
            }
            case Inspection.OfDocument document ->
                new Contents.Document(document.pages().pages(), firstSize(document.pages()), notes, document.pages());
            case Inspection.Unreadable unreadable ->
                throw new IllegalStateException("what is unreadable has a finding that stops it: " + unreadable);
        };
    }

    private static List<Double> firstSize(Pages pages) {
        if (pages.sizes().isEmpty()) return List.of();
        var first = pages.sizes().getFirst();
        return List.of(first.widthMm(), first.heightMm());
    }
}
