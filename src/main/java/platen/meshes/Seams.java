package platen.meshes;

/// How the triangles of a mesh meet, and how many shells they make. In a closed surface each edge is walked once in
/// either direction.
///
/// Triangles hang together across an edge that two of them share: boxes that only touch along an edge are two.
final class Seams implements Edges.Visitor {
    private final Edges edges;
    private final int[] parents;
    private int open;
    private int flipped;
    private int crowded;

    private Seams(Weld weld, Edges edges) {
        this.edges = edges;
        parents = new int[weld.triangles()];
        for (int triangle = 0; triangle < parents.length; triangle++) parents[triangle] = triangle;
    }

    static Seams of(Weld weld, Edges edges) {
        var seams = new Seams(weld, edges);
        edges.visit(seams);
        return seams;
    }

    @Override
    public void edge(int first, int end) {
        int forward = 0;
        for (int at = first; at < end; at++) {
            if (edges.isForward(edges.side(at))) forward++;
        }
        int all = end - first;
        if (all % 2 == 1) open++;
        else if (2 * forward != all) flipped++;
        else if (all > 2) crowded++;
        if (all == 2) join(edges.side(first) / 3, edges.side(first + 1) / 3);
    }

    /// The rims of holes.
    int open() {
        return open;
    }

    /// Between faces of which one looks inward.
    int flipped() {
        return flipped;
    }

    /// Where more than two faces meet.
    int crowded() {
        return crowded;
    }

    boolean areSound() {
        return open + flipped + crowded == 0;
    }

    /// The same triangle for all of one shell.
    int shell(int triangle) {
        int at = triangle;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }

    private void join(int one, int other) {
        int first = shell(one);
        int second = shell(other);
        if (first < second) parents[second] = first;
        else parents[first] = second;
    }
}
