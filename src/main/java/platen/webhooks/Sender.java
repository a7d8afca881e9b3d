package platen.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ContentType;
import org.jspecify.annotations.Nullable;
import platen.outbound.Caller;
import platen.outbound.Reach;

/// Sends one signed request, and waits no longer than it says for the answer. Redirects are not followed.
final class Sender implements AutoCloseable {
    static final String SIGNATURE = "Platen-Signature";
    static final String NAME = "Platen-Delivery";
    static final String EVENT = "Platen-Event";
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final Caller outside = new Caller(Reach.OUTSIDE);
    private final Caller everywhere = new Caller(Reach.EVERYWHERE);

    /// How the other side answered, or what went wrong.
    record Answer(@Nullable Integer status, @Nullable String problem) {
        boolean isFine() {
            return status != null && status >= 200 && status < 300;
        }
    }

    Answer send(Webhook hook, String secret, String delivery, String event, String body, Instant now) {
        var headers = Map.of(SIGNATURE, signature(secret, now, body), NAME, delivery, EVENT, event);
        try {
            var caller = hook.allowsLan() ? everywhere : outside;
            return new Answer(caller.post(hook.url(), headers, body, ContentType.APPLICATION_JSON, LONGEST), null);
        } catch (Caller.Refused e) {
            return new Answer(e.status(), null);
        } catch (IOException | RuntimeException e) {
            return new Answer(null, problem(e));
        }
    }

    /// `t` are seconds since 1970, `v1` is HMAC-SHA256 of `t`, a full stop and the body.
    static String signature(String secret, Instant now, String body) {
        var seconds = now.getEpochSecond();
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            var sum = mac.doFinal((seconds + "." + body).getBytes(UTF_8));
            return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(sum);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The key of what is said about it.
    private static String problem(Exception e) {
        return switch (e) {
            case Reach.Forbidden _ -> "webhooks.forbidden";
            case UnknownHostException _ -> "webhooks.unknown-name";
            case SSLException _ -> "webhooks.certificate";
            case java.net.ConnectException _ -> "webhooks.nobody-there";
            default -> "webhooks.no-answer";
        };
    }

    @Override
    public void close() {
        outside.close();
        everywhere.close();
    }
}
