package platen.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import platen.documents.Ink;
import platen.documents.Make;
import platen.documents.Needs;
import platen.documents.Pages;
import platen.documents.Paper;
import platen.documents.reading.DocumentFile;
import platen.documents.reading.DocumentReading;
import platen.documents.reading.Foreign;
import platen.gcode.Preflight;
import platen.gcode.ProgramReader;
import platen.gcode.ProgramReading;
import platen.meshes.Format;
import platen.meshes.Part;
import platen.meshes.Picture;
import platen.meshes.formats.MeshFile;
import platen.meshes.formats.Reading;
import platen.pricing.PriceBookReader;
import platen.printers.Profile;
import platen.printers.Profiles;
import platen.templating.Words;
import platen.values.Finding;
import platen.values.Message;

/// Takes all that a reader has to say of a file, as the child process does that reads it: each has to be in words.
final class Answers {
    private static final Profile PRINTER = Profiles.shipped().profile("ender3").orElseThrow();
    private static final List<String> AT_A_BYTE = List.of("documents.broken", "documents.truncated");
    private static final double NOZZLE_MM = 0.4;

    private Answers() {}

    static void ofMesh(Path file, Format format) throws IOException {
        switch (MeshFile.read(file, format)) {
            case Reading.Refused(var why) -> say(why);
            case Reading.Read(var _, var mesh, var _) -> {
                var part = Part.of(mesh, NOZZLE_MM);
                findings(part.findings());
                // Drawing takes the same time for any shape.
                if (mesh.triangles() % 8 == 4) Picture.of(part.printed());
            }
        }
    }

    static void ofDocument(Path file) throws IOException {
        Foreign.of(file, "fuzzed").ifPresent(kind -> say(kind.remedy()));
        var kind = DocumentFile.kind(file);
        if (kind.isEmpty()) return;
        switch (DocumentFile.examine(file, kind.get(), null, known -> findings(known.findings()))) {
            case DocumentReading.Read(var pages) -> judged(pages);
            case DocumentReading.Refused(var why) -> {
                say(why);
                if (AT_A_BYTE.contains(why.key())) {
                    var at = Long.parseLong(why.args().getFirst().replace(",", ""));
                    assertTrue(at <= file.toFile().length(), why.toString());
                }
            }
        }
    }

    private static void judged(Pages pages) {
        for (var ink : Ink.values()) findings(pages.findings(new Needs(new Paper(210, 297), Make.BOOKLET, ink)));
    }

    static void ofProgram(Path file) throws IOException {
        switch (ProgramReader.read(file, PRINTER)) {
            case ProgramReading.Refused(var why) -> say(why);
            case ProgramReading.Read(var plan) -> findings(Preflight.check(plan, PRINTER, null));
        }
    }

    static void ofPriceBook(String text) {
        switch (PriceBookReader.read(text)) {
            case PriceBookReader.Outcome.Read _ -> {}
            case PriceBookReader.Outcome.Wrong(var complaints) -> {
                assertFalse(complaints.isEmpty());
                complaints.forEach(complaint -> say(complaint.what()));
            }
        }
    }

    private static void findings(List<Finding> findings) {
        findings.forEach(finding -> say(finding.message()));
    }

    private static void say(Message message) {
        assertFalse(Words.say(message, Locale.ENGLISH).startsWith(message.key()), message.toString());
    }
}
