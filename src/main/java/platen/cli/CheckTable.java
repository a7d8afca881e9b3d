package platen.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import platen.documents.Coverage;
import platen.documents.PageFacts;
import platen.documents.Pages;
import platen.gcode.Plan;
import platen.gcode.SlicerSays;
import platen.inspection.Inspection;
import platen.inspection.Inspection.OfDocument;
import platen.inspection.Inspection.OfMesh;
import platen.inspection.Inspection.OfProgram;
import platen.inspection.Inspection.Unreadable;
import platen.meshes.Fit;
import platen.meshes.Measures;
import platen.printers.Profile;
import platen.slicing.Estimate;
import platen.slicing.Range;
import platen.templating.Words;
import platen.values.Finding;

/// An inspection as a table for people.
final class CheckTable {
    private static final int MOST_FEATURES = 6;

    private final Profile profile;
    private final @Nullable Estimate estimate;
    private final List<String> lines = new ArrayList<>();

    CheckTable(Profile profile, @Nullable Estimate estimate) {
        this.profile = profile;
        this.estimate = estimate;
    }

    List<String> lines(Inspection inspection) {
        switch (inspection) {
            case OfMesh mesh -> {
                lines.add(mesh.name() + ": a 3D model (" + mesh.format().title() + ")");
                mesh(mesh.measures());
                shape(mesh);
            }
            case OfProgram(var name, var plan, var material, var grams, var _) -> {
                lines.add(name + ": a program for a 3D printer"
                        + (plan.slicer().isEmpty() ? "" : ", made by " + plan.slicer()));
                program(plan, material, grams);
            }
            case OfDocument(var name, var pages, var _) -> {
                lines.add(name + ": " + pages.document());
                document(pages);
            }
            case Unreadable(var name, var _) -> lines.add(name + ": not readable");
        }
        if (!(inspection instanceof OfDocument) && !(inspection instanceof Unreadable)) {
            row("Judged for", profile.title() + " (" + profile.name() + ")");
        }
        inspection.findings().forEach(this::finding);
        lines.add(inspection.mustNotBePrinted() ? "It must not be printed." : "It may be printed.");
        return lines;
    }

    private void mesh(Measures measures) {
        row("Size", "%.1f × %.1f × %.1f mm".formatted(measures.widthMm(), measures.depthMm(), measures.heightMm()));
        row("Volume", "%.2f cm³".formatted(measures.volumeMm3() / 1_000));
        row("Surface", "%.1f cm²".formatted(measures.areaMm2() / 100));
        row("Triangles", "%,d".formatted(measures.triangles()));
        if (estimate == null) return;
        row("Material", range(estimate.filamentG(), "%.0f g"::formatted));
        row("Time", range(estimate.timeS(), CheckTable::time));
    }

