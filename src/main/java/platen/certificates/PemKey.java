package platen.certificates;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.util.io.pem.PemReader;

/// A private key in one of the three forms in which programs write them; Java itself reads only the newest.
final class PemKey {
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

    private PemKey() {}

    static PrivateKey read(Path file, byte[] pem) throws IOException {
        try (var reader = new PemReader(new InputStreamReader(new ByteArrayInputStream(pem), US_ASCII))) {
            // EC keys of OpenSSL have their curve in a part of its own before them.
            for (var part = reader.readPemObject(); part != null; part = reader.readPemObject()) {
                switch (part.getType()) {
                    case "PRIVATE KEY" -> {
                        return key(file, part.getContent());
                    }
                    case "RSA PRIVATE KEY" -> {
                        var algorithm = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
                        return key(file, wrapped(algorithm, RSAPrivateKey.getInstance(part.getContent())));
                    }
                    case "EC PRIVATE KEY" -> {
                        var read = ECPrivateKey.getInstance(part.getContent());
                        var curve = read.getParametersObject();
                        var algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve);
                        return key(file, wrapped(algorithm, read));
                    }
                    case "ENCRYPTED PRIVATE KEY" ->
                        throw new IOException("the key in " + file + " is locked by a password, which a server that "
                                + "starts by itself cannot type: write it without (openssl pkey -in … -out …)");
                    default -> {}
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("the private key in " + file + " is damaged", e);
        }
        throw new IOException("there is no private key in " + file);
    }

    private static byte[] wrapped(AlgorithmIdentifier algorithm, ASN1Encodable key) throws IOException {
        return new PrivateKeyInfo(algorithm, key).getEncoded();
    }

    private static PrivateKey key(Path file, byte[] pkcs8) throws IOException {
        for (var algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (GeneralSecurityException _) {
                // The next kind.
            }
        }
        throw new IOException("the private key in " + file + " is of no kind that TLS knows (RSA, EC, Ed25519)");
    }
}
