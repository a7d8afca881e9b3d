package platen.meshes;

import java.util.Arrays;

/// How the triangles of a mesh meet. In a closed surface each edge is walked once in either direction.
///
/// Corners are the same point when their numbers are the same; a point is named by the first corner that
/// stands on it.
record Seams(int open, int flipped, int crowded) {

    static Seams of(Mesh mesh) {
        var edges = edges(mesh);
        Arrays.sort(edges);
        int open = 0;
        int flipped = 0;
        int crowded = 0;
        for (int at = 0; at < edges.length; ) {
            if (edges[at] == NO_EDGE) {
                at++;
                continue;
            }
            var edge = edges[at] >>> 1;
            int forward = 0;
            int backward = 0;
            for (; at < edges.length && edges[at] >>> 1 == edge; at++) {
                if ((edges[at] & 1) == 0) forward++;
                else backward++;
            }
            if ((forward + backward) % 2 == 1) open++;
            else if (forward != backward) flipped++;
            else if (forward > 1) crowded++;
        }
        return new Seams(open, flipped, crowded);
    }

    private static final long NO_EDGE = 0;

    private static long[] edges(Mesh mesh) {
        var points = new PointTable(mesh);
        var edges = new long[mesh.triangles() * 3];
        for (int triangle = 0; triangle < mesh.triangles(); triangle++) {
            long a = points.named(triangle * 3);
            long b = points.named(triangle * 3 + 1);
            long c = points.named(triangle * 3 + 2);
            if (a == b || b == c || c == a) continue; // a triangle without an area has no edges to match
            edges[triangle * 3] = edge(a, b);
            edges[triangle * 3 + 1] = edge(b, c);
            edges[triangle * 3 + 2] = edge(c, a);
        }
        return edges;
    }

    private static long edge(long from, long to) {
        return from < to ? from << 32 | to << 1 : to << 32 | from << 1 | 1;
    }
}
