package platen.meshes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Mends a surface as far as nobody can be of two minds about it: faces without an area and second copies are left
/// out, faces are turned as most of their neighbours are, and small holes are closed.
///
/// A hole is small if one face is missing, or if its lid has less than a hundredth of the surface. A larger one may
/// be meant, as that of a vase without thickness: a person has to look.
final class Repair {
    /// Larger ones would not fit in the inspecting process while they are mended.
    static final int MOST_TRIANGLES = 3_000_000;

    private static final double SMALL_SHARE = 0.01;
    private static final int MOST_HOLE_SIDES = 400;
    private static final int MOST_OPEN_SIDES = 100_000;
    private static final int MOST_AT_AN_EDGE = 64;
    private static final int ALONE = -1;
    private static final int CROWDED = -2;

    private final Mesh mesh;
    private final Weld weld;
    private final Edges edges;
    private final BitSet dropped = new BitSet();
    private final BitSet turned = new BitSet();
    private final int[] partners;
    private final List<float[]> lids = new ArrayList<>();
    private int closed;

    /// What came of it: how many faces were left out and turned, how many holes were closed.
    record Mended(Mesh mesh, int dropped, int turned, int closed) {}

    private Repair(Mesh mesh, Weld weld, Edges edges) {
        this.mesh = mesh;
        this.weld = weld;
        this.edges = edges;
        partners = new int[3 * mesh.triangles()];
        Arrays.fill(partners, CROWDED);
    }

    static Mended of(Mesh mesh, Weld weld, Edges edges, double areaMm2) throws Unusable {
        var repair = new Repair(mesh, weld, edges);
        repair.drop();
        edges.visit(repair::pair);
        repair.turn();
        repair.close(SMALL_SHARE * areaMm2);
        return new Mended(repair.mended(), repair.dropped.cardinality(), repair.turned.cardinality(), repair.closed);
    }

    private void drop() {
        for (int triangle = 0; triangle < mesh.triangles(); triangle++) {
            if (weld.isFlat(triangle)) dropped.set(triangle);
        }
        edges.visit(this::dropTwins);
    }

    private void dropTwins(int first, int end) {
        if (end - first < 2 || end - first > MOST_AT_AN_EDGE) return;
        for (int at = first; at < end; at++) {
            for (int other = at + 1; other < end; other++) {
                int one = edges.side(at);
                int two = edges.side(other);
                var twins = edges.isForward(one) == edges.isForward(two) && third(one) == third(two);
                if (twins) dropped.set(Math.max(one, two) / 3);
            }
        }
    }

    private int third(int side) {
        return edges.to(Edges.next(side));
    }

    private void pair(int first, int end) {
        int one = -1;
        int two = -1;
        int count = 0;
        for (int at = first; at < end; at++) {
            int side = edges.side(at);
            if (dropped.get(side / 3)) continue;
            two = one;
            one = side;
            count++;
        }
        if (count == 1) partners[one] = ALONE;
        if (count != 2) return;
        partners[one] = two;
        partners[two] = one;
    }

    private void turn() {
        var seen = new BitSet(mesh.triangles());
        var shell = new int[mesh.triangles()];
        for (int triangle = 0; triangle < mesh.triangles(); triangle++) {
            if (!seen.get(triangle) && !dropped.get(triangle)) turn(triangle, seen, shell);
        }
    }

    /// Walks over a shell, marks what looks another way than its first triangle, and turns the smaller part. A
    /// surface that has one side only stays as it is.
    private void turn(int start, BitSet seen, int[] shell) {
        int count = 1;
        shell[0] = start;
        seen.set(start);
        var oneSided = false;
        double as = 0;
        double against = 0;
        for (int at = 0; at < count; at++) {
            int triangle = shell[at];
            var isTurned = turned.get(triangle);
            if (isTurned) against += area(triangle);
            else as += area(triangle);
            for (int side = 3 * triangle; side < 3 * triangle + 3; side++) {
                if (partners[side] < 0) continue;
                int neighbour = partners[side] / 3;
                var turns = isTurned ^ edges.isForward(side) == edges.isForward(partners[side]);
                if (seen.get(neighbour)) oneSided |= turned.get(neighbour) != turns;
                else {
                    seen.set(neighbour);
                    turned.set(neighbour, turns);
                    shell[count++] = neighbour;
                }
            }
        }
        for (int at = 0; at < count; at++) {
            if (oneSided) turned.clear(shell[at]);
            else if (against > as) turned.flip(shell[at]);
        }
    }

