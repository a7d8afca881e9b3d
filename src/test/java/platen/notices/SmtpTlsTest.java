package platen.notices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import platen.database.Scratch;
import platen.notices.Post.Outcome;
import platen.notices.smtp.SmtpPost;
import platen.notices.smtp.SmtpSettings;
import platen.values.Message;

/// Mail goes to a real server over TLS, and to no other than the one that it is meant for.
class SmtpTlsTest {
    private static final String PASSWORD = "of-this-test";
    private static final GreenMail SERVER =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS).dynamicPort());
    private static final Letter LETTER =
            new Letter("key", "ann@example.org", "Ready", "It is ready.", "<p>It is ready.</p>", "Gable", "");

    private static Path keys = Path.of("");

    /// A certificate of this test's own, for `localhost` and nobody else.
    @BeforeAll
    static void open() throws IOException, InterruptedException {
        keys = Scratch.folder().resolve("keys.p12");
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "mail",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                keys.toString());
        var made = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, made.waitFor(), said);
        System.setProperty("greenmail.tls.keystore.file", keys.toString());
        System.setProperty("greenmail.tls.keystore.password", PASSWORD);
        SERVER.start();
    }

    @AfterAll
    static void close() {
        SERVER.stop();
        System.clearProperty("greenmail.tls.keystore.file");
        System.clearProperty("greenmail.tls.keystore.password");
    }

    private static Outcome send(String address, @Nullable SSLSocketFactory trusted) {
        var settings = SmtpSettings.of(address + ":" + SERVER.getSmtps().getPort());
        return new SmtpPost(settings, () -> "print@example.com", InstantSource.system(), trusted).send(LETTER);
    }

    private static SSLSocketFactory trusted() throws GeneralSecurityException, IOException {
        var own = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(keys)) {
            own.load(in, PASSWORD.toCharArray());
        }
        var believed = KeyStore.getInstance("PKCS12");
        believed.load(null, null);
        believed.setCertificateEntry("mail", own.getCertificate("mail"));
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(believed);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    @Test
    void mailsOverTlsToWhomTheCertificateNames() throws Exception {
        assertEquals(new Outcome.Accepted(), send("smtps://localhost", trusted()));
        var mails = new ArrayList<>(List.of(SERVER.getReceivedMessages()));
        assertTrue(mails.stream().anyMatch(SmtpTlsTest::isReady), mails.toString());
    }

    private static boolean isReady(jakarta.mail.internet.MimeMessage mail) {
        try {
            return "Ready".equals(mail.getSubject());
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void sendsNothingWhereTheCertificateIsWrong() throws Exception {
        var before = SERVER.getReceivedMessages().length;
        var stranger = new Outcome.Unreachable(Message.of("notices.not-trusted", "localhost"));
        assertEquals(stranger, send("smtps://localhost", null), "nobody vouches for it");
        var other = new Outcome.Unreachable(Message.of("notices.not-trusted", "127.0.0.1"));
        assertEquals(other, send("smtps://127.0.0.1", trusted()), "it is for another name");
        assertEquals(before, SERVER.getReceivedMessages().length);
    }

    @Test
    void sendsNothingWithoutTheTlsThatIsAskedFor() throws Exception {
        var plain = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
        plain.start();
        try {
            var settings = SmtpSettings.of("smtp://localhost:" + plain.getSmtp().getPort());
            var outcome =
                    new SmtpPost(settings, () -> "print@example.com", InstantSource.system(), trusted()).send(LETTER);
            assertEquals(new Outcome.Unreachable(Message.of("notices.unreachable", "localhost")), outcome);
            assertEquals(0, plain.getReceivedMessages().length);
        } finally {
            plain.stop();
        }
    }
}
