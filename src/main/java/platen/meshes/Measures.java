package platen.meshes;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
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
    /// A part of a few inches, read as millimetres; few parts are so small.
    private static final double TINY_MM = 5;
    private static final double THIN_MM = 0.3;
    /// What is smaller was drawn in metres: nobody sends a part of half a millimetre.
    private static final double METRES_MM = 0.5;
    private static final double HUGE_MM = 1_000;
    private static final double MM_PER_INCH = 25.4;
    private static final double MM_PER_METRE = 1_000;

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
        var seams = Weld.of(mesh).map(weld -> Seams.of(weld, new Edges(weld)));
        return of(mesh.box(), mesh.triangles(), sums, sums, seams.orElse(null));
    }

    /// `asItCame` and `seams` tell of the file, `printed` of what we made of it.
    static Measures of(Box box, int triangles, Sums asItCame, Sums printed, @Nullable Seams seams) {
        return new Measures(
                List.of(box.sizeX(), box.sizeY(), box.sizeZ()),
                Math.abs(printed.volumeMm3()),
                printed.areaMm2(),
                triangles,
                seams == null ? 0 : seams.open(),
                seams == null ? 0 : seams.flipped(),
                seams == null ? 0 : seams.crowded(),
                asItCame.volumeMm3() < 0);
    }

    /// What a person should know of the size; how sound the surface is, [Soundness] knows.
    List<Finding> findings() {
        double longest = Math.max(widthMm(), Math.max(depthMm(), heightMm()));
        double shortest = Math.min(widthMm(), Math.min(depthMm(), heightMm()));
        if (volumeMm3 <= 0 || shortest <= 0) return List.of(Finding.of(Severity.STOP, "meshes.flat"));
        if (longest < METRES_MM) return List.of(doubt("meshes.in-metres", longest, MM_PER_METRE));
        if (longest < TINY_MM) return List.of(doubt("meshes.tiny", longest, MM_PER_INCH));
        if (longest > HUGE_MM) return List.of(doubt("meshes.huge", longest, 1 / MM_PER_INCH));
        return shortest < THIN_MM ? List.of(Finding.of(Severity.WARNING, "meshes.thin", mm(shortest))) : List.of();
    }

    private static Finding doubt(String key, double longest, double factor) {
        return Finding.of(Severity.WARNING, key, mm(longest), mm(longest * factor));
    }

    private static String mm(double length) {
        return length < 10 ? String.format(Locale.ROOT, "%.2f", length) : String.format(Locale.ROOT, "%.0f", length);
    }
}
