package platen.people;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Codes that follow from a secret and the time, as RFC 6238 has them and as programs on telephones make them: six
/// digits, a new one each half minute.
final class Totp {
    static final int STEP_SECONDS = 30;
    private static final int DIGITS = 6;
    private static final int MODULUS = 1_000_000;
    private static final int SECRET_BYTES = 20;
    /// Clocks differ: the code before and the one after count, too.
    private static final int WINDOW = 1;
    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Totp() {}

    /// A secret in the letters in which it is typed.
    static String newSecret() {
        var bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return base32(bytes);
    }

    static long step(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
    }

    static String code(String secret, long step) {
        return code(bytes(secret), step, DIGITS, MODULUS);
    }

    static String code(byte[] secret, long step, int digits, int modulus) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            var offset = hash[hash.length - 1] & 0x0F;
            var number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%0" + digits + "d", number % modulus);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA1", e);
        }
    }

    /// The half minute of which this is the code, near now; none where it is of no such.
    static OptionalLong stepOf(String secret, String code, Instant now) {
        var found = OptionalLong.empty();
        for (long step = step(now) - WINDOW; step <= step(now) + WINDOW; step++)
            if (MessageDigest.isEqual(code(secret, step).getBytes(US_ASCII), code.getBytes(US_ASCII)))
                found = OptionalLong.of(step);
        return found;
    }

    static String base32(byte[] bytes) {
        var letters = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (var one : bytes) {
            held = (held << 8 | (one & 0xFF)) & 0xFFFF;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                letters.append(BASE_32.charAt(held >> bits & 31));
            }
        }
        if (bits > 0) letters.append(BASE_32.charAt(held << (5 - bits) & 31));
        return letters.toString();
    }

    static byte[] bytes(String base32) {
        var bytes = ByteBuffer.allocate(base32.length() * 5 / 8);
        int bits = 0;
        int held = 0;
        for (int i = 0; i < base32.length(); i++) {
            held = (held << 5 | BASE_32.indexOf(base32.charAt(i))) & 0xFFFF;
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes.put((byte) (held >> bits));
        }
        return bytes.array();
    }
}
