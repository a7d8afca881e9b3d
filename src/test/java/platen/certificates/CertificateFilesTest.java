package platen.certificates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import platen.database.Scratch;

/// The two files of a certificate, as the programs write them that fetch certificates.
class CertificateFilesTest {
    private final CertificateFiles files;

    CertificateFilesTest() throws IOException {
        var folder = Scratch.folder();
        files = new CertificateFiles(folder.resolve("fullchain.pem"), folder.resolve("privkey.pem"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed25519"})
    void readsEachKindOfKey(String algorithm) throws Exception {
        TestCertificate.make(algorithm, 20).write(files);
        var read = files.read();
        assertEquals(List.of("127.0.0.1", "localhost"), read.names());
        var begin = read.from();
        assertTrue(read.isValid(begin) && !read.isLate(begin));
        assertTrue(read.isLate(begin.plus(Duration.ofDays(7))), "13 days before its end");
        assertFalse(read.isValid(begin.plus(Duration.ofDays(20))));
    }

    @ParameterizedTest
    @CsvSource({"EC, EC PRIVATE KEY", "RSA, RSA PRIVATE KEY"})
    void readsTheFormsOfYesterday(String algorithm, String type) throws Exception {
        var made = TestCertificate.make(algorithm, 20);
        made.write(files);
        var bare = PrivateKeyInfo.getInstance(made.key()).parsePrivateKey();
        // OpenSSL writes the curve into the key, too.
        var old = algorithm.equals("EC")
                ? new ECPrivateKey(
                                384,
                                ECPrivateKey.getInstance(bare).getKey(),
                                PrivateKeyInfo.getInstance(made.key())
                                        .getPrivateKeyAlgorithm()
                                        .getParameters())
                        .getEncoded()
                : bare.toASN1Primitive().getEncoded();
        TestCertificate.write(files.key(), type, old);
        assertEquals(List.of("127.0.0.1", "localhost"), files.read().names());
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        assertTrue(problem().contains("there is no file"), problem());
        var made = TestCertificate.make("EC", 20);
        made.write(files);
        var before = files.digest();
        TestCertificate.make("EC", 20)
                .write(new CertificateFiles(Scratch.folder().resolve("c"), files.key()));
        assertNotEquals(before, files.digest());
        assertTrue(problem().contains("is not the one of the certificate"), problem());
        TestCertificate.write(files.key(), "ENCRYPTED PRIVATE KEY", made.key());
        assertTrue(problem().contains("locked by a password"), problem());
        TestCertificate.write(files.key(), "RSA PRIVATE KEY", new byte[] {1, 2, 3});
        assertTrue(problem().contains("damaged"), problem());
        Files.writeString(files.key(), "nothing");
        assertTrue(problem().contains("no private key"), problem());
        made.write(files);
        Files.writeString(files.chain(), "nothing");
        assertTrue(problem().contains("certificate"), problem());
    }

    private String problem() {
        return String.valueOf(assertThrows(IOException.class, files::read).getMessage());
    }
}
