package platen.certificates;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import platen.database.Scratch;

/// A certificate of a test's own for `localhost` and 127.0.0.1, as Java's keytool makes it.
public record TestCertificate(KeyStore store) {
    private static final String PASSWORD = "of-this-test";
    private static final String ALIAS = "shop";

    /// @param algorithm of the key: EC, RSA, Ed25519
    /// @param days that it holds
    public static TestCertificate make(String algorithm, int days) throws IOException, InterruptedException {
        var file = Scratch.folder().resolve("keys.p12");
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                algorithm,
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-validity",
                Integer.toString(days),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString());
        var made = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, made.waitFor(), said);
        try (var in = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            return new TestCertificate(store);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /// Both files, as a program that renews writes them over the last ones.
    public void write(CertificateFiles files) throws IOException {
        write(files.chain(), "CERTIFICATE", certificate());
        write(files.key(), "PRIVATE KEY", key());
    }

    static void write(Path file, String type, byte[] content) throws IOException {
        var base64 = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content);
        Files.writeString(file, "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n");
    }

    byte[] certificate() {
        try {
            return store.getCertificate(ALIAS).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] key() {
        try {
            return store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What trusts it, and nobody else.
    public SSLContext trusted() throws GeneralSecurityException, IOException {
        var only = KeyStore.getInstance("PKCS12");
        only.load(null, null);
        only.setCertificateEntry(ALIAS, store.getCertificate(ALIAS));
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(only);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
