package platen.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import platen.values.Json;

/// A device with one passkey, as WebAuthn describes it: what it makes is what browsers send.
final class SoftKey {
    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int NEW_KEY = 0x40;
    private static final CBORMapper CBOR = new CBORMapper();

    private final KeyPair pair;
    private final byte[] id = "a key of sixteen".getBytes(UTF_8);
    private final Site site;
    private int counter;
    private int flags = PRESENT | VERIFIED;

    SoftKey(Site site) throws GeneralSecurityException {
        this.site = site;
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        pair = generator.generateKeyPair();
    }

    /// Signs without having looked at its holder.
    void looksAtNobody() {
        flags = PRESENT;
    }

    /// A copy of the key, which counts from where it was taken.
    void countsFrom(int count) {
        counter = count;
    }

    String create(String challenge) throws Exception {
        var credential = ByteBuffer.allocate(16 + 2 + id.length)
                .position(16)
                .putShort((short) id.length)
                .put(id)
                .array();
        var facts = joined(facts(flags | NEW_KEY), credential, CBOR.writeValueAsBytes(coseKey()));
        var made = new LinkedHashMap<String, Object>();
        made.put("fmt", "none");
        made.put("attStmt", Map.of());
        made.put("authData", facts);
        return answer(Map.of(
                "clientDataJSON", text(client("webauthn.create", challenge)),
                "attestationObject", text(CBOR.writeValueAsBytes(made))));
    }

    String get(String challenge) throws Exception {
        counter++;
        var facts = facts(flags);
        var client = client("webauthn.get", challenge);
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(facts);
        signature.update(sha256(client));
        return answer(Map.of(
                "clientDataJSON", text(client),
                "authenticatorData", text(facts),
                "signature", text(signature.sign())));
    }

    private String answer(Map<String, String> response) {
        return Json.write(Map.of(
                "id", text(id),
                "rawId", text(id),
                "type", "public-key",
                "response", response,
                "clientExtensionResults", Map.of()));
    }

    private byte[] client(String type, String challenge) {
        var facts = Map.of("type", type, "challenge", challenge, "origin", site.origin(), "crossOrigin", false);
        return Json.write(facts).getBytes(UTF_8);
    }

    private byte[] facts(int flags) throws GeneralSecurityException {
        return ByteBuffer.allocate(37)
                .put(sha256(site.host().getBytes(UTF_8)))
                .put((byte) flags)
                .putInt(counter)
                .array();
    }

    /// A map of COSE: kind EC2, ES256, curve P-256, x, y.
    private Map<Integer, Object> coseKey() {
        var point = ((ECPublicKey) pair.getPublic()).getW();
        var key = new LinkedHashMap<Integer, Object>();
        key.put(1, 2);
        key.put(3, -7);
        key.put(-1, 1);
        key.put(-2, of32(point.getAffineX()));
        key.put(-3, of32(point.getAffineY()));
        return key;
    }

    private static byte[] of32(BigInteger number) {
        var bytes = number.toByteArray();
        var padded = new byte[32];
        int from = Math.max(0, bytes.length - 32);
        System.arraycopy(bytes, from, padded, 32 - (bytes.length - from), bytes.length - from);
        return padded;
    }

    private static byte[] joined(byte[]... parts) throws IOException {
        var all = new ByteArrayOutputStream();
        for (var part : parts) all.write(part);
        return all.toByteArray();
    }

    private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
