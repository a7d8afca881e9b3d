package platen.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import platen.values.Digest;

/// A secret as the database knows it. Tokens are 128 random bits, so a plain SHA-256 is enough.
public final class TokenHash {
    private TokenHash() {}

    public static String of(String token) {
        return Digest.of(token.getBytes(UTF_8)).hex();
    }
}
