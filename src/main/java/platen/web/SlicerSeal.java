package platen.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import platen.values.Secrets;

/// Signs what a client has to bring back, so that nothing of it need be kept here. It holds until the server ends.
final class SlicerSeal {
    private static final String KIND = "HmacSHA256";
    private static final int LETTERS = 32;

    private final SecretKeySpec secret = new SecretKeySpec((Secrets.token() + Secrets.token()).getBytes(UTF_8), KIND);

    String sealed(String text) {
        return text + "." + signature(text);
    }

    /// What was sealed here; nothing where it was not.
    Optional<String> opened(String sealed) {
        var dot = sealed.lastIndexOf('.');
        if (dot < 0) return Optional.empty();
        var text = sealed.substring(0, dot);
        return MessageDigest.isEqual(sealed.getBytes(UTF_8), sealed(text).getBytes(UTF_8))
                ? Optional.of(text)
                : Optional.empty();
    }

    private String signature(String text) {
        try {
            var mac = Mac.getInstance(KIND);
            mac.init(secret);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8))).substring(0, LETTERS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + KIND, e);
        }
    }
}
