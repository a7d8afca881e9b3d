package platen.meshes;

import java.io.IOException;
import java.lang.management.ManagementFactory;

/// How long a mesh takes, in seconds of one core: to be read, to all measures with closed and oriented or not, to
/// bodies and defects on top of that, and to be drawn.
public record MeshTimes(int triangles, double readS, double measuresS, double partS, double pictureS) {

    /// Reads a mesh: to be measured.
    public interface Source {
        Mesh read() throws IOException;
    }

    public static MeshTimes of(Source source) throws IOException {
        double start = core();
        var mesh = source.read();
        double known = core();
        var sums = Sums.of(mesh);
        double measured = core();
        if (!sums.closed()) throw new IOException("the shape should be closed");
        double before = core();
        var part = Part.of(mesh, 0.4);
        double looked = core();
        Picture.of(part.printed());
        double drawn = core();
        return new MeshTimes(
                mesh.triangles(), known - start, measured - start, known - start + looked - before, drawn - looked);
    }

    private static double core() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }
}
