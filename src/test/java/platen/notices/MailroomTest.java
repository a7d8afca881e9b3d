package platen.notices;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static platen.notices.NoticeShop.ANN;
import static platen.notices.NoticeShop.WORKER;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Store;
import platen.notices.Post.Outcome;
import platen.orders.Contact;
import platen.values.Message;

/// Notices go out as mail through real mail servers on sockets: once, or to a worker.
@ParameterizedClass
@EnumSource
class MailroomTest {
    private final Store store;
    private final GreenMail server;
    private NoticeShop shop;

    MailroomTest(Store store) throws IOException {
        this.store = store;
        // One port, so that the server is found where it was when it comes back.
        try (var free = new ServerSocket(0)) {
            server = new GreenMail(new ServerSetup(free.getLocalPort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        }
    }

    @BeforeEach
    void open() throws IOException {
        server.start();
        shop = new NoticeShop(store, server.getSmtp().getPort());
    }

    @AfterEach
    void close() {
        shop.close();
        server.stop();
    }

    @Test
    void tellsThatAnOrderIsReadyOnceAsTextAndAsHtml() throws Exception {
        var order = shop.ready(ANN);
        shop.mailroom.tick();
        shop.mailroom.tick();
        var mail = only();
        assertEquals("Order " + order.code() + ": ready to be picked up", mail.getSubject());
        assertEquals("ann@example.org", mail.getAllRecipients()[0].toString());
        assertEquals("Gable & Daughters <print@example.com>", mail.getFrom()[0].toString());
        assertEquals("hello@gable.example", mail.getReplyTo()[0].toString());
        assertEquals("auto-generated", mail.getHeader("Auto-Submitted", null));
        assertTrue(mail.getMessageID().endsWith("@example.com>"), mail.getMessageID());
        for (int part = 0; part < 2; part++) {
            var text = part(mail, part);
            assertTrue(text.contains("https://print.example/o/" + order.token()), text);
            assertTrue(text.contains("1 Type Lane"), text);
            assertTrue(text.contains("Tuesday"), text);
            assertTrue(text.contains("Say the code " + order.code()), text);
        }
        assertFalse(part(mail, 0).contains("<"), part(mail, 0));
        assertTrue(part(mail, 0).contains("\nGable & Daughters\n"), part(mail, 0));
        assertTrue(part(mail, 1).contains("Gable &amp; Daughters"), part(mail, 1));
        assertEquals(NoticeState.SENT, shop.state(order, What.READY));
        assertEquals(NoticeState.OVERTAKEN, shop.state(order, What.RECEIVED), "it was ready before that was told");
        assertEquals("notices.mailed", shop.events(order).getLast());
    }

    @Test
    void writesToSpanishReadersInSpanish() throws Exception {
        shop.readInSpanish();
        var order = shop.offered(ANN, Duration.ofDays(5));
        shop.mailroom.tick();
        var mail = only();
        assertTrue(mail.getSubject().startsWith("Pedido " + order.code() + ": cuesta "), mail.getSubject());
        assertTrue(part(mail, 1).contains("<html lang=\"es\">"), part(mail, 1));
        assertTrue(part(mail, 0).contains("Vea el precio"), part(mail, 0));
        assertTrue(part(mail, 0).contains("On the thick paper."), "what the worker wrote: " + part(mail, 0));
    }

    @Test
    void triesAgainAfterGrowingPausesWhenTheServerWasDown() throws Exception {
        var order = shop.ready(ANN);
        server.stop();
        shop.mailroom.tick();
        assertEquals(NoticeState.WAITING, shop.state(order, What.READY));
        assertEquals(Message.of("notices.unreachable", "127.0.0.1"), shop.mailing.trouble());
        shop.clock.pass(Duration.ofSeconds(61));
        shop.mailroom.tick();
        server.start();
        shop.clock.pass(Duration.ofSeconds(61));
        shop.mailroom.tick();
        assertEquals(0, server.getReceivedMessages().length, "the second pause is longer");
        shop.clock.pass(Duration.ofMinutes(5));
        shop.mailroom.tick();
        assertEquals(NoticeState.SENT, shop.state(order, What.READY));
        assertNull(shop.mailing.trouble());
        only();
    }

    @Test
    void leavesToWorkersWhatCouldNotBeMailedForADay() throws Exception {
        var order = shop.ready(ANN);
        server.stop();
        shop.mailroom.tick();
        shop.clock.pass(Mailroom.TRIED_FOR);
        shop.mailroom.tick();
        assertEquals(NoticeState.TO_TELL, shop.state(order, What.READY));
        assertEquals(
                Message.of("notices.unreachable", "127.0.0.1"),
                shop.toTell.entries().getFirst().first().notice().problem());
    }

    @Test
    void leavesToWorkersWhatAnAddressRefuses() throws Exception {
        assertProblem(Map.of("RCPT", "550 5.1.1 no such user"), NoticeState.TO_TELL, "notices.no-such-address");
        assertProblem(Map.of("RCPT", "552 5.2.2 full"), NoticeState.TO_TELL, "notices.mailbox-full");
        assertProblem(Map.of(".", "554 5.7.1 looks like spam"), NoticeState.TO_TELL, "notices.mail-refused");
        assertProblem(Map.of("RCPT", "451 4.7.1 greylisted"), NoticeState.WAITING, "notices.later");
        assertProblem(Map.of("MAIL", "553 5.7.1 not your address"), NoticeState.WAITING, "notices.sender-refused");
    }

    private void assertProblem(Map<String, String> answers, NoticeState state, String problem) throws Exception {
        try (var scripted = new ScriptedServer(answers);
                var other = new NoticeShop(store, scripted.port())) {
            var order = other.ready(ANN);
            other.mailroom.tick();
            var ready = other.notices(order).getLast();
            assertEquals(state, ready.state(), answers.toString());
            assertTrue(String.valueOf(ready.problem()).contains(problem), ready.toString());
        }
    }

    @Test
    void sendsAgainWithTheSameMessageIdWhenNobodyKnowsWhetherItArrived() throws Exception {
        try (var scripted = new ScriptedServer(Map.of(".", ""));
                var other = new NoticeShop(store, scripted.port())) {
            var order = other.ready(ANN);
            other.mailroom.tick();
            assertEquals(NoticeState.WAITING, other.state(order, What.READY));
            other.clock.pass(Duration.ofMinutes(2));
            other.mailroom.tick();
            assertEquals(2, scripted.heard.size());
            assertEquals(scripted.heard.getFirst(), scripted.heard.getLast());
        }
    }

    /// As if the process were killed after the server's OK: nothing is noted, and the try counts.
    @Test
    void looksAtATryThatNobodyEndedAgainAfterAWhile() throws Exception {
        var order = shop.ready(ANN);
        shop.mailroom.tick();
        var id = only().getMessageID();
        shop.database.use(change -> change.execute(
                "update notice set state = 'WAITING', due_at = ? where what = ?",
                shop.clock.instant().plus(Mailroom.DEAD_AFTER).toEpochMilli(),
                "READY"));
        shop.mailroom.tick();
        assertEquals(1, server.getReceivedMessages().length, "another may still be at it");
        shop.clock.pass(Mailroom.DEAD_AFTER);
        shop.mailroom.tick();
        assertEquals(NoticeState.SENT, shop.state(order, What.READY));
        assertEquals(
                List.of(id, id),
                Arrays.stream(server.getReceivedMessages())
                        .map(MailroomTest::id)
                        .toList());
    }

    @Test
    void letsNoNameWriteHeaders() throws Exception {
        var order = shop.approved(Contact.of("\u202EAnn 🦊", "ann@example.org", null));
        shop.database.use(change -> {
            change.execute(
                    "update customer_order set customer_name = ? where id = ?",
                    "Ann\r\nBcc: all@example.org\r\n\r\n<script>alert(1)</script>",
                    order.id().value());
            change.execute("update shop set name = ?", "Gable\r\nBcc: shop@example.org");
        });
        shop.mailroom.tick();
        var mail = only();
        assertEquals(1, mail.getAllRecipients().length);
        assertNull(mail.getHeader("Bcc"));
        assertFalse(part(mail, 1).contains("<script>"), part(mail, 1));
    }

    @Test
    void tellsOfEveryKindOfEventOnceAndOfOthersNever() throws Exception {
        var order = shop.offered(ANN, Duration.ofDays(5));
        shop.mailroom.tick();
        shop.talk.answer(order.id(), shop.written("Which paper?"), WORKER);
        shop.talk.ask(order.id(), shop.written("The thick one"));
        shop.ending.cancel(order.id(), "", WORKER);
        shop.mailroom.tick();
        assertEquals(
                List.of(What.LOOKED_AT, What.PRICED, What.ANSWERED, What.CANCELLED),
                shop.notices(order).stream().map(Notice::what).toList());
        assertEquals(3, server.getReceivedMessages().length, "a person looked at it before that was told");
        assertTrue(part(server.getReceivedMessages()[1], 0).contains("Which paper?"));
    }

    @Test
    void withoutAServerOrAnAddressWorkersTell() throws Exception {
        var caller = shop.ready(Contact.of("Bea", null, "601 555 0123"));
        shop.mailroom.tick();
        assertEquals(0, server.getReceivedMessages().length);
        var entry = shop.toTell.entries().getFirst();
        assertEquals(caller.id(), entry.order().id());
        assertEquals(What.READY, entry.first().notice().what());
        assertEquals(Message.of("notices.no-address"), entry.first().notice().problem());
        var reach = requireNonNull(entry.reach());
        assertEquals("tel:6015550123", reach.call());
        assertTrue(reach.text().startsWith("sms:6015550123?body=Gable%20%26%20Daughters%3A%20"), reach.text());
        var whatsApp = requireNonNull(reach.whatsApp());
        assertTrue(whatsApp.startsWith("https://wa.me/16015550123?text="), whatsApp);
        try (var silent = new NoticeShop(store, 0)) {
            var order = silent.ready(ANN);
            silent.mailroom.tick();
            assertEquals(NoticeState.TO_TELL, silent.state(order, What.READY));
        }
        assertTrue(shop.toTell.told(caller.id(), entry.first().notice().id(), WORKER));
        assertFalse(shop.toTell.told(caller.id(), entry.first().notice().id(), WORKER), "a second press");
        assertEquals(0, shop.toTell.count());
        assertEquals("notices.told", shop.events(caller).getLast());
    }

    @Test
    void whatCameBackIsToldByAWorker() throws Exception {
        var order = shop.ready(ANN);
        shop.mailroom.tick();
        var sent = shop.notices(order).getLast();
        assertTrue(shop.toTell.cameBack(order.id(), sent.id(), WORKER));
        assertFalse(shop.toTell.cameBack(order.id(), sent.id(), WORKER));
        assertEquals(1, shop.toTell.count());
    }

    @Test
    void aPriceThatWasNamedAnewReplacesTheOneBefore() throws Exception {
        var order = shop.offered(Contact.of("Bea", null, "601 555 0123"), Duration.ofDays(5));
        shop.mailroom.tick();
        shop.offer(order, Duration.ofDays(5), 4_000);
        shop.mailroom.tick();
        var items = shop.toTell.entries().getFirst().items();
        assertEquals(1, items.size(), items.toString());
        assertTrue(items.getFirst().text().contains("$"), items.toString());
    }

    @Test
    void aTrialSaysHowItWent() throws Exception {
        assertEquals(new Outcome.Accepted(), shop.mailroom.trial("wole@example.org"));
        assertEquals("A test mail from Gable & Daughters", only().getSubject());
        assertEquals(new Outcome.Refused(Message.of("notices.no-such-address")), shop.mailroom.trial("not an address"));
    }

    private MimeMessage only() {
        assertEquals(1, server.getReceivedMessages().length);
        return server.getReceivedMessages()[0];
    }

    private static String part(MimeMessage mail, int at) throws MessagingException, IOException {
        return ((MimeMultipart) mail.getContent())
                .getBodyPart(at)
                .getContent()
                .toString()
                .replace("\r\n", "\n");
    }

    private static String id(MimeMessage mail) {
        try {
            return mail.getMessageID();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
