package platen.inspection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import platen.documents.Kind;
import platen.documents.Needs;
import platen.documents.Pages;
import platen.documents.reading.DocumentFile;
import platen.documents.reading.DocumentReading;
import platen.documents.reading.Foreign;
import platen.documents.reading.ProofPicture;
import platen.gcode.Plan;
import platen.gcode.Preflight;
import platen.gcode.ProgramReader;
import platen.gcode.ProgramReading;
import platen.gcode.binary.ProgramFile;
import platen.gcode.pictures.Layers;
import platen.gcode.pictures.ProgramPicture;
import platen.inspection.Inspection.OfDocument;
import platen.inspection.Inspection.OfMesh;
import platen.inspection.Inspection.OfProgram;
import platen.inspection.Inspection.Unreadable;
import platen.meshes.Fit;
import platen.meshes.Format;
import platen.meshes.Measures;
import platen.meshes.Part;
import platen.meshes.Picture;
import platen.meshes.formats.MeshFile;
import platen.meshes.formats.Reading;
import platen.meshes.formats.SolidWriter;
import platen.meshes.formats.StlWriter;
import platen.printers.Material;
import platen.printers.Profile;
import platen.values.Finding;
import platen.values.Message;
import platen.values.Severity;

/// Looks at a file in this very process: for files of our own, and inside the child that [Inspector] starts.
///
/// With a path for it, a mesh is also written as our own STL, in the middle of the printer's plate.
public final class Look {
    /// What the slicer's picture of a program is called beside pictures of pages.
    public static final String PICTURE = "part.png";

    private static final int HEAD_BYTES = 1 << 18;

    private final Path file;
    private final String name;
    private final Profile profile;
    private final List<Profile> printers;
    private final @Nullable Material material;
    private final @Nullable Path stl;
    private final Paperwork paperwork;

    /// What is asked of a document: to judge it for a product, to put pictures of its pages into the folder `pages`,
    /// and to tell what is known each time that it is more.
    public record Paperwork(Needs needs, @Nullable Path pages, Consumer<Inspection> soFar) {
        public static final Paperwork NONE = new Paperwork(Needs.NONE, null, _ -> {});
    }

    private Look(
            Path file,
            String name,
            Profile profile,
            List<Profile> printers,
            @Nullable Material material,
            @Nullable Path stl,
            Paperwork paperwork) {
        this.file = file;
        this.printers = List.copyOf(printers);
        this.name = name;
        this.profile = profile;
        this.material = material;
        this.stl = stl;
        this.paperwork = paperwork;
    }

    /// Judges for one printer.
    public static Inspection at(
            Path file, String givenName, Profile profile, @Nullable Material material, @Nullable Path stl)
            throws IOException {
        return at(file, givenName, profile, List.of(), material, stl, Paperwork.NONE);
    }

    /// Judges for one printer, says of `printers` on which of them a part has room, and does with a document what
    /// `paperwork` asks.
    public static Inspection at(
            Path file,
            String givenName,
            Profile profile,
            List<Profile> printers,
            @Nullable Material material,
            @Nullable Path stl,
            Paperwork paperwork)
            throws IOException {
        return new Look(file, DisplayName.of(givenName), profile, printers, material, stl, paperwork).inspection();
    }

    /// Draws a mesh, or takes the slicer's picture out of a program; false for what is neither, or has none.
    public static boolean draw(Path file, Path png) throws IOException {
        if (ProgramFile.isWrapped(file)) return ProgramPicture.write(file, png);
        var format = MeshFile.format(file);
        if (format.isEmpty()) return ProgramPicture.write(file, png);
        if (!(MeshFile.read(file, format.get()) instanceof Reading.Read read)) return false;
        Picture.write(read.mesh(), png);
        return true;
    }

    /// Writes a mesh for the view in a browser; does nothing where it can't be read.
    public static void writeSolid(Path file, Path solid) throws IOException {
        var format = MeshFile.format(file);
        if (format.isEmpty() || !(MeshFile.read(file, format.get()) instanceof Reading.Read read)) return;
        SolidWriter.write(read.mesh(), solid);
    }

    /// Writes the layers of a program and pictures of three of them; false for what prints nothing.
    public static boolean writeLayers(Path file, Path layers) throws IOException {
        return Layers.write(file, layers);
    }

    /// Draws a page of a document as it is printed; false where that can't be.
    public static boolean drawPage(Path file, int page, Path jpeg) throws IOException {
        var kind = DocumentFile.kind(file);
        return kind.isPresent() && ProofPicture.write(file, kind.get(), page, jpeg);
    }

    /// Puts the slicer's picture of a program into a folder; does nothing where there is none.
    public static void drawProgram(Path file, Path folder) throws IOException {
        ProgramPicture.write(file, folder.resolve(PICTURE));
    }

