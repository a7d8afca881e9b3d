package platen.meshes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import platen.values.Finding;
import platen.values.Severity;

/// What can be measured of a mesh. `sizeMm` is width, depth and height as it lies in the file.
///
/// Open edges are the rims of holes; flipped ones lie between faces of which one looks inward; crowded
/// ones belong to more than two faces.
public record Measures(
        List<Double> sizeMm,
        double volumeMm3,
        double areaMm2,
        int triangles,
        int openEdges,
        int flippedEdges,
        int crowdedEdges,
        boolean insideOut) {
    private static final double TINY_MM = 3;
    private static final double THIN_MM = 0.3;
    private static final double INCH_MM = 25.4;

    public Measures {
        sizeMm = List.copyOf(sizeMm);
    }

    public double widthMm() {
        return sizeMm.get(0);
    }

    public double depthMm() {
        return sizeMm.get(1);
    }

    public double heightMm() {
        return sizeMm.get(2);
    }

    public static Measures of(Mesh mesh) {
        var sums = Sums.of(mesh);
        var box = mesh.box();
        var weld = Weld.of(mesh);
        var seams = weld.map(found -> Seams.of(found, new Edges(found)));
        return new Measures(
                List.of(box.sizeX(), box.sizeY(), box.sizeZ()),
                Math.abs(sums.volumeMm3()),
                sums.areaMm2(),
                mesh.triangles(),
                seams.map(Seams::open).orElse(0),
                seams.map(Seams::flipped).orElse(0),
                seams.map(Seams::crowded).orElse(0),
                sums.volumeMm3() < 0);
    }

    /// What a person should know before this is printed.
    public List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        double longest = Math.max(widthMm(), Math.max(depthMm(), heightMm()));
        double shortest = Math.min(widthMm(), Math.min(depthMm(), heightMm()));
        if (volumeMm3 <= 0 || shortest <= 0) findings.add(Finding.of(Severity.STOP, "meshes.flat"));
        else if (longest < TINY_MM) {
            findings.add(Finding.of(Severity.WARNING, "meshes.tiny", mm(longest), mm(longest * INCH_MM)));
        } else if (shortest < THIN_MM) findings.add(Finding.of(Severity.WARNING, "meshes.thin", mm(shortest)));
        if (openEdges > 0) findings.add(Finding.of(Severity.WARNING, "meshes.holes", openEdges));
        if (flippedEdges > 0) findings.add(Finding.of(Severity.WARNING, "meshes.flipped", flippedEdges));
        if (crowdedEdges > 0) findings.add(Finding.of(Severity.NOTE, "meshes.crowded", crowdedEdges));
        if (insideOut) findings.add(Finding.of(Severity.NOTE, "meshes.inside-out"));
        return findings;
    }

    private static String mm(double length) {
        return length < 10 ? String.format(Locale.ROOT, "%.2f", length) : String.format(Locale.ROOT, "%.0f", length);
    }
}
