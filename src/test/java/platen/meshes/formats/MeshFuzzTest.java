package platen.meshes.formats;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import platen.meshes.Format;
import platen.meshes.Part;
import platen.meshes.Picture;
import platen.meshes.Solids;

/// Damages a sound file of each format at random, from a seed, and reads what comes of it: that ends in a part or in
/// a refusal, never otherwise. `-Dplaten.fuzz.minutes=10` goes on for so long with each format.
class MeshFuzzTest {
    private static final int FILES = 2_000;
    private static final int MOST_CHANGES = 8;
    private static final byte[][] WORDS = {
        "NaN".getBytes(US_ASCII),
        "1e39".getBytes(US_ASCII),
        "-1".getBytes(US_ASCII),
        "99999999999".getBytes(US_ASCII),
        "<".getBytes(US_ASCII),
        "&a;".getBytes(US_ASCII),
        "\n".getBytes(US_ASCII),
        new byte[64],
        {(byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f},
        {0, 0, (byte) 0xc0, 0x7f},
        "endsolid".getBytes(US_ASCII)
    };

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Format.class)
    void endsInAPartOrARefusal(Format format) throws IOException {
        var sound = sound(format);
        long end = System.nanoTime()
                + Duration.ofMinutes(Integer.getInteger("platen.fuzz.minutes", 0))
                        .toNanos();
        for (long seed = 0; seed < FILES || System.nanoTime() < end; seed++) {
            var file = file(format, damaged(sound, new Random(seed)));
            try {
                look(MeshFile.read(file, format));
            } catch (RuntimeException e) {
                throw new AssertionError(format + ", seed " + seed, e);
            }
        }
    }

    private static void look(Reading reading) {
        switch (reading) {
            case Reading.Read read -> {
                Part.of(read.mesh(), 0.4).findings();
                Picture.of(read.mesh());
            }
            case Reading.Refused(var why) -> assertFalse(why.key().isEmpty());
        }
    }

    private static byte[] sound(Format format) {
        return switch (format) {
            case STL_BINARY -> Solids.binaryStl(Solids.box(10, 20, 30), "");
            case STL_TEXT -> Solids.textStl(Solids.box(10, 20, 30)).getBytes(US_ASCII);
            case OBJ -> Solids.obj(10, 20, 30).getBytes(US_ASCII);
            case THREE_MF -> Solids.model("millimeter", "<item objectid='2'/>").getBytes(UTF_8);
        };
    }

    /// A 3MF is damaged in its model, and one time in eight in the archive around it.
    private Path file(Format format, byte[] content) throws IOException {
        var file = folder.resolve("part");
        if (format != Format.THREE_MF) return Files.write(file, content);
        Solids.zip(file, Map.of("3D/3dmodel.model", content));
        var random = new Random(Arrays.hashCode(content));
        return random.nextInt(8) > 0 ? file : Files.write(file, damaged(Files.readAllBytes(file), random));
    }

    private static byte[] damaged(byte[] sound, Random random) {
        var bytes = sound.clone();
        for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0 && bytes.length > 0; changes--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> bytes = spliced(bytes, at, WORDS[random.nextInt(WORDS.length)], at);
                case 3 -> {
                    int to = Math.min(bytes.length, at + random.nextInt(200));
                    bytes = spliced(bytes, at, Arrays.copyOfRange(bytes, at, to), at); // there twice
                }
                default -> bytes = spliced(bytes, at, new byte[0], Math.min(bytes.length, at + random.nextInt(60)));
            }
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int from, byte[] middle, int to) {
        var spliced = Arrays.copyOf(bytes, from + middle.length + bytes.length - to);
        System.arraycopy(middle, 0, spliced, from, middle.length);
        System.arraycopy(bytes, to, spliced, from + middle.length, bytes.length - to);
        return spliced;
    }
}
