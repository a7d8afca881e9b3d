package platen.gcode;

import static platen.gcode.Findings.fine;
import static platen.gcode.Findings.mm;
import static platen.gcode.Findings.whole;
import static platen.values.Severity.STOP;
import static platen.values.Severity.WARNING;

import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.printers.Material;
import platen.printers.Profile;

/// Whether as much plastic comes as the print needs: not what another way of counting made of it, not more than the
/// hot end melts, not in layers that the nozzle cannot lay.
final class PlasticCheck {
    /// Even a prime line takes less in one move; firmwares refuse 200 mm.
    private static final double MUCH_FILAMENT_MM = 150;
    /// A line of plastic has about 0.1 mm²; hardly any is what relative figures give in absolute mode.
    private static final double HARDLY_MM = 10;
    /// A single move stands out better than the stretch of lines around it.
    private static final int ONE_STRETCH = 20;
    /// A flow that lasts for less was a prime line.
    private static final double FLOW_LASTS_S = 3;

    private final Plan plan;
    private final Profile profile;
    private final @Nullable Material material;
    private final Findings findings;

    PlasticCheck(Plan plan, Profile profile, @Nullable Material material, Findings findings) {
        this.plan = plan;
        this.profile = profile;
        this.material = material;
        this.findings = findings;
    }

    void check() {
        if (plan.sights().coldestExtrusion() == null) {
            findings.find(STOP, "gcode.extrudes-nothing");
            return;
        }
        checkMode();
        checkFlow();
        checkLayers();
    }

    /// One finding is enough: they have one cause.
    private void checkMode() {
        var sights = plan.sights();
        var most = sights.mostExtruded();
        var thick = sights.of(Sight.THICK);
        var back = sights.of(Sight.TAKES_BACK);
        var thin = sights.of(Sight.THIN);
        if (most != null && isHuge(most, thick)) {
            findings.find(STOP, most, "gcode.huge-extrusion", whole(most.value()));
        } else if (back != null) findings.find(STOP, back, "gcode.takes-back", whole(back.value()));
        else if (thick != null) findings.find(STOP, thick, "gcode.too-thick", mm(thick.value()));
        else if (thin != null) findings.find(STOP, thin, "gcode.too-thin", fine(thin.value()));
        else if (plan.layers() > 2 && plan.filamentMm() < HARDLY_MM) {
            findings.find(WARNING, "gcode.hardly-extrudes", whole(plan.filamentMm()));
        }
    }

    private static boolean isHuge(Sighting most, @Nullable Sighting thick) {
        return most.value() > MUCH_FILAMENT_MM && (thick == null || most.line() < thick.line() + ONE_STRETCH);
    }

    private void checkFlow() {
        var fastest = plan.sights().of(Sight.FASTEST_FLOW);
        var of = meant();
        if (of.isEmpty() || fastest == null) return;
        var tooFast = plan.sights().tooFast().get(of.get().name());
        if (tooFast == null || tooFast.value() < FLOW_LASTS_S) return;
        findings.find(
                WARNING,
                tooFast,
                "gcode.too-fast",
                whole(Math.ceil(tooFast.value())),
                mm(fastest.value()),
                of.get().name(),
                mm(of.get().maxFlowMm3S()));
    }

    /// Where nobody chose a material, it may be the one that flows best.
    private Optional<Material> meant() {
        if (material != null) return Optional.of(material);
        return profile.materials().stream().max(Comparator.comparingDouble(Material::maxFlowMm3S));
    }

    private void checkLayers() {
        double nozzle = profile.nozzle().diameterMm();
        var first = plan.sights().of(Sight.FIRST_LAYER);
        if (first != null && plan.layers() > 1) checkFirst(first, nozzle);
        var step = plan.sights().of(Sight.LAYER_STEP);
        if (step != null) findings.find(WARNING, step, "gcode.coarse-layers", fine(step.value()), fine(nozzle));
    }

    private void checkFirst(Sighting first, double nozzle) {
        if (first.value() > 2 * nozzle) findings.find(STOP, first, "gcode.first-in-air", fine(first.value()));
        else if (first.value() > 1.25 * nozzle) {
            findings.find(WARNING, first, "gcode.first-high", fine(first.value()), fine(nozzle));
        } else if (first.value() >= 0 && first.value() < 0.04) {
            findings.find(WARNING, first, "gcode.first-low", fine(first.value()));
        }
    }
}
