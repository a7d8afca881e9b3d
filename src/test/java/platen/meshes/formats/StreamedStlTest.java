package platen.meshes.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.meshes.Measures;

class StreamedStlTest {
    @TempDir
    private Path folder;

    @Test
    void measuresTheSameInPiecesOfAnySize() throws IOException {
        var gear = gear();
        var file = Files.write(folder.resolve("gear.stl"), gear);
        var whole = Measures.of(((Reading.Read) MeshFile.read(file, true)).mesh());
        var random = new Random(1);
        for (int most : new int[] {1, 7, 49, 50, 51, 200, 4_096, gear.length}) {
            var stl = new StreamedStl();
            for (int at = 0; at < gear.length; ) {
                int now = Math.min(gear.length - at, 1 + random.nextInt(most));
                stl.add(gear, at, now);
                at += now;
            }
            var streamed = stl.measures().orElseThrow();
            assertEquals(whole.sizeMm(), streamed.sizeMm());
            assertEquals(whole.volumeMm3(), streamed.volumeMm3(), whole.volumeMm3() * 1e-9);
            assertEquals(whole.areaMm2(), streamed.areaMm2(), whole.areaMm2() * 1e-9);
            assertEquals(whole.triangles(), streamed.triangles());
        }
    }

    @Test
    void saysNothingOfWhatIsNoWholeBinaryStl() throws IOException {
        var gear = gear();
        assertTrue(measured(gear).isPresent());
        assertEquals(Optional.empty(), measured(new byte[0]));
        assertEquals(Optional.empty(), measured(Arrays.copyOf(gear, gear.length - 1)));
        assertEquals(Optional.empty(), measured(Arrays.copyOf(gear, gear.length - 50)));
        assertEquals(Optional.empty(), measured(Arrays.copyOf(gear, gear.length + 1)));
        assertEquals(Optional.empty(), measured(Arrays.copyOf(gear, gear.length + 50)));
        assertEquals(
                Optional.empty(),
                measured("solid a\nfacet normal 0 0 0".repeat(9).getBytes(StandardCharsets.US_ASCII)));
        var flat = gear.clone();
        for (int at = 84; at < flat.length; at += 50) for (int z = 20; z < 48; z += 12) put(flat, at + z, 1);
        assertEquals(Optional.empty(), measured(flat));
        for (float nonsense : new float[] {Float.NaN, Float.POSITIVE_INFINITY, 1e30f}) {
            var bad = gear.clone();
            put(bad, 84 + 50 * 300 + 24, nonsense);
            assertEquals(Optional.empty(), measured(bad), "" + nonsense);
        }
    }

    private static void put(byte[] bytes, int at, float number) {
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(at, number);
    }

    private static Optional<Measures> measured(byte[] bytes) {
        var stl = new StreamedStl();
        stl.add(bytes, 0, bytes.length);
        return stl.measures();
    }

    private static byte[] gear() throws IOException {
        try (var in = Objects.requireNonNull(StreamedStlTest.class.getResourceAsStream("/samples/gear.stl"))) {
            return in.readAllBytes();
        }
    }
}
