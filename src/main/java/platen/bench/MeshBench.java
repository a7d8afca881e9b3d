package platen.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.IntStream;
import platen.meshes.Mesh;
import platen.meshes.MeshTimes;
import platen.meshes.formats.MeshFile;
import platen.meshes.formats.Reading;

/// Reads and measures shapes of a million triangles, and tells megabytes per second of one core.
public final class MeshBench {
    private final int triangles;
    private final Path folder;

    /// Files are written to `folder`, and stay there for other programs to read.
    public MeshBench(int triangles, Path folder) {
        this.triangles = triangles;
        this.folder = folder;
    }

    public void run(int rounds, long seed, PrintStream out) throws IOException {
        var inOrder = new MeshShapes(triangles, seed, false);
        var binary = folder.resolve("shape.stl");
        var shuffled = folder.resolve("shuffled.stl");
        var text = folder.resolve("text.stl");
        var obj = folder.resolve("shape.obj");
        inOrder.writeBinary(binary);
        new MeshShapes(triangles, seed, true).writeBinary(shuffled);
        inOrder.writeText(text);
        inOrder.writeObj(obj);
        FlatPart.write(folder.resolve("flat.stl"));
        out.printf("%-14s %8s %8s %10s %10s %10s%n", "file", "MB", "read", "measures", "bodies", "picture");
        for (var file : new Path[] {binary, shuffled, text, obj}) row(file, rounds, out);
        out.println("MB/s of one core, medians; the picture in seconds. Bodies include defects and thin walls.");
    }

    private static void row(Path file, int rounds, PrintStream out) throws IOException {
        var times = IntStream.range(0, rounds).mapToObj(_ -> times(file)).toList();
        var median = times.stream()
                .sorted(Comparator.comparingDouble(MeshTimes::partS))
                .toList()
                .get(rounds / 2);
        double mb = Files.size(file) / 1e6;
        out.printf(
                "%-14s %8.1f %8.0f %10.0f %10.0f %10.3f%n",
                file.getFileName(),
                mb,
                mb / median.readS(),
                mb / median.measuresS(),
                mb / median.partS(),
                median.pictureS());
    }

    private static Mesh mesh(Path file) throws IOException {
        if (MeshFile.read(file, true) instanceof Reading.Read read) return read.mesh();
        throw new IOException("no mesh: " + file);
    }

    private static MeshTimes times(Path file) {
        try {
            return MeshTimes.of(() -> mesh(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
