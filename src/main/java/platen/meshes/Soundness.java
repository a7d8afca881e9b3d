package platen.meshes;

import java.util.ArrayList;
import java.util.List;
import platen.values.Finding;
import platen.values.Severity;

/// How sound a part is, what we mended of it, and what is hard to print.
///
/// `examined` is false for a mesh of so many loose triangles that nobody looked how they meet. `sound` is the surface
/// that we print: closed, all faces looking outward. What was mended is in that one only, and counted here:
/// `facesDropped` had no area or were there twice, `facesTurned` looked the wrong way, `holesClosed` were small.
/// Shares are of the surface: `overhangShare` faces down more steeply than 45° as the part lies, off the plate;
/// `thinShare` has less than the `nozzleMm` behind it.
public record Soundness(
        boolean examined,
        boolean sound,
        int bodies,
        int cavities,
        int facesDropped,
        int facesTurned,
        int holesClosed,
        double overhangShare,
        double thinShare,
        double nozzleMm) {
    private static final double MUCH_OVERHANG = 0.05;
    private static final double MUCH_THIN = 0.02;
    private static final int MANY_BODIES = 1_000;

    List<Finding> findings(Measures measures) {
        var findings = new ArrayList<Finding>();
        if (!examined) findings.add(Finding.of(Severity.WARNING, "meshes.loose", measures.triangles()));
        else if (!sound) addFaults(measures, findings);
        addMended(measures, findings);
        if (bodies >= MANY_BODIES) findings.add(Finding.of(Severity.WARNING, "meshes.many-bodies", bodies));
        else if (bodies > 1) findings.add(Finding.of(Severity.NOTE, "meshes.bodies", bodies));
        if (cavities > 0) findings.add(Finding.of(Severity.NOTE, "meshes.cavities", cavities));
        if (overhangShare > MUCH_OVERHANG) {
            findings.add(Finding.of(Severity.NOTE, "meshes.overhangs", percent(overhangShare)));
        }
        if (thinShare > MUCH_THIN) {
            findings.add(Finding.of(Severity.WARNING, "meshes.thin-walls", percent(thinShare), nozzleMm));
        }
        return findings;
    }

    private void addFaults(Measures measures, List<Finding> findings) {
        if (measures.openEdges() > 0) {
            findings.add(Finding.of(Severity.WARNING, "meshes.holes", measures.openEdges()));
        }
        if (measures.flippedEdges() > 0) {
            findings.add(Finding.of(Severity.WARNING, "meshes.flipped", measures.flippedEdges()));
        }
    }

    private void addMended(Measures measures, List<Finding> findings) {
        if (facesTurned > 0) findings.add(Finding.of(Severity.NOTE, "meshes.turned", facesTurned));
        if (holesClosed > 0) findings.add(Finding.of(Severity.NOTE, "meshes.closed", holesClosed));
        if (facesDropped > 0) findings.add(Finding.of(Severity.NOTE, "meshes.dropped", facesDropped));
        if (measures.insideOut()) findings.add(Finding.of(Severity.NOTE, "meshes.inside-out"));
        if (measures.crowdedEdges() > 0) {
            findings.add(Finding.of(Severity.NOTE, "meshes.crowded", measures.crowdedEdges()));
        }
    }

    private static long percent(double share) {
        return Math.round(100 * share);
    }
}
