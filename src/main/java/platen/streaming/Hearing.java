package platen.streaming;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// The bytes of a line as text: UTF-8, or Latin-1 where it is none.
final class Hearing {
    private Hearing() {}

    /// A line, without what a board sends before its first word.
    static String line(byte[] bytes, int length) {
        int start = 0;
        while (start < length && isNoise(bytes[start])) start++;
        return text(bytes, start, length - start);
    }

    static String text(byte[] bytes, int from, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException _) {
            return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        }
    }

    private static boolean isNoise(byte c) {
        return c < ' ';
    }
}