    private void shape(OfMesh mesh) {
        var soundness = mesh.soundness();
        if (soundness.examined()) {
            row("Bodies", "%,d, %s".formatted(soundness.bodies(), soundness.sound() ? "closed" : "not closed"));
        }
        row("Overhang", "%.0f %% of the surface, as it lies".formatted(100 * soundness.overhangShare()));
        row("Thin", "%.0f %% of the surface, below %s mm".formatted(100 * soundness.thinShare(), soundness.nozzleMm()));
        if (!mesh.materials().isEmpty()) row("Asks for", String.join(", ", mesh.materials()));
        var places = mesh.fits().entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue,
                        TreeMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.joining(", "))));
        places.forEach((fit, printers) -> row(place(fit), printers));
    }

    private static String place(Fit fit) {
        return switch (fit) {
            case STRAIGHT -> "Fits";
            case TURNED -> "Turned";
            case DIAGONAL -> "Diagonally";
            case ON_SIDE -> "On its side";
            case NOT -> "Not on";
        };
    }

    private void program(Plan plan, String material, double grams) {
        row(
                "Time",
                time(plan.timeS()) + ", of it " + time(plan.motionTimeS()) + " in motion and "
                        + time(plan.heatingTimeS()) + " heating");
        if (plan.slicerTimeS() != null) row("", "the slicer says " + time(plan.slicerTimeS()));
        features(plan);
        row("Filament", "%.2f m, %.1f g of %s".formatted(plan.filamentMm() / 1_000, grams, material));
        filament(plan);
        if (!plan.extruding().isEmpty()) {
            var min = plan.extruding().minMm();
            var max = plan.extruding().maxMm();
            row(
                    "Prints in",
                    "X %.1f to %.1f, Y %.1f to %.1f, Z %.2f to %.2f mm"
                            .formatted(min.get(0), max.get(0), min.get(1), max.get(1), min.get(2), max.get(2)));
        }
        slicedFor(plan.slicerSays());
        row("Layers", "%,d, to a height of %.2f mm".formatted(plan.layers(), plan.heightMm()));
        row("Commands", "%,d in %,d lines, %,d bytes".formatted(plan.commands(), plan.lines(), plan.bytes()));
        row("Digest", plan.programDigest());
    }

    /// What the slicer had in mind, as far as it tells.
    private void slicedFor(SlicerSays says) {
        var told = new ArrayList<String>();
        if (!says.printerModel().isEmpty()) told.add(says.printerModel());
        if (!says.nozzleMm().isEmpty())
            told.add("a nozzle of %s mm".formatted(says.nozzleMm().getFirst()));
        if (!says.filamentTypes().isEmpty()) told.add(String.join(" and ", says.filamentTypes()));
        if (says.layerHeightMm() != null) told.add("layers of %s mm".formatted(says.layerHeightMm()));
        if (!told.isEmpty()) row("Sliced for", String.join(", ", told));
    }

    /// The kinds of line that take the most time, the slicer's own names for them; the rest in one row.
    private void features(Plan plan) {
        var each = plan.timeShares().featuresS().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .toList();
        each.stream().limit(MOST_FEATURES).forEach(feature -> share(feature.getKey(), feature.getValue(), plan));
        double rest = each.stream()
                .skip(MOST_FEATURES)
                .mapToDouble(Map.Entry::getValue)
                .sum();
        if (rest > 0) share("all else", rest, plan);
    }

    private void share(String feature, double seconds, Plan plan) {
        row("", "%-24s %12s %4.0f %%".formatted(feature, time(seconds), 100 * seconds / plan.timeS()));
    }

    private void filament(Plan plan) {
        var use = plan.filament();
        if (use.tools().size() > 1) {
            use.tools().forEach(tool -> row("", "tool %d: %.2f m".formatted(tool.tool(), tool.filamentMm() / 1_000)));
        }
        double wasted = use.purgedMm() + use.primedMm();
        if (wasted > 0) row("", "%.2f m of it purged or primed, no part".formatted(wasted / 1_000));
    }

    private void document(Pages pages) {
        row("Pages", "%,d".formatted(pages.pages()));
        pages.sizes()
                .forEach(size -> row(
                        "Size",
                        "%.0f × %.0f mm (%s), %,d pages from page %d"
                                .formatted(
                                        size.widthMm(),
                                        size.heightMm(),
                                        size.isLandscape() ? "landscape" : "portrait",
                                        size.pages(),
                                        size.firstPage())));
        if (pages.widthPx() != null) row("Pixels", pages.widthPx() + " × " + pages.heightPx());
        if (pages.dpi() != null) row("Resolution", "%.0f dpi".formatted(pages.dpi()));
        var drawn = pages.facts().stream()
                .map(PageFacts::ink)
                .filter(Objects::nonNull)
                .toList();
        if (drawn.isEmpty()) return;
        row(
                "In colour",
                "%,d of %,d pages"
                        .formatted(drawn.stream().filter(Coverage::coloured).count(), drawn.size()));
        row(
                "Ink covers",
                "C %.1f  M %.1f  Y %.1f  K %.1f %% of a page"
                        .formatted(
                                mean(drawn, Coverage::cyanPercent),
                                mean(drawn, Coverage::magentaPercent),
                                mean(drawn, Coverage::yellowPercent),
                                mean(drawn, Coverage::blackPercent)));
    }

    private static double mean(List<Coverage> pages, ToDoubleFunction<Coverage> ink) {
        return pages.stream().mapToDouble(ink).average().orElse(0);
    }

    private void finding(Finding finding) {
        var place = (finding.line() == null ? "" : " line %,d".formatted(finding.line()))
                + (finding.heightMm() == null ? "" : " at %.2f mm".formatted(finding.heightMm()));
        var severity = switch (finding.severity()) {
            case STOP -> "STOP";
            case WARNING -> "Look";
            case NOTE -> "Note";
        };
        lines.add("  " + severity + place + ": " + Words.say(finding.message(), Locale.getDefault()));
    }

    private void row(String name, String value) {
        lines.add("  %-11s %s".formatted(name, value));
    }

    private static String range(Range range, DoubleFunction<String> written) {
        return "about %s, estimated (%s to %s)"
                .formatted(written.apply(range.likely()), written.apply(range.low()), written.apply(range.high()));
    }

    private static String time(double seconds) {
        long minutes = Math.round(seconds / 60);
        return minutes < 60 ? minutes + " min" : "%d h %02d min".formatted(minutes / 60, minutes % 60);
    }
}
