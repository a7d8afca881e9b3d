package platen.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Passwords as Argon2id hashes, in the usual text form `$argon2id$v=19$m=…,t=…,p=…$salt$hash`.
public final class Passwords {
    /// In place of a hash: no password is the right one.
    static final String NONE = "none";

    private static final int MEMORY_KIB = 12 * 1024;
    private static final int PASSES = 3;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    /// Each hash takes its memory from the heap; more of them at once could starve a small one.
    private static final Semaphore AT_ONCE = new Semaphore(2);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern FORM =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=1\\$([^$]{1,100})\\$([^$]{1,100})");
    /// Compared with when there is no such account, so that the answer takes equally long.
    private static final String NOBODYS = hash("nobody has this password");

    private Passwords() {}

    public static String hash(String password) {
        return hash(password, MEMORY_KIB, PASSES);
    }

    static String hash(String password, int memoryKib, int passes) {
        var salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        var base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
                .formatted(
                        memoryKib,
                        passes,
                        base64.encodeToString(salt),
                        base64.encodeToString(argon2id(password, salt, memoryKib, passes, HASH_BYTES)));
    }

    public static boolean matches(String password, String stored) {
        if (stored.equals(NONE)) {
            spendTime(password);
            return false;
        }
        var parts = FORM.matcher(stored);
        if (!parts.matches()) throw new IllegalStateException("a stored password has an unknown form");
        var base64 = Base64.getDecoder();
        var expected = base64.decode(parts.group(4));
        var actual = argon2id(
                password,
                base64.decode(parts.group(3)),
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                expected.length);
        return MessageDigest.isEqual(expected, actual);
    }

    /// Takes as long as [#matches].
    public static void spendTime(String password) {
        var _ = matches(password, NOBODYS);
    }

    private static byte[] argon2id(String password, byte[] salt, int memoryKib, int passes, int bytes) {
        var parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(1)
                .withSalt(salt)
                .build();
        var generator = new Argon2BytesGenerator();
        generator.init(parameters);
        var hash = new byte[bytes];
        AT_ONCE.acquireUninterruptibly();
        try {
            generator.generateBytes(
                    Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(UTF_8), hash);
        } finally {
            AT_ONCE.release();
        }
        return hash;
    }
}
