package platen.alerts;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import platen.backup.BackupRule;
import platen.backup.Keeper;
import platen.database.Database;
import platen.database.Scratch;
import platen.database.Store;
import platen.files.FileStore;
import platen.notices.Letters;
import platen.notices.Mailing;
import platen.notices.smtp.SmtpPost;
import platen.notices.smtp.SmtpSettings;
import platen.people.Accounts;
import platen.people.MovableClock;
import platen.people.Role;
import platen.templating.Pages;
import platen.values.Actor;

/// A night without a backup reaches whoever is on duty, by mail and by push: through a real mail server and a real web
/// server, both of this test.
class BackupAlertTest {
    private static final int PATIENCE_MS = 60_000;

    private final MovableClock clock = new MovableClock();
    private final Database database = Store.SQLITE.open();
    private final BlockingQueue<String> pushed = new LinkedBlockingQueue<>();
    private final GreenMail mail;
    private final HttpServer web;
    private final Dispatcher dispatcher;

    BackupAlertTest() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            mail = new GreenMail(new ServerSetup(free.getLocalPort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        }
        mail.start();
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> {
            pushed.add(exchange.getRequestHeaders().getFirst("Title"));
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        web.start();
        var settings = SmtpSettings.of("smtp://127.0.0.1:" + mail.getSmtp().getPort() + "?tls=none");
        var letters = new Letters(Pages.from(null, name -> name), () -> "https://print.example");
        dispatcher = new Dispatcher(
                database,
                letters,
                Mailing.by(new SmtpPost(settings, () -> "shop@example.org", clock), () -> true),
                () -> "https://print.example",
                clock);
    }

    @AfterEach
    void close() {
        dispatcher.close();
        web.stop(0);
        mail.stop();
        database.close();
    }

    @Test
    void aNightWithoutABackupIsToldOnceWithTheRemedy() throws Exception {
        var accounts = new Accounts(database, clock);
        var desk = new DutyDesk(database, clock);
        desk.allowLan(accounts.openWithoutPassword("boss", "boss@example.org", Role.COORDINATOR), true);
        var ann = accounts.openWithoutPassword("ann", "ann@example.org", Role.WORKER);
        var push = "http://127.0.0.1:" + web.getAddress().getPort() + "/ann";
        assertTrue(desk.set(ann, new DutyDesk.Wish(Duty.ON, true, push, false, null, null))
                .isEmpty());
        var data = Scratch.folder().toAbsolutePath();
        var drive = Scratch.folder().toAbsolutePath();
        var files = new FileStore(data.resolve("files"), database, clock);
        var keeper = new Keeper(database, files, data, Optional.empty(), clock);
        assertTrue(keeper.setRule(new BackupRule(drive.toString(), 3, 14, 8), Actor.worker("Cora"))
                .isEmpty());
        unplug(drive);
        for (int night = 0; night < 2; night++) {
            clock.pass(Duration.ofHours(25));
            keeper.tick();
            dispatcher.tick();
        }
        var title = pushed.poll(PATIENCE_MS, TimeUnit.MILLISECONDS);
        assertTrue(mail.waitForIncomingEmail(PATIENCE_MS, 1));
        var letter = mail.getReceivedMessages()[0];
        assertEquals("ann@example.org", letter.getAllRecipients()[0].toString());
        var content = letter.getContent() instanceof MimeMultipart parts
                ? parts.getBodyPart(0).getContent().toString()
                : letter.getContent().toString();
        var flowing = content.replaceAll("\\s+", " ");
        assertTrue(flowing.contains("No backup was made") && flowing.contains("Plug it in"), flowing);
        assertEquals(letter.getSubject(), MimeUtility.decodeText(requireNonNull(title)));
        dispatcher.tick();
        assertEquals(0, pushed.size(), "once, and not again each hour");
        assertEquals(1, mail.getReceivedMessages().length);
    }

    /// The empty folder on which the drive was mounted stays.
    private static void unplug(Path drive) throws IOException {
        try (var all = Files.list(drive)) {
            for (var one : all.toList()) Files.delete(one);
        }
    }
}
