package platen.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import platen.documents.Fix;
import platen.documents.Ink;
import platen.documents.Make;
import platen.documents.Needs;
import platen.documents.Paper;
import platen.documents.remaking.Remake;
import platen.gcode.binary.ProgramFile;
import platen.inspection.Inspection;
import platen.inspection.Inspection.OfDocument;
import platen.inspection.Inspection.OfMesh;
import platen.inspection.Inspection.OfProgram;
import platen.inspection.Look;
import platen.printers.Material;
import platen.printers.Profile;
import platen.slicing.Estimate;
import platen.values.Json;

/// `platen check`: what a file is, what it takes, and whether it may be printed.
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Inspects a 3D model (STL, 3MF, OBJ), a G-code, a PDF or a picture: its measures, time, material,"
                + " and what is wrong with it. What the file is, its content tells, not its name.",
        exitCodeListHeading = "%nEnds with:%n",
        exitCodeList = {
            "0:It may be printed.",
            "1:It must not be printed.",
            "2:There is no such file, or the command is wrong."
        },
        footer = {
            "%nExamples:",
            "  ./platen check bracket.stl --profile mk3s",
            "  ./platen check cube.gcode --profile ender3 --material PLA --json",
            "  ./platen check zine.pdf --product BOOKLET --size A5 --ink BLACK",
            "  ./platen check zine.pdf --product BOOKLET --size A5 --fix FIT,GREY,BLANKS --remade a5.pdf"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class CheckCommand implements Callable<Integer> {
    private static final ObjectWriter ASCII = Json.MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);
    private static final int FINE = 0;
    private static final int MUST_NOT = 1;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The file to look at.")
    private Path file;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "generic-marlin",
            description = "The printer to judge it for, a name from the folder printers (default: ${DEFAULT-VALUE}).")
    private String profileName;

    @Option(
            names = "--material",
            paramLabel = "NAME",
            description =
                    "The material, which bounds the temperature and gives the weight (default: the printer's first).")
    private @Nullable String materialName;

    @Option(names = "--json", description = "Prints one line of JSON, field names with units, instead of a table.")
    private boolean json;

    @Option(names = "--printers", paramLabel = "DIR", description = "A folder with printer profiles of your own.")
    private @Nullable Path ownProfiles;

    @Option(
            names = "--stl",
            paramLabel = "OUT",
            description = "Also writes a model as STL, in the middle of the printer's plate.")
    private @Nullable Path stl;

    @Option(
            names = "--picture",
            paramLabel = "OUT",
            description = "Also draws a model, as PNG; of a program it is the slicer's own picture.")
    private @Nullable Path picture;

    @Option(
            names = "--solid",
            paramLabel = "OUT",
            hidden = true,
            description = "Also writes a model for the view in a browser.")
    private @Nullable Path solid;

    @Option(
            names = "--layers",
            paramLabel = "OUT",
            hidden = true,
            description = "Only writes the layers of a program for the view in a browser, and pictures of three.")
    private @Nullable Path layers;

    @Option(
            names = "--proof",
            paramLabel = "OUT",
            hidden = true,
            description = "Only draws the page --page of a document, as it is printed.")
    private @Nullable Path proof;

    @Option(names = "--page", paramLabel = "N", hidden = true, defaultValue = "1", description = "For --proof.")
    private int page;

    @Option(
            names = "--text",
            paramLabel = "OUT",
            description = "Also writes the plain text of a program that came as .bgcode or in a sliced 3MF.")
    private @Nullable Path text;

    @Option(
            names = "--product",
            paramLabel = "WHAT",
            description = "Judges a document for what is made of it: ${COMPLETION-CANDIDATES}.")
    private @Nullable Make make;

    @Option(
            names = "--size",
            paramLabel = "PAPER",
            description = "Judges a document for a paper: A4, Letter, Tabloid, 148x210 (mm), 5.5x8.5in.")
    private @Nullable String size;

    @Option(
            names = "--ink",
            paramLabel = "INK",
            description = "Judges a document for what it is printed with: ${COMPLETION-CANDIDATES}.")
    private @Nullable Ink ink;

    @Option(
            names = "--pages",
            paramLabel = "DIR",
            description = "Also writes small pictures of a document's first 20 pages: DIR/1.jpg, DIR/2.jpg and so on,"
                    + " and the slicer's picture of a program: DIR/part.png.")
    private @Nullable Path pages;

    @Option(
            names = "--remade",
            paramLabel = "OUT",
            description = "Also writes a document as a PDF that is put right for --size and --product, as --fix says."
                    + " The file itself stays as it is.")
    private @Nullable Path remade;

    @Option(
            names = "--fix",
            paramLabel = "WHAT",
            split = ",",
            defaultValue = "FIT,BLANKS",
            description = "What --remade puts right, of ${COMPLETION-CANDIDATES}: each page whole on the paper, all"
                    + " pages turned alike, the rim mirrored outward where bleed is missing, colours in grey,"
                    + " blank pages at the end up to whole sheets (default: ${DEFAULT-VALUE}).")
    private Set<Fix> fixes;

    @Option(
            names = "--as",
            paramLabel = "NAME",
            hidden = true,
            description = "The name that the file had when it came.")
    private @Nullable String givenName;

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(file)) throw wrong("There is no file " + file + ".");
        if (layers != null) return Look.writeLayers(file, layers) ? FINE : MUST_NOT;
        if (proof != null) return Look.drawPage(file, page, proof) ? FINE : MUST_NOT;
        var profile = givenName == null
                ? ProfileChoice.named(profileName, ownProfiles, spec)
                : ProfileChoice.served(profileName, ownProfiles, spec);
        var material = materialName == null ? null : material(profile, materialName);
        var name = givenName == null ? String.valueOf(file.getFileName()) : givenName;
        var out = spec.commandLine().getOut();
        var inspection = Look.at(file, name, profile, ProfileChoice.all(ownProfiles), material, stl, paperwork(out));
        if (picture != null && (inspection instanceof OfMesh || inspection instanceof OfProgram))
            Look.draw(file, picture);
        if (solid != null && inspection instanceof OfMesh) Look.writeSolid(file, solid);
        if (pages != null && inspection instanceof OfProgram) Look.drawProgram(file, pages);
        if (text != null && inspection instanceof OfProgram) ProgramFile.unwrap(file, text);
        if (remade != null && inspection instanceof OfDocument document) {
            Remake.write(file, document.pages().document(), needs(), fixes, remade);
        }
        var estimate = estimate(inspection, profile, material);
        if (json) out.println(json(inspection, estimate));
        else new CheckTable(profile, estimate).lines(inspection).forEach(out::println);
        out.flush();
        return inspection.mustNotBePrinted() ? MUST_NOT : FINE;
    }

    /// The server that asks with a name is told what is known so far, in case that the rest is too much for us.
    private Look.Paperwork paperwork(PrintWriter out) {
        return new Look.Paperwork(needs(), pages, known -> {
            if (!json || givenName == null) return;
            out.println(known.json());
            out.flush();
        });
    }

    private Needs needs() {
        var paper = size == null ? null : Paper.of(size).orElseThrow(() -> wrong("There is no paper " + size + "."));
        return new Needs(paper, make, ink);
    }

    private static @Nullable Estimate estimate(Inspection inspection, Profile profile, @Nullable Material material) {
        if (!(inspection instanceof OfMesh mesh)) return null;
        var of = material == null ? profile.materials().getFirst() : material;
        var quality = profile.quality("normal").orElse(profile.qualities().getFirst());
        return Estimate.of(mesh.measures(), profile, of, quality);
    }

    /// The estimate stands beside the measures; its field names say that it is one.
    private static String json(Inspection inspection, @Nullable Estimate estimate) throws JsonProcessingException {
        if (estimate == null) return inspection.json();
        var node = (ObjectNode) Json.MAPPER.readTree(inspection.json());
        node.put("estimated_filament_g", estimate.filamentG().likely());
        node.put("estimated_filament_g_low", estimate.filamentG().low());
        node.put("estimated_filament_g_high", estimate.filamentG().high());
        node.put("estimated_time_s", estimate.timeS().likely());
        node.put("estimated_time_s_low", estimate.timeS().low());
        node.put("estimated_time_s_high", estimate.timeS().high());
        return ASCII.writeValueAsString(node);
    }

    private Material material(Profile profile, String name) {
        return profile.material(name)
                .orElseThrow(() -> wrong("The profile " + profile.name() + " has no material " + name + ", but "
                        + names(profile.materials().stream().map(Material::name).toList()) + "."));
    }

    private static String names(List<String> names) {
        return names.stream().collect(Collectors.joining(", "));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
