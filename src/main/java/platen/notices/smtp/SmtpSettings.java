package platen.notices.smtp;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The mail server that takes our mail, as one address says it: `smtp://user:password@mail.example.org`,
/// `smtps://…` for TLS from the first byte, `smtp://localhost?tls=none` for one on this machine.
public record SmtpSettings(
        String host,
        int port,
        Tls tls,
        @Nullable String user,
        @Nullable String password) {
    private static final int SUBMISSION_PORT = 587;
    private static final int TLS_PORT = 465;
    private static final int PLAIN_PORT = 25;

    /// How the line is kept from listeners.
    public enum Tls {
        /// After a first plain sentence; without it nothing is sent.
        STARTTLS,
        /// From the first byte.
        IMPLICIT,
        /// Not at all: on one machine, or in a network of one's own.
        NONE
    }

    /// Reads an address; what is wrong with it is said to who started the server.
    public static SmtpSettings of(String url) {
        var uri = parsed(url);
        var isTls = "smtps".equals(uri.getScheme());
        if (!isTls && !"smtp".equals(uri.getScheme())) throw wrong("it begins with smtp:// or smtps://");
        var host = uri.getHost();
        if (host == null || host.isEmpty()) throw wrong("it names no server");
        var tls = tls(uri, isTls);
        var port = uri.getPort() > 0 ? uri.getPort() : usualPort(tls);
        var login = Optional.ofNullable(uri.getRawUserInfo()).orElse("").split(":", 2);
        var user = login[0].isEmpty() ? null : decoded(login[0]);
        return new SmtpSettings(host, port, tls, user, login.length < 2 ? null : decoded(login[1]));
    }

    private static URI parsed(String url) {
        try {
            return URI.create(url.strip());
        } catch (IllegalArgumentException e) {
            // The address holds a password, so that what was wrong is not repeated.
            throw wrong("write signs like @ : / in user or password as %40 %3A %2F");
        }
    }

    private static Tls tls(URI uri, boolean isTls) {
        var query = Optional.ofNullable(uri.getQuery()).orElse("");
        if (query.isEmpty()) return isTls ? Tls.IMPLICIT : Tls.STARTTLS;
        if (isTls || !query.startsWith("tls=")) throw wrong("after ? only tls=starttls or tls=none can stand");
        return switch (query.substring("tls=".length())) {
            case "starttls" -> Tls.STARTTLS;
            case "none" -> Tls.NONE;
            default -> throw wrong("after ? only tls=starttls or tls=none can stand");
        };
    }

    private static int usualPort(Tls tls) {
        return switch (tls) {
            case STARTTLS -> SUBMISSION_PORT;
            case IMPLICIT -> TLS_PORT;
            case NONE -> PLAIN_PORT;
        };
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException("the address of the mail server is wrong: " + why
                + ". One looks like smtp://user:password@mail.example.org:587");
    }

    /// Nobody reads the password in a log.
    @Override
    public String toString() {
        return host + ":" + port + " (" + words(tls) + (user == null ? "" : ", signed in") + ")";
    }

    private static String words(Tls tls) {
        return switch (tls) {
            case STARTTLS -> "STARTTLS";
            case IMPLICIT -> "TLS";
            case NONE -> "no encryption";
        };
    }
}
