package platen.gcode;

import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.printers.Material;
import platen.printers.Profile;
import platen.values.Finding;

/// Judges whether a program may be printed on a printer, with a material where one is chosen.
public final class Preflight {
    private Preflight() {}

    /// All findings, the worst first.
    public static List<Finding> check(Plan plan, Profile profile, @Nullable Material material) {
        var findings = new Findings();
        new FileCheck(plan, profile, findings).check();
        new CommandCheck(plan, profile, findings).check();
        new HeatCheck(plan, profile, material, findings).check();
        new PlasticCheck(plan, profile, material, findings).check();
        new SpaceCheck(plan, profile, findings).check();
        new OriginCheck(plan, profile, material, findings).check();
        return findings.sorted();
    }
}
