package platen.certificates;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import platen.values.Digest;

/// Where a certificate (with the chain below its root) and its private key lie, each a PEM file.
public record CertificateFiles(Path chain, Path key) {
    private static final long LARGEST_BYTES = 1 << 20;
    private static final String ALIAS = "platen";

    /// Of what lies there now; a renewal changes it.
    public Digest digest() throws IOException {
        var both = Digest.sha256();
        both.update(bytes(chain));
        both.update(bytes(key));
        return Digest.from(both);
    }

    /// Reads both. What is wrong with them is said in a sentence, as the message of the exception.
    public Certificate read() throws IOException {
        var digest = digest();
        var certificates = certificates();
        var leaf = certificates.getFirst();
        var privateKey = PemKey.read(key, bytes(key));
        if (!belongTogether(privateKey, leaf.getPublicKey()))
            throw new IOException("the key in " + key + " is not the one of the certificate in " + chain);
        return new Certificate(
                store(privateKey, certificates),
                names(leaf),
                leaf.getNotBefore().toInstant(),
                leaf.getNotAfter().toInstant(),
                digest);
    }

    private List<X509Certificate> certificates() throws IOException {
        try {
            var read = new ArrayList<X509Certificate>();
            var factory = CertificateFactory.getInstance("X.509");
            for (var one : factory.generateCertificates(new ByteArrayInputStream(bytes(chain)))) {
                if (one instanceof X509Certificate certificate) read.add(certificate);
            }
            if (read.isEmpty()) throw new IOException("there is no certificate in " + chain);
            return read;
        } catch (CertificateException e) {
            throw new IOException(chain + " is no certificate in PEM: " + e.getMessage(), e);
        }
    }

    /// Both are read whole: a file of another kind ends us at a limit.
    private static byte[] bytes(Path file) throws IOException {
        try {
            if (Files.size(file) > LARGEST_BYTES) throw new IOException(file + " is too large for a PEM file");
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        }
    }

    private static boolean belongTogether(PrivateKey key, PublicKey published) {
        try {
            var algorithm = switch (key.getAlgorithm()) {
                case "RSA" -> "SHA256withRSA";
                case "EC" -> "SHA256withECDSA";
                default -> key.getAlgorithm();
            };
            var text = new byte[Long.BYTES];
            new SecureRandom().nextBytes(text);
            var signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(text);
            var signed = signature.sign();
            signature.initVerify(published);
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private static KeyStore store(PrivateKey key, List<X509Certificate> chain) throws IOException {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, key, Certificate.PASSWORD.toCharArray(), chain.toArray(X509Certificate[]::new));
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate cannot be used: " + e.getMessage(), e);
        }
    }

    /// The names that browsers look at; what else stands in a certificate they do not read.
    private static List<String> names(X509Certificate leaf) {
        try {
            var names = new TreeSet<String>();
            var alternatives = leaf.getSubjectAlternativeNames();
            if (alternatives != null) {
                for (var one : alternatives) {
                    if (one.get(1) instanceof String name) names.add(name);
                }
            }
            return List.copyOf(names);
        } catch (CertificateException e) {
            throw new UncheckedIOException(new IOException("the names of the certificate cannot be read", e));
        }
    }
}
