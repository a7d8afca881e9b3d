package platen.documents.reading;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Good documents, damaged at random from a seed: hundreds in a test run, and for as long as one likes with
/// `-DargLine=-Dplaten.fuzz.minutes=10`.
class MutationsTest {
    private static final int FEW = 150;
    private static final long MINUTES = Long.getLong("platen.fuzz.minutes", 0);
    private static final byte[] END = "%%EOF\n".getBytes(StandardCharsets.US_ASCII);
    private static final String[] WORDS = {"0", "-1", "99999999999", "1 0 R", "<<", ">>", "[", "]", "endobj", "null"};

    static Stream<Arguments> good() throws IOException {
        return Stream.of(
                arguments("a flyer", Drafts.withBleed()),
                arguments("a report", Drafts.plain(3)),
                arguments(
                        "a page with a picture",
                        Drafts.pdf(1, Drafts.A4, (document, _, pen) -> Drafts.photo(document, pen, 60, 200, true))),
                arguments("a PNG", image("png")),
                arguments("a JPEG", image("jpeg")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    void anyDamageGetsAnAnswer(String what, byte[] good) {
        var end = System.nanoTime() + Duration.ofMinutes(MINUTES).toNanos();
        for (int seed = 0; seed < FEW || System.nanoTime() < end; seed++) {
            var damaged = damaged(good, new Random(seed));
            try {
                Fuzzed.look(damaged);
            } catch (RuntimeException | Error e) {
                throw new AssertionError(what + ", seed " + seed, e);
            }
        }
    }

    private static byte[] damaged(byte[] good, Random random) {
        var bytes = good.clone();
        int changes = 1 + random.nextInt(8);
        for (int i = 0; i < changes; i++) bytes = changed(bytes, random);
        if (new String(bytes, 0, Math.min(bytes.length, 5), StandardCharsets.US_ASCII).equals("%PDF-")) {
            bytes = spliced(bytes, bytes.length, 0, END);
        }
        return bytes;
    }

    private static byte[] changed(byte[] bytes, Random random) {
        int at = 8 + random.nextInt(Math.max(1, bytes.length - 8));
        return switch (random.nextInt(5)) {
            case 0 -> spliced(bytes, at, 1, new byte[] {(byte) random.nextInt(256)});
            case 1 -> spliced(bytes, at, random.nextInt(64), new byte[0]);
            case 2 -> spliced(bytes, at, 0, Arrays.copyOfRange(bytes, at / 2, at / 2 + Math.min(64, at - at / 2)));
            case 3 -> number(bytes, at, random);
            default -> spliced(bytes, at, 0, WORDS[random.nextInt(WORDS.length)].getBytes(StandardCharsets.US_ASCII));
        };
    }

    /// Puts another number where one stands: object numbers, lengths, counts.
    private static byte[] number(byte[] bytes, int from, Random random) {
        for (int at = from; at < bytes.length; at++) {
            if (bytes[at] < '0' || bytes[at] > '9') continue;
            var other = Integer.toString(random.nextInt(random.nextBoolean() ? 30 : Integer.MAX_VALUE));
            return spliced(bytes, at, 1, other.getBytes(StandardCharsets.US_ASCII));
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int at, int gone, byte[] put) {
        int start = Math.min(at, bytes.length);
        int end = Math.min(start + gone, bytes.length);
        var out = new ByteArrayOutputStream();
        out.write(bytes, 0, start);
        out.writeBytes(put);
        out.write(bytes, end, bytes.length - end);
        return out.toByteArray();
    }

    private static byte[] image(String format) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(Drafts.photo(50, 40, true), format, bytes);
        return bytes.toByteArray();
    }
}