    private Inspection inspection() throws IOException {
        if (Files.size(file) == 0) return unreadable(Message.of("inspection.empty"));
        var document = DocumentFile.kind(file);
        if (document.isPresent()) return document(document.get());
        if (ProgramFile.isWrapped(file)) return program();
        var foreign = Foreign.of(file, name);
        if (foreign.isPresent()) return unreadable(foreign.get().remedy());
        var mesh = MeshFile.format(file);
        if (mesh.isPresent()) return mesh(mesh.get());
        if (ProgramReader.looksLikeOne(head())) return program();
        return byName();
    }

    /// Content tells nothing: what the name promises is tried, so that its fault is told.
    private Inspection byName() throws IOException {
        return switch (ending()) {
            case "stl" -> mesh(Format.STL_BINARY);
            case "3mf" -> mesh(Format.THREE_MF);
            case "obj" -> mesh(Format.OBJ);
            case "gcode", "gco", "g", "bgcode" -> program();
            default -> unreadable(Message.of("inspection.unknown"));
        };
    }

    private Inspection document(Kind kind) throws IOException {
        var reading = DocumentFile.examine(
                file, kind, paperwork.pages(), known -> paperwork.soFar().accept(of(known)));
        return switch (reading) {
            case DocumentReading.Read(var pages) -> of(pages);
            case DocumentReading.Refused(var why) -> unreadable(why);
        };
    }

    private OfDocument of(Pages pages) {
        return new OfDocument(name, pages, pages.findings(paperwork.needs()));
    }

    private Inspection mesh(Format format) throws IOException {
        return switch (MeshFile.read(file, format)) {
            case Reading.Refused(var why) -> unreadable(why);
            case Reading.Read(var _, var mesh, var materials) -> {
                var part = Part.of(mesh, profile.nozzle().diameterMm());
                var measures = part.measures();
                var fit = Fit.on(profile, measures);
                if (stl != null && fit.isAsDrawn()) write(part, stl);
                var findings = new ArrayList<>(part.findings());
                if (!fit.isAsDrawn()) findings.add(tooLarge(fit, measures));
                if (fit == Fit.DIAGONAL) findings.add(diagonal(measures));
                if (!materials.isEmpty()) findings.add(asksFor(materials));
                yield new OfMesh(name, format, measures, part.soundness(), fits(measures), materials, sorted(findings));
            }
        };
    }

    private void write(Part part, Path out) throws IOException {
        var bed = profile.bed();
        var degrees = Fit.degrees(profile, part.measures());
        StlWriter.write(part.printed(), bed.centreX(), bed.centreY(), degrees, out);
    }

    private Map<String, Fit> fits(Measures part) {
        var fits = new HashMap<String, Fit>();
        for (var printer : printers) fits.put(printer.name(), Fit.on(printer, part));
        fits.put(profile.name(), Fit.on(profile, part));
        return fits;
    }

    private static Finding asksFor(List<String> materials) {
        return Finding.of(Severity.NOTE, "meshes.materials", String.join(", ", materials));
    }

    private Finding diagonal(Measures part) {
        return Finding.of(Severity.NOTE, "meshes.fits-diagonally", profile.title(), Fit.degrees(profile, part));
    }

    private String misfit(Fit fit, Measures part) {
        return switch (fit) {
            case ON_SIDE -> Fit.isOnFront(profile, part) ? "meshes.fits-on-front" : "meshes.fits-on-left";
            case STRAIGHT, TURNED, DIAGONAL, NOT -> "meshes.does-not-fit";
        };
    }

    private Finding tooLarge(Fit fit, Measures part) {
        var bed = profile.bed();
        return Finding.of(
                Severity.WARNING,
                misfit(fit, part),
                mm(part.widthMm()),
                mm(part.depthMm()),
                mm(part.heightMm()),
                profile.title(),
                mm(bed.widthMm()),
                mm(bed.depthMm()),
                mm(profile.volume().maxZ()));
    }

    private Inspection program() throws IOException {
        return switch (ProgramReader.read(file, profile)) {
            case ProgramReading.Refused(var why) -> unreadable(why);
            case ProgramReading.Read(var plan) -> {
                var of =
                        Optional.ofNullable(material).orElse(profile.materials().getFirst());
                yield new OfProgram(name, plan, of.name(), grams(plan, of), Preflight.check(plan, profile, material));
            }
        };
    }

    private static double grams(Plan plan, Material of) {
        return plan.filamentG(of.densityGCm3());
    }

    private byte[] head() throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD_BYTES);
        }
    }

    private String ending() {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private Unreadable unreadable(Message why) {
        return new Unreadable(name, why);
    }

    private static List<Finding> sorted(List<Finding> findings) {
        return findings.stream().sorted(Comparator.comparing(Finding::severity)).toList();
    }

    private static String mm(double length) {
        return String.format(Locale.ROOT, "%.1f", length);
    }
}
