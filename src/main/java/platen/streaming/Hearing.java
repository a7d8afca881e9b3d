package platen.streaming;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// The bytes of a line as text: UTF-8, or Latin-1 where it is none.
final class Hearing {
    private Hearing() {}

    static String text(byte[] bytes, int length) {
        int start = 0;
        while (start < length && isNoise(bytes[start])) start++;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, length - start))
                    .toString();
        } catch (CharacterCodingException _) {
            return new String(bytes, start, length - start, StandardCharsets.ISO_8859_1);
        }
    }

    /// What a board sends before its first word.
    private static boolean isNoise(byte c) {
        return c < ' ';
    }
}
