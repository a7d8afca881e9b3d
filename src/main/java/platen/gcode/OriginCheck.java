package platen.gcode;

import static platen.gcode.Findings.fine;
import static platen.gcode.Findings.whole;
import static platen.values.Severity.STOP;
import static platen.values.Severity.WARNING;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import platen.printers.Material;
import platen.printers.Profile;

/// Whether the slicer had this printer in mind, as far as it tells.
final class OriginCheck {
    private static final double NOZZLE_MM = 0.05;
    private static final double FILAMENT_MM = 0.3;
    /// Profiles of one printer differ by clips and margins.
    private static final double PLATE_SHARE = 0.2;
    /// `mk3s`, `ender3`, `x1c`: letters with a number tell models apart; makers and kinds of material do not.
    private static final Pattern MODEL = Pattern.compile("[a-z]+\\d+[a-z]*");
    private static final int LONG_ENOUGH = 3;

    private final SlicerSays says;
    private final Profile profile;
    private final @Nullable Material material;
    private final Findings findings;

    OriginCheck(Plan plan, Profile profile, @Nullable Material material, Findings findings) {
        this.says = plan.slicerSays();
        this.profile = profile;
        this.material = material;
        this.findings = findings;
    }

    void check() {
        if (isOtherModel()) {
            findings.find(WARNING, "gcode.other-printer", says.printerModel(), profile.title());
        } else if (isOtherPlate()) {
            findings.find(
                    WARNING,
                    "gcode.other-plate",
                    whole(says.plateMm().getFirst()),
                    whole(says.plateMm().getLast()),
                    whole(profile.bed().widthMm()),
                    whole(profile.bed().depthMm()));
        }
        checkNozzle();
        checkMaterial();
    }

    private boolean isOtherModel() {
        var theirs = models(says.printerModel());
        var ours = models(profile.name() + " " + profile.title());
        if (theirs.isEmpty() || ours.isEmpty()) return false;
        return theirs.stream()
                .noneMatch(their -> ours.stream().anyMatch(our -> our.startsWith(their) || their.startsWith(our)));
    }

    /// `Ender-3` and `Ender 3` are `ender3`.
    private static List<String> models(String text) {
        var plain = text.toLowerCase(Locale.ROOT).replaceAll("(?<=[a-z])[ _-](?=\\d)", "");
        return MODEL.matcher(plain)
                .results()
                .map(MatchResult::group)
                .filter(model -> model.length() >= LONG_ENOUGH)
                .toList();
    }

    private boolean isOtherPlate() {
        if (says.plateMm().size() != 2) return false;
        return differs(says.plateMm().getFirst(), profile.bed().widthMm())
                || differs(says.plateMm().getLast(), profile.bed().depthMm());
    }

    private static boolean differs(double theirs, double ours) {
        return theirs > 0 && Math.abs(theirs - ours) > PLATE_SHARE * ours;
    }

    private void checkNozzle() {
        double nozzle = profile.nozzle().diameterMm();
        if (!says.nozzleMm().isEmpty()
                && says.nozzleMm().stream().noneMatch(theirs -> Math.abs(theirs - nozzle) <= NOZZLE_MM)) {
            findings.find(WARNING, "gcode.other-nozzle", fine(says.nozzleMm().getFirst()), fine(nozzle));
        }
        double filament = profile.nozzle().filamentMm();
        if (!says.filamentDiameterMm().isEmpty()
                && says.filamentDiameterMm().stream().noneMatch(theirs -> Math.abs(theirs - filament) <= FILAMENT_MM)) {
            var theirs = fine(says.filamentDiameterMm().getFirst());
            findings.find(STOP, "gcode.other-filament", theirs, fine(filament));
        }
    }

    /// `PLA` and `PLA+` are one, `PETG` and `PET` too.
    private void checkMaterial() {
        if (material == null || says.filamentTypes().isEmpty()) return;
        var ours = plain(material.name());
        boolean fits = says.filamentTypes().stream()
                .map(OriginCheck::plain)
                .anyMatch(theirs -> theirs.isEmpty() || theirs.startsWith(ours) || ours.startsWith(theirs));
        if (!fits) {
            var theirs = String.join(", ", says.filamentTypes());
            findings.find(WARNING, "gcode.other-material", theirs, material.name());
        }
    }

    private static String plain(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "");
    }
}
