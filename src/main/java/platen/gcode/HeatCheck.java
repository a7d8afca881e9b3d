package platen.gcode;

import static platen.gcode.Findings.whole;
import static platen.values.Severity.STOP;
import static platen.values.Severity.WARNING;

import org.jspecify.annotations.Nullable;
import platen.printers.Material;
import platen.printers.Profile;

/// Temperatures that printer and material bear and need, and whether the program waits for them.
final class HeatCheck {
    /// Makers of filament give ranges; below this distance from the profile's figure, layers don't hold together.
    private static final double MUCH_COLDER_C = 30;
    /// The thermal model is a guess: what it says is taken for cold only so far below what is needed.
    private static final double MODEL_C = 15;

    private static final double PLATE_MATTERS_C = 45;

    private final Plan plan;
    private final Profile profile;
    private final @Nullable Material material;
    private final Findings findings;

    HeatCheck(Plan plan, Profile profile, @Nullable Material material, Findings findings) {
        this.plan = plan;
        this.profile = profile;
        this.material = material;
        this.findings = findings;
    }

    void check() {
        checkNozzle();
        checkPlate();
        if (plan.sights().coldestExtrusion() == null) return;
        checkExtrusion(plan.sights().coldestExtrusion());
        checkWaits();
    }

    private void checkNozzle() {
        var hottest = plan.sights().hottestNozzle();
        if (hottest == null) return;
        double asked = hottest.value();
        double most = profile.nozzle().maxC();
        if (asked > most) findings.find(STOP, hottest, "gcode.too-hot", whole(asked), whole(most));
        else if (material != null && asked > material.maxNozzleC()) {
            var burns = whole(material.maxNozzleC());
            findings.find(STOP, hottest, "gcode.too-hot-for", whole(asked), material.name(), burns);
        } else if (material != null && asked > 0 && asked < material.nozzleC() - MUCH_COLDER_C) {
            var usual = whole(material.nozzleC());
            findings.find(WARNING, hottest, "gcode.too-cold-for", whole(asked), material.name(), usual);
        }
    }

    private void checkPlate() {
        var hottest = plan.sights().hottestBed();
        double most = profile.bed().maxC();
        if (hottest != null && hottest.value() > most) {
            findings.find(STOP, hottest, "gcode.bed-too-hot", whole(hottest.value()), whole(most));
        }
        var of = material == null ? profile.materials().getFirst() : material;
        boolean cold = hottest == null || hottest.value() == 0;
        if (cold && most > 0 && of.bedC() >= PLATE_MATTERS_C && !plan.usesMacros()) {
            findings.find(WARNING, "gcode.cold-plate", of.name(), whole(of.bedC()));
        }
    }

    /// Klipper's macros heat where the program itself does not say so.
    private void checkExtrusion(Sighting coldest) {
        var hottest = plan.sights().hottestNozzle();
        boolean never = hottest == null || hottest.value() == 0;
        double least = profile.nozzle().minExtrudeC();
        if (never && plan.usesMacros()) findings.find(WARNING, coldest, "gcode.heats-by-macro");
        else if (never) findings.find(STOP, coldest, "gcode.never-heats");
        else if (coldest.value() < least) {
            var severity = plan.usesMacros() ? WARNING : STOP;
            findings.find(severity, coldest, "gcode.cold", whole(coldest.value()), whole(least));
        }
    }

    private void checkWaits() {
        var nozzle = plan.sights().of(Sight.NOZZLE_STILL_COLD);
        double least = profile.nozzle().minExtrudeC();
        if (nozzle != null && nozzle.value() < least - MODEL_C) {
            findings.find(STOP, nozzle, "gcode.not-waited", whole(nozzle.value()), whole(least));
        }
        var plate = plan.sights().of(Sight.PLATE_STILL_COLD);
        if (plate != null && plate.value() > MODEL_C) {
            findings.find(WARNING, plate, "gcode.plate-not-waited", whole(plate.value()));
        }
    }
}
