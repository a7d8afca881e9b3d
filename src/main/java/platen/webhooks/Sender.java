package platen.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// Sends one signed request, and waits no longer than it says for the answer. Redirects are not followed.
final class Sender implements AutoCloseable {
    static final String SIGNATURE = "Platen-Signature";
    static final String NAME = "Platen-Delivery";
    static final String EVENT = "Platen-Event";
    private static final Timeout TO_CONNECT = Timeout.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final int AT_ONCE = 50;

    private final CloseableHttpClient outside = client(false);
    private final CloseableHttpClient inside = client(true);

    /// How the other side answered, or what went wrong.
    record Answer(@Nullable Integer status, @Nullable String problem) {
        boolean isFine() {
            return status != null && status >= 200 && status < 300;
        }
    }

    private static CloseableHttpClient client(boolean allowsLan) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new Addresses(allowsLan))
                .setMaxConnTotal(AT_ONCE)
                .setDefaultConnectionConfig(
                        ConnectionConfig.custom().setConnectTimeout(TO_CONNECT).build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(LONGEST))
                        .setConnectionRequestTimeout(Timeout.of(LONGEST))
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("Platen")
                .build();
    }

    Answer send(Webhook hook, String secret, String delivery, String event, String body, Instant now) {
        var post = new HttpPost(hook.url());
        post.setHeader(SIGNATURE, signature(secret, now, body));
        post.setHeader(NAME, delivery);
        post.setHeader(EVENT, event);
        post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        // Whatever it does meanwhile: a side that answers one byte a minute holds nobody up.
        var alarm = CompletableFuture.runAsync(
                post::cancel, CompletableFuture.delayedExecutor(LONGEST.toMillis(), TimeUnit.MILLISECONDS));
        try (var answer = (hook.allowsLan() ? inside : outside).executeOpen(null, post, null)) {
            var status = answer.getCode();
            post.cancel();
            return new Answer(status, null);
        } catch (IOException | RuntimeException e) {
            return new Answer(null, problem(e));
        } finally {
            alarm.cancel(false);
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
            case Addresses.Forbidden _ -> "webhooks.forbidden";
            case UnknownHostException _ -> "webhooks.unknown-name";
            case SSLException _ -> "webhooks.certificate";
            case java.net.ConnectException _ -> "webhooks.nobody-there";
            default -> "webhooks.no-answer";
        };
    }

    @Override
    public void close() {
        outside.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
        inside.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
    }
}
