package platen.meshes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import platen.values.Finding;

class PartTest {
    private static final double NOZZLE_MM = 0.4;
    private static final int MILLION = 1_000_000;

    @Test
    void tellsTinyHugeAndFlatParts() throws Unusable {
        assertEquals(List.of("meshes.tiny"), keys(part(Solids.box(2, 1, 1))));
        assertEquals(
                List.of("meshes.in-metres"),
                keys(part(Solids.box(0.2f, 0.1f, 0.1f))).subList(0, 1));
        assertEquals(List.of("meshes.huge"), keys(part(Solids.box(2000, 100, 100))));
        assertEquals("meshes.flat", keys(part(Solids.box(20, 10, 0))).getFirst());
        assertEquals(List.of(), keys(part(Solids.box(10, 20, 30))));
    }

    @Test
    void turnsAFaceThatLooksInward() throws Unusable {
        var part = part(flipped(Solids.box(10, 20, 30), 3));
        assertEquals(List.of("meshes.turned"), keys(part));
        assertEquals(1, part.soundness().facesTurned());
        assertEquals(3, part.measures().flippedEdges());
        assertPrintsTheBox(part);
    }

    @Test
    void turnsAPartThatIsInsideOut() throws Unusable {
        var box = Solids.box(10, 20, 30);
        for (int triangle = 0; triangle < 12; triangle++) box = flipped(box, triangle);
        var part = part(box);
        assertEquals(List.of("meshes.inside-out"), keys(part));
        assertPrintsTheBox(part);
    }

    @Test
    void closesAHoleOfOneFaceAndDropsWhatIsTwiceOrHasNoArea() throws Unusable {
        var box = Solids.box(10, 20, 30);
        var corners = new ArrayList<>(List.of(Arrays.copyOf(box, box.length - 3)));
        corners.addAll(List.of(box[0], box[1], box[2]));
        corners.addAll(List.of(box[0], box[1], box[0]));
        var part = part(corners.toArray(float[][]::new));
        assertEquals(List.of("meshes.closed", "meshes.dropped"), keys(part).subList(0, 2));
        assertEquals(2, part.soundness().facesDropped());
        assertPrintsTheBox(part);
    }

    @Test
    void leavesALargeHoleAsItIs() throws Unusable {
        var box = Solids.box(10, 20, 30);
        var part = part(Arrays.copyOfRange(box, 6, box.length));
        assertEquals(List.of("meshes.holes"), keys(part));
        assertFalse(part.soundness().sound());
        assertEquals(10, part.printed().triangles());
    }

    @Test
    void countsBodiesAndHollows() throws Unusable {
        var corners = new ArrayList<>(List.of(Solids.box(10, 20, 30)));
        corners.addAll(moved(Solids.box(10, 10, 10), 10, 20, 0)); // touches along an edge
        var hollow = Solids.box(2, 2, 2);
        for (int triangle = 0; triangle < 12; triangle++) hollow = flipped(hollow, triangle);
        corners.addAll(moved(hollow, 4, 4, 4));
        var soundness = part(corners.toArray(float[][]::new)).soundness();
        assertEquals(2 + 1, soundness.bodies() + soundness.cavities());
        var apart = new ArrayList<>(List.of(Solids.box(10, 20, 30)));
        apart.addAll(moved(hollow, 4, 4, 4));
        assertEquals(List.of("meshes.cavities"), keys(part(apart.toArray(float[][]::new))));
    }

    @Test
    void findsWallsThinnerThanTheNozzle() throws Unusable {
        assertEquals(0, part(Solids.box(50, 50, 0.5f)).soundness().thinShare());
        var thin = part(Solids.box(50, 50, 0.35f));
        assertTrue(thin.soundness().thinShare() > 0.9, thin.soundness().toString());
        assertTrue(keys(thin).contains("meshes.thin-walls"));
        var half = new ArrayList<>(List.of(Solids.box(20, 20, 0.3f)));
        half.addAll(moved(Solids.box(20, 20, 2), 40, 40, 0));
        assertEquals(0.45, part(half.toArray(float[][]::new)).soundness().thinShare(), 0.05);
    }

    @Test
    void bearsAMillionTinyBodies() throws Unusable {
        var mesh = new Mesh();
        for (int i = 0; i < MILLION; i++) {
            float x = i % 1_000;
            int row = i / 1_000;
            float y = row;
            mesh.add(x, y, 0, x, y + 0.5f, 0, x + 0.5f, y, 0);
            mesh.add(x, y, 0, x + 0.5f, y, 0, x, y, 0.5f);
            mesh.add(x, y, 0, x, y, 0.5f, x, y + 0.5f, 0);
            mesh.add(x + 0.5f, y, 0, x, y + 0.5f, 0, x, y, 0.5f);
        }
        var soundness = Part.of(mesh, NOZZLE_MM).soundness();
        assertEquals(MILLION, soundness.bodies());
        assertTrue(soundness.sound());
    }

    private static void assertPrintsTheBox(Part part) {
        assertTrue(part.soundness().sound(), part.soundness().toString());
        assertEquals(6000, part.measures().volumeMm3(), 1e-6);
        assertEquals(2200, part.measures().areaMm2(), 1e-6);
        assertEquals(6000, Sums.of(part.printed()).volumeMm3(), 1e-6);
    }

    private static Part part(float[][] corners) throws Unusable {
        var mesh = new Mesh();
        for (int i = 0; i < corners.length; i += 3) {
            float[] a = corners[i], b = corners[i + 1], c = corners[i + 2];
            mesh.add(a[0], a[1], a[2], b[0], b[1], b[2], c[0], c[1], c[2]);
        }
        return Part.of(mesh, NOZZLE_MM);
    }

    private static float[][] flipped(float[][] corners, int triangle) {
        var flipped = Arrays.asList(corners.clone());
        Collections.swap(flipped, 3 * triangle, 3 * triangle + 1);
        return flipped.toArray(float[][]::new);
    }

    private static List<float[]> moved(float[][] corners, float x, float y, float z) {
        return Arrays.stream(corners)
                .map(c -> new float[] {c[0] + x, c[1] + y, c[2] + z})
                .toList();
    }

    private static List<String> keys(Part part) {
        return part.findings().stream()
                .map(Finding::message)
                .map(message -> message.key())
                .toList();
    }
}
