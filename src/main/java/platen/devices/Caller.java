package platen.devices;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
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
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// Calls devices, each call bounded in time. The addresses that a name has are looked at as the connection is made, so
/// that none is called that [Reach] forbids, whatever a name server says from one moment to the next. Where a device
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
            Thread.ofPlatform().daemon().name("calls of devices").factory());

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

    /// Name and password for one device; both empty where it wants none.
    public record Login(String name, String password) {
        static final Login NONE = new Login("", "");

        @Override
        public String toString() {
            return "login";
        }
    }

    /// What a device answered: the type that it says, and its content, which ends with the call.
    record Answer(String type, InputStream content) {}

    interface Reading<T> {
        T of(Answer answer) throws IOException;
    }

    /// A device that answers, and not with what was asked for.
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1;
        private final int status;

        Refused(int status) {
            super("status " + status);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /// A call that did not end in time.
    static final class TooSlow extends IOException {
        private static final long serialVersionUID = 1;
    }

    /// Asks, and reads the answer, within `patience` in all; without end where that is null.
    <T> T call(String method, String url, Login login, @Nullable Duration patience, Reading<T> reading)
            throws IOException {
        var request = new HttpUriRequestBase(method, URI.create(url));
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
    public void close() throws IOException {
        watch.shutdownNow();
        client.close();
    }
}
