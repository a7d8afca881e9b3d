package platen.notices.smtp;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import platen.notices.Letter;
import platen.notices.Post;
import platen.values.Message;

/// Gives mail to a server by SMTP.
public final class SmtpPost implements Post {
    private static final Logger LOG = Logger.getLogger(SmtpPost.class.getName());
    private static final int CONNECT_MS = 15_000;
    private static final int ANSWER_MS = 60_000;
    private static final int MAILBOX_FULL = 552;
    private static final int PERMANENT = 500;
    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    /// Headers are lines: what would begin another is none of a subject or a name.
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+");

    private final SmtpSettings settings;
    private final Supplier<String> from;
    private final InstantSource clock;
    private final Session session;

    /// `from` is the address that mail comes from.
    public SmtpPost(SmtpSettings settings, Supplier<String> from, InstantSource clock) {
        this(settings, from, clock, null);
    }

    /// The same, believing whom `trusted` believes; whom Java believes where that is nothing.
    public SmtpPost(
            SmtpSettings settings, Supplier<String> from, InstantSource clock, @Nullable SSLSocketFactory trusted) {
        this.settings = settings;
        this.from = from;
        this.clock = clock;
        var properties = properties(settings);
        if (trusted != null) properties.put("mail.smtp.ssl.socketFactory", trusted);
        this.session = Session.getInstance(properties);
    }

    @Override
    public String place() {
        return settings.toString();
    }

    @Override
    public Outcome send(Letter letter) {
        Address[] to;
        MimeMessage mail;
        try {
            to = new Address[] {new InternetAddress(letter.to(), true)};
            mail = mail(letter, to);
        } catch (MessagingException | UnsupportedEncodingException e) {
            LOG.log(Level.INFO, "a mail could not be written", e);
            return new Outcome.Refused(Message.of("notices.no-such-address"));
        }
        try (var transport = session.getTransport("smtp")) {
            transport.connect(settings.host(), settings.port(), settings.user(), settings.password());
            transport.sendMessage(mail, to);
            return new Outcome.Accepted();
        } catch (AuthenticationFailedException e) {
            LOG.log(Level.WARNING, "the mail server did not let us in", e);
            return new Outcome.Unreachable(Message.of("notices.not-let-in", settings.host()));
        } catch (MessagingException e) {
            LOG.log(Level.INFO, "a mail was not taken", e);
            return understood(e);
        }
    }

    /// A server says by its number whether it is worth while to try again.
    private Outcome understood(MessagingException problem) {
        var address = cause(problem, SMTPAddressFailedException.class);
        if (address.isPresent()) return answered(address.get().getReturnCode());
        var sender = cause(problem, SMTPSenderFailedException.class);
        if (sender.isPresent()) return new Outcome.Unreachable(Message.of("notices.sender-refused", from.get()));
        var content = cause(problem, SMTPSendFailedException.class);
        if (content.isPresent()) {
            return content.get().getReturnCode() >= PERMANENT
                    ? new Outcome.Refused(Message.of("notices.mail-refused"))
                    : new Outcome.Later(Message.of("notices.later"));
        }
        var tls = cause(problem, SSLException.class);
        if (tls.isPresent()) return new Outcome.Unreachable(Message.of("notices.not-trusted", settings.host()));
        return new Outcome.Unreachable(Message.of("notices.unreachable", settings.host()));
    }

    private static Outcome answered(int code) {
        if (code < PERMANENT) return new Outcome.Later(Message.of("notices.later"));
        return new Outcome.Refused(
                Message.of(code == MAILBOX_FULL ? "notices.mailbox-full" : "notices.no-such-address"));
    }

    private static <T extends Exception> Optional<T> cause(MessagingException problem, Class<T> type) {
        for (@Nullable Throwable one = problem; one != null; ) {
            if (type.isInstance(one)) return Optional.of(type.cast(one));
            one = one instanceof MessagingException mail ? mail.getNextException() : one.getCause();
        }
        return Optional.empty();
    }

    private MimeMessage mail(Letter letter, Address[] to) throws MessagingException, UnsupportedEncodingException {
        var sender = from.get();
        var mail = new Mail(session, letter.key() + "@" + sender.substring(sender.indexOf('@') + 1));
        mail.setFrom(new InternetAddress(sender, line(letter.shop()), UTF_8));
        mail.setRecipients(RecipientType.TO, to);
        if (!letter.replyTo().isEmpty()) mail.setReplyTo(new Address[] {new InternetAddress(letter.replyTo(), true)});
        mail.setSubject(line(letter.subject()), UTF_8);
        mail.setSentDate(Date.from(clock.instant()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        var both = new MimeMultipart("alternative");
        both.addBodyPart(part(letter.text(), "plain"));
        both.addBodyPart(part(letter.html(), "html"));
        mail.setContent(both);
        mail.saveChanges();
        return mail;
    }

    private static MimeBodyPart part(String text, String kind) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, UTF_8, kind);
        return part;
    }

    private static String line(String text) {
        return UNSEEN.matcher(text).replaceAll(" ").strip();
    }

    /// A mail that keeps the Message-ID that it was given.
    ///
    /// If we die between the server's OK and our own note of it, the mail is sent again: with the same Message-ID,
    /// by
    /// which mail servers and programs know a repetition and drop it.
    private static final class Mail extends MimeMessage {
        private final String id;

        Mail(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + ">");
        }
    }

    private static Properties properties(SmtpSettings settings) {
        var properties = new Properties();
        properties.put("mail.smtp.auth", String.valueOf(settings.user() != null));
        properties.put("mail.smtp.starttls.enable", String.valueOf(settings.tls() != SmtpSettings.Tls.NONE));
        properties.put("mail.smtp.starttls.required", String.valueOf(settings.tls() == SmtpSettings.Tls.STARTTLS));
        properties.put("mail.smtp.ssl.enable", String.valueOf(settings.tls() == SmtpSettings.Tls.IMPLICIT));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.connectiontimeout", String.valueOf(CONNECT_MS));
        properties.put("mail.smtp.timeout", String.valueOf(ANSWER_MS));
        properties.put("mail.smtp.writetimeout", String.valueOf(ANSWER_MS));
        return properties;
    }
}
