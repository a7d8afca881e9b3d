package platen.meshes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import platen.values.Finding;

/// A mesh with all that is known of it. `printed` is the surface that we print: the file's, mended where that needs
/// no second mind; see [Repair]. Volume and area are those of that surface, edges are counted as they came.
public record Part(Measures measures, Soundness soundness, Mesh printed) {

    /// Looks at a mesh for a nozzle's width. The mesh is used up by it.
    public static Part of(Mesh mesh, double nozzleMm) {
        var sums = Sums.of(mesh);
        var weld = Weld.of(mesh);
        if (weld.isEmpty()) return loose(mesh, sums, nozzleMm);
        var edges = new Edges(weld.get());
        var seams = Seams.of(weld.get(), edges);
        var shells = Shells.of(mesh, weld.get(), seams);
        var mended = mended(mesh, weld.get(), edges, seams, sums);
        var printed = mended.map(Repair.Mended::mesh).orElse(mesh);
        var after = mended.isPresent() ? Sums.of(printed) : sums;
        if (after.volumeMm3() < 0) printed.turnInsideOut();
        if (after.volumeMm3() < 0) after = Sums.of(printed);
        var measures = Measures.of(printed.box(), mesh.triangles(), sums, after, seams);
        var soundness = new Soundness(
                true,
                after.closed() && after.alike(),
                shells.bodies(),
                shells.cavities(),
                mended.map(Repair.Mended::dropped).orElse(0),
                mended.map(Repair.Mended::turned).orElse(0),
                mended.map(Repair.Mended::closed).orElse(0),
                after.overhangShare(),
                Thin.share(printed, after.areaMm2(), nozzleMm),
                nozzleMm);
        return new Part(measures, soundness, printed);
    }

    /// What a person should know before this is printed.
    public List<Finding> findings() {
        var findings = new ArrayList<>(measures.findings());
        findings.addAll(soundness.findings(measures));
        return findings;
    }

    private static Part loose(Mesh mesh, Sums sums, double nozzleMm) {
        var measures = Measures.of(mesh.box(), mesh.triangles(), sums, sums, null);
        var soundness =
                new Soundness(false, sums.closed() && sums.alike(), 0, 0, 0, 0, 0, sums.overhangShare(), 0, nozzleMm);
        return new Part(measures, soundness, mesh);
    }

    private static Optional<Repair.Mended> mended(Mesh mesh, Weld weld, Edges edges, Seams seams, Sums sums) {
        if (mesh.triangles() > Repair.MOST_TRIANGLES) return Optional.empty();
        if (seams.areSound() && !weld.hasFlat()) return Optional.empty();
        try {
            var mended = Repair.of(mesh, weld, edges, sums.areaMm2());
            return mended.mesh().triangles() == 0 ? Optional.empty() : Optional.of(mended);
        } catch (Unusable _) {
            return Optional.empty(); // no room for the lids of its holes
        }
    }
}
