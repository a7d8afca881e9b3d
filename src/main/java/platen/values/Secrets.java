package platen.values;

import java.security.SecureRandom;
import java.util.Base64;

/// Random texts that nobody can guess, and short codes that people can read aloud.
public final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    /// No vowels, so that no words arise, and nothing that looks like something else (0 O, 1 I L, 5 S, 2 Z, 8 B).
    private static final String READABLE = "34679CDFGHJKMNPQRTVWXY";

    private Secrets() {}

    /// 128 random bits, safe in a URL: 22 characters.
    public static String token() {
        var bits = new byte[16];
        RANDOM.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /// `characters` letters and digits that are hard to mix up.
    public static String code(int characters) {
        var code = new StringBuilder(characters);
        for (int i = 0; i < characters; i++) code.append(READABLE.charAt(RANDOM.nextInt(READABLE.length())));
        return code.toString();
    }
}
