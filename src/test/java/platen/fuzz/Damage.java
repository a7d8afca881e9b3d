package platen.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/// Damages sound files at random, from a seed.
final class Damage {
    private static final int MOST_CHANGES = 8;
    private static final String[] WORDS = {
        "NaN",
        "1e39",
        "0",
        "-1",
        "99999999999",
        "1 0 R",
        "<<",
        ">>",
        "<",
        "[",
        "]",
        "\"",
        "#",
        "&a;",
        "\n",
        "\0\0\0\0",
        "endobj",
        "endsolid",
        "null",
        "\u007f\u00ff\u00ff\u00ff",
        "\0\0\u00c0\u007f"
    };

    private Damage() {}

    static byte[] of(byte[] sound, Random random) {
        var bytes = sound;
        int changes = 1 + random.nextInt(MOST_CHANGES);
        for (int i = 0; i < changes; i++) bytes = changed(bytes, random);
        return bytes;
    }

    private static byte[] changed(byte[] bytes, Random random) {
        int at = random.nextInt(Math.max(1, bytes.length));
        return switch (random.nextInt(6)) {
            case 0 -> spliced(bytes, at, 1, new byte[] {(byte) random.nextInt(256)});
            case 1 -> spliced(bytes, at, random.nextInt(64), new byte[0]);
            case 2 -> spliced(bytes, at, 0, Arrays.copyOfRange(bytes, at / 2, at / 2 + Math.min(200, at - at / 2)));
            case 3 -> number(bytes, at, random);
            case 4 -> bytes.length > 0 ? spliced(bytes, at, 1, flipped(bytes[at], random)) : bytes;
            default -> spliced(bytes, at, 0, WORDS[random.nextInt(WORDS.length)].getBytes(StandardCharsets.ISO_8859_1));
        };
    }

    private static byte[] flipped(byte one, Random random) {
        return new byte[] {(byte) (one ^ (1 << random.nextInt(8)))};
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
}
