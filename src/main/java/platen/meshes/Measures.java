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

    /// The volume is the sum of the pyramids between each triangle and one corner of the box.
    public static Measures of(Mesh mesh) {
        var box = mesh.box();
        double volume = 0;
        double area = 0;
        for (int triangle = 0; triangle < mesh.triangles(); triangle++) {
            var n = mesh.piece(triangle);
            int at = mesh.offset(triangle);
            double ax = n[at] - box.minX();
            double ay = n[at + 1] - box.minY();
            double az = n[at + 2] - box.minZ();
            double ux = n[at + 3] - (double) n[at];
            double uy = n[at + 4] - (double) n[at + 1];
            double uz = n[at + 5] - (double) n[at + 2];
            double vx = n[at + 6] - (double) n[at];
            double vy = n[at + 7] - (double) n[at + 1];
            double vz = n[at + 8] - (double) n[at + 2];
            double crossX = uy * vz - uz * vy;
            double crossY = uz * vx - ux * vz;
            double crossZ = ux * vy - uy * vx;
            volume += ax * crossX + ay * crossY + az * crossZ;
            area += Math.sqrt(crossX * crossX + crossY * crossY + crossZ * crossZ);
        }
        var seams = Seams.of(mesh);
        return new Measures(
                List.of(box.sizeX(), box.sizeY(), box.sizeZ()),
                Math.abs(volume) / 6,
                area / 2,
                mesh.triangles(),
                seams.open(),
                seams.flipped(),
                seams.crowded(),
                volume < 0);
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
