package platen.meshes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SumsTest {
    private static final int BODIES = 6;
    private static final int TRIES = 500;

    @Test
    void agreesWithTheCountOfEdgesWhateverIsDoneToASurface() throws Unusable {
        var random = new Random(7);
        for (int i = 0; i < TRIES; i++) {
            var triangles = boxes(random);
            damage(triangles, random);
            var mesh = mesh(triangles);
            var sums = Sums.of(mesh);
            var weld = Weld.of(mesh).orElseThrow();
            var seams = Seams.of(weld, new Edges(weld));
            assertEquals(seams.open() == 0, sums.closed(), "closed, try " + i);
            assertEquals(seams.open() + seams.flipped() == 0, sums.closed() && sums.alike(), "turned alike, try " + i);
        }
    }

    @Test
    void countsAsOverhangWhatFacesDownSteeplyAboveThePlate() throws Unusable {
        var onPlate = mesh(triangles(Solids.box(10, 10, 10), 0, 0, 0));
        assertEquals(0, Sums.of(onPlate).overhangMm2());
        var table = triangles(Solids.box(10, 10, 10), 0, 0, 0);
        table.addAll(triangles(Solids.box(20, 30, 1), 0, 0, 10));
        assertEquals(600, Sums.of(mesh(table)).overhangMm2(), 1e-9);
    }

    @Test
    void walksAroundAPointWhereThousandsOfTrianglesMeet() throws Unusable {
        var mesh = new Mesh();
        int points = 20_000;
        for (int i = 0; i < points; i++) {
            double from = 2 * Math.PI * i / points;
            double to = 2 * Math.PI * ((i + 1) % points) / points;
            float ax = (float) Math.cos(from), ay = (float) Math.sin(from);
            float bx = (float) Math.cos(to), by = (float) Math.sin(to);
            mesh.add(0, 0, 1, ax, ay, 0, bx, by, 0);
            mesh.add(0, 0, -1, bx, by, 0, ax, ay, 0);
        }
        var weld = Weld.of(mesh).orElseThrow();
        assertEquals(points + 2, weld.points());
        var seams = Seams.of(weld, new Edges(weld));
        assertEquals(true, seams.areSound());
        assertEquals(2 * Math.PI / 3, Sums.of(mesh).volumeMm3(), 1e-6);
    }

    private static List<float[]> boxes(Random random) {
        var triangles = new ArrayList<float[]>();
        for (int body = 0; body < BODIES; body++) {
            var size = Solids.box(1 + random.nextInt(3), 1 + random.nextInt(3), 1 + random.nextInt(3));
            triangles.addAll(triangles(size, random.nextInt(4), random.nextInt(4), random.nextInt(4)));
        }
        return triangles;
    }

    private static void damage(List<float[]> triangles, Random random) {
        for (int times = random.nextInt(4); times > 0; times--) {
            int which = random.nextInt(triangles.size());
            var t = triangles.get(which);
            switch (random.nextInt(4)) {
                case 0 -> triangles.remove(which);
                case 1 -> triangles.set(which, new float[] {t[3], t[4], t[5], t[0], t[1], t[2], t[6], t[7], t[8]});
                case 2 -> triangles.add(t.clone());
                default -> triangles.add(new float[] {t[0], t[1], t[2], t[3], t[4], t[5], t[0], t[1], t[2]});
            }
        }
    }

    private static List<float[]> triangles(float[][] corners, float x, float y, float z) {
        var triangles = new ArrayList<float[]>();
        for (int i = 0; i < corners.length; i += 3) {
            var triangle = new float[9];
            for (int number = 0; number < 9; number++) {
                float shift = number % 3 == 0 ? x : number % 3 == 1 ? y : z;
                triangle[number] = corners[i + number / 3][number % 3] + shift;
            }
            triangles.add(triangle);
        }
        return triangles;
    }

    private static Mesh mesh(List<float[]> triangles) throws Unusable {
        var mesh = new Mesh();
        for (var t : triangles) mesh.add(t[0], t[1], t[2], t[3], t[4], t[5], t[6], t[7], t[8]);
        return mesh;
    }
}
