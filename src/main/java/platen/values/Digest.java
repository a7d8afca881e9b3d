package platen.values;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The SHA-256 of a content, as 64 lower-case hexadecimal digits. Everything refers to a file by it.
public record Digest(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public Digest {
        if (!FORM.matcher(hex).matches()) throw new IllegalArgumentException("not a SHA-256 in hexadecimal: " + hex);
    }

    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    public static Digest of(byte[] content) {
        return new Digest(HexFormat.of().formatHex(sha256().digest(content)));
    }

    /// The digest that a finished `sha256()` has counted.
    public static Digest from(MessageDigest counted) {
        return new Digest(HexFormat.of().formatHex(counted.digest()));
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