    private double area(int triangle) {
        int a = weld.point(3 * triangle);
        return area(at(a), at(weld.point(3 * triangle + 1)), at(weld.point(3 * triangle + 2)));
    }

    private static double area(float[] a, float[] b, float[] c) {
        double ux = b[0] - (double) a[0], uy = b[1] - (double) a[1], uz = b[2] - (double) a[2];
        double vx = c[0] - (double) a[0], vy = c[1] - (double) a[1], vz = c[2] - (double) a[2];
        double x = uy * vz - uz * vy, y = uz * vx - ux * vz, z = ux * vy - uy * vx;
        return Math.sqrt(x * x + y * y + z * z) / 2;
    }

    private float[] at(int point) {
        return new float[] {weld.number(point, 0), weld.number(point, 1), weld.number(point, 2)};
    }

    private void close(double smallMm2) {
        var rim = rim();
        while (!rim.isEmpty()) {
            var loop = loop(rim, rim.keySet().iterator().next());
            var lid = lid(loop);
            double area = lid.stream()
                    .mapToDouble(t -> area(at(t, 0), at(t, 1), at(t, 2)))
                    .sum();
            if (lid.isEmpty() || (lid.size() > 1 && area > smallMm2)) continue;
            lids.addAll(lid);
            closed++;
        }
    }

    /// From each point on the rim of a hole to the next one. Where rims touch, no one can say how they go on.
    private Map<Integer, Integer> rim() {
        var rim = new HashMap<Integer, Integer>();
        Set<Integer> unclear = new HashSet<>();
        for (int side = 0; side < partners.length; side++) {
            if (partners[side] != ALONE) continue;
            var isTurned = turned.get(side / 3);
            int from = isTurned ? edges.to(side) : edges.from(side);
            int to = isTurned ? edges.from(side) : edges.to(side);
            if (rim.put(from, to) != null) unclear.add(from);
            if (rim.size() > MOST_OPEN_SIDES) return new HashMap<>();
        }
        rim.keySet().removeAll(unclear);
        return rim;
    }

    /// Takes a loop off the rim; empty when it does not come back to its beginning.
    private static List<Integer> loop(Map<Integer, Integer> rim, int start) {
        var loop = new ArrayList<Integer>();
        int at = start;
        do {
            loop.add(at);
            var next = rim.remove(at);
            if (next == null) return List.of();
            at = next;
        } while (at != start);
        return loop;
    }

    /// One triangle, or a fan around the middle: its volume is that of any other lid of a plane hole.
    private List<float[]> lid(List<Integer> loop) {
        if (loop.size() < 3 || loop.size() > MOST_HOLE_SIDES) return List.of();
        if (loop.size() == 3) return List.of(triangle(at(loop.get(2)), at(loop.get(1)), at(loop.get(0))));
        var middle = middle(loop);
        var lid = new ArrayList<float[]>();
        for (int i = 0; i < loop.size(); i++) {
            lid.add(triangle(at(loop.get((i + 1) % loop.size())), at(loop.get(i)), middle));
        }
        return lid;
    }

    private float[] middle(List<Integer> loop) {
        var sums = new double[3];
        for (int point : loop) {
            for (int axis = 0; axis < 3; axis++) sums[axis] += weld.number(point, axis);
        }
        int n = loop.size();
        return new float[] {(float) (sums[0] / n), (float) (sums[1] / n), (float) (sums[2] / n)};
    }

    private static float[] triangle(float[] a, float[] b, float[] c) {
        return new float[] {a[0], a[1], a[2], b[0], b[1], b[2], c[0], c[1], c[2]};
    }

    private static float[] at(float[] triangle, int corner) {
        return Arrays.copyOfRange(triangle, 3 * corner, 3 * corner + 3);
    }

    private Mesh mended() throws Unusable {
        var mended = new Mesh();
        for (int triangle = 0; triangle < mesh.triangles(); triangle++) {
            if (!dropped.get(triangle)) mended.add(mesh, triangle, turned.get(triangle));
        }
        for (var t : lids) mended.add(t[0], t[1], t[2], t[3], t[4], t[5], t[6], t[7], t[8]);
        return mended;
    }
}
