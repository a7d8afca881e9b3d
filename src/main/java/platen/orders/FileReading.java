package platen.orders;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
    public Contents.Outcome read(Path file, String name, String profile) throws InterruptedException {
        var inspection = inspector.inspectAndDraw(file, name, profile, FileStore.pictures(file));
        var stop = inspection.findings().stream()
                .filter(finding -> finding.severity() == Severity.STOP)
                .findFirst();
        if (stop.isPresent()) return new Contents.Outcome.Refused(stop.get().message());
        var notes = inspection.findings().stream().map(Finding::message).toList();
        return new Contents.Outcome.Read(contents(inspection, profile, notes));
    }

    @Override
    public boolean draw(Path file, Path png) throws IOException, InterruptedException {
        return inspector.draw(file, png);
    }

    private static Contents contents(Inspection inspection, String profile, List<Message> notes) {
        return switch (inspection) {
            case Inspection.OfMesh mesh ->
                new Contents.Part(mesh.measures(), notes, mesh.soundness().overhangShare());
            case Inspection.OfProgram program -> {
                var plan = program.plan();
                yield new Contents.Program(profile, Math.round(plan.timeS()), plan.filamentMm3(), notes);
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
