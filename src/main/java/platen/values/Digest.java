package platen.values;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The SHA-256 of a content, as 64 lower-case hexadecimal digits. Everything refers to a file by it.
public record Digest(String hex) {
    private static final int DIGITS = 64;

    public Digest {
        if (!isOne(hex)) throw new IllegalArgumentException("not a SHA-256 in hexadecimal: " + hex);
    }

    public static boolean isOne(String text) {
        if (text.length() != DIGITS) return false;
        for (int i = 0; i < DIGITS; i++) {
            char digit = text.charAt(i);
            boolean isHex = (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
            if (!isHex) return false;
        }
        return true;
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
