package platen.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/// What seals a backup. It comes from a file or from the environment, never as an argument, which everybody on the
/// machine could read.
public final class Passphrase {
    public static final String VARIABLE = "PLATEN_BACKUP_PASSPHRASE";

    private static final String FUNCTION = "PBKDF2WithHmacSHA512";
    private static final int SHORTEST = 12;

    private final char[] letters;

    private Passphrase(char[] letters) {
        this.letters = letters;
    }

    public static Passphrase of(String letters) throws Trouble {
        if (letters.length() < SHORTEST) throw new Trouble("passphrase-short", SHORTEST);
        return new Passphrase(letters.toCharArray());
    }

    /// The first line of `file`, or the variable of the environment; empty where neither is there.
    public static Optional<Passphrase> find(@Nullable Path file, Map<String, String> environment) throws IOException {
        if (file == null) {
            var said = environment.getOrDefault(VARIABLE, "");
            return said.isEmpty() ? Optional.empty() : Optional.of(of(said));
        }
        if (!Files.isReadable(file)) throw new Trouble("passphrase-file", file);
        try (var lines = Files.lines(file)) {
            return Optional.of(of(lines.findFirst().orElse("")));
        }
    }

    /// `bytes` of a key. Slow on purpose: whoever guesses has to do it for each guess.
    byte[] derive(byte[] salt, int rounds, int bytes) {
        var spec = new PBEKeySpec(letters, salt, rounds, bytes * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance(FUNCTION).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + FUNCTION, e);
        } finally {
            spec.clearPassword();
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Passphrase one && Arrays.equals(letters, one.letters);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(letters);
    }
}
