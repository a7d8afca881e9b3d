package platen.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// Calls what people named by an address, each call bounded in time. The addresses that a name has are looked at as the
/// connection is made, so
/// that none is called that [Reach] forbids, whatever a name server says from one moment to the next. Where an answer
/// sends us elsewhere nobody follows.
public final class Caller implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    /// So long nothing may come while something is awaited.
    private static final Duration SILENCE = Duration.ofSeconds(8);
    private static final int MOST_CALLS = 500;
    private static final int MOST_CALLS_OF_ONE = 20;
    private static final int OK = 200;

    private final CloseableHttpClient client;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("calls").factory());

    public Caller(Reach reach) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new Looking(reach))
                .setMaxConnTotal(MOST_CALLS)
                .setMaxConnPerRoute(MOST_CALLS_OF_ONE)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(CONNECT))
                        .setSocketTimeout(Timeout.of(SILENCE))
                        .build())
                .build();
        this.client = HttpClients.custom()
                .setConnectionManager(connections)
                .setConnectionReuseStrategy((_, _, _) -> false)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(CONNECT))
                        .setResponseTimeout(Timeout.of(SILENCE))
                        .build())
                .setUserAgent("Platen")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableContentCompression()
                .build();
    }

    /// Name and password for one place; both empty where it wants none.
    public record Login(String name, String password) {
        public static final Login NONE = new Login("", "");

        @Override
        public String toString() {
            return "login";
        }
    }

    /// What was answered: the type that it says, and its content, which ends with the call.
    public record Answer(int status, String type, InputStream content) {}

    public interface Reading<T> {
        T of(Answer answer) throws IOException;
    }

    /// Somebody answers, and not with what was asked for.
    public static final class Refused extends IOException {
        private static final long serialVersionUID = 1;
        private final int status;

        Refused(int status) {
            super("status " + status);
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /// A call that did not end in time.
    public static final class TooSlow extends IOException {
        private static final long serialVersionUID = 1;
    }

    /// Asks, and reads the answer, within `patience` in all; without end where that is null.
    public <T> T call(String method, String url, Login login, @Nullable Duration patience, Reading<T> reading)
            throws IOException {
        return call(new HttpUriRequestBase(method, URI.create(url)), login, patience, reading);
    }

    /// Posts a text, and returns the status of the answer.
    public int post(String url, Map<String, String> headers, String body, ContentType type, Duration patience)
            throws IOException {
        var request = new HttpUriRequestBase("POST", URI.create(url));
        headers.forEach(request::setHeader);
        request.setEntity(new StringEntity(body, type));
        return call(request, Login.NONE, patience, Answer::status);
    }

    private <T> T call(HttpUriRequestBase request, Login login, @Nullable Duration patience, Reading<T> reading)
            throws IOException {
        var end = patience == null ? null : watch.schedule(request::abort, patience.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return client.execute(request, context(request, login), response -> {
                try {
                    return read(response, reading);
                } finally {
                    // What of it was not read is not waited for.
                    request.abort();
                }
            });
        } catch (IOException e) {
            if (end != null && end.isDone()) throw new TooSlow();
            throw e;
        } finally {
            if (end != null) end.cancel(false);
        }
    }

    private static <T> T read(ClassicHttpResponse response, Reading<T> reading) throws IOException {
        if (response.getCode() < OK || response.getCode() >= 300) throw new Refused(response.getCode());
        var type = response.getFirstHeader("Content-Type");
        var entity = response.getEntity();
        return reading.of(new Answer(
                response.getCode(),
                type == null ? "" : type.getValue(),
                entity == null ? InputStream.nullInputStream() : entity.getContent()));
    }

    private static HttpClientContext context(HttpUriRequestBase request, Login login) throws IOException {
        var context = HttpClientContext.create();
        if (login.name().isEmpty() && login.password().isEmpty()) return context;
        try {
            var uri = request.getUri();
            var secrets = new BasicCredentialsProvider();
            secrets.setCredentials(
                    new AuthScope(uri.getHost(), uri.getPort()),
                    new UsernamePasswordCredentials(
                            login.name(), login.password().toCharArray()));
            context.setCredentialsProvider(secrets);
            return context;
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private record Looking(Reach reach) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return reach.resolve(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }
}
