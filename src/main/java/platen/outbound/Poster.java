package platen.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import platen.values.Message;

/// Posts a text to an address that a person named.
///
/// The name is resolved once, looked at, and connected to as it was resolved: a name that points elsewhere a moment
/// later leads nowhere else. Redirects are not followed. All of it takes no longer than `limit`. The JDK's own client
/// resolves by itself, so that the few lines that one answer needs are written here.
public final class Poster {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int LONGEST_ANSWER_LINE = 1_000;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");
    private static final Pattern UNSENDABLE = Pattern.compile("[^\\x20-\\x7E]");

    private final Duration limit;

    public Poster(Duration limit) {
        this.limit = limit;
    }

    public sealed interface Outcome {
        /// The other side has it; `host` is where that is.
        record Taken(String host, int status) implements Outcome {}

        /// It will not be taken, however often it is tried.
        record Refused(Message why) implements Outcome {}

        /// Not now.
        record Later(Message why) implements Outcome {}
    }

    /// What is wrong with an address before anything is sent, if anything is.
    public static Optional<Message> problem(String address) {
        return target(address) == null ? Optional.of(Message.of("outbound.no-address")) : Optional.empty();
    }

    private static @Nullable URI target(String address) {
        try {
            var ascii = new URI(new URI(address).toASCIIString());
            var scheme = ascii.getScheme();
            var isWeb = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
            return isWeb && ascii.getHost() != null && ascii.getPort() <= 0xFFFF ? ascii : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /// Sends it; `allowsNear` lets it go into our own network.
    public Outcome post(String address, Map<String, String> headers, String body, boolean allowsNear) {
        var to = target(address);
        if (to == null) return new Outcome.Refused(Message.of("outbound.no-address"));
        var open = new AtomicReference<Socket>();
        var answer = new CompletableFuture<Outcome>();
        Thread.ofVirtual().name("post").start(() -> answer.complete(tried(to, headers, body, allowsNear, open)));
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new Outcome.Later(Message.of("outbound.slow", to.getHost(), limit.toSeconds()));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Later(Message.of("outbound.unreachable", to.getHost()));
        } finally {
            close(open.get());
        }
    }

    private Outcome tried(
            URI to, Map<String, String> headers, String body, boolean allowsNear, AtomicReference<Socket> open) {
        var host = to.getHost();
        try {
            var address = InetAddress.getByName(host.replaceAll("^\\[|]$", ""));
            if (Addresses.isNever(address)) return new Outcome.Refused(Message.of("outbound.never", host));
            if (Addresses.isNear(address) && !allowsNear) return new Outcome.Refused(Message.of("outbound.near", host));
            return said(host, exchange(to, address, headers, body, open));
        } catch (UnknownHostException e) {
            return new Outcome.Later(Message.of("outbound.unknown", host));
        } catch (IOException | RuntimeException e) {
            return new Outcome.Later(Message.of("outbound.unreachable", host));
        }
    }

    private static Outcome said(String host, String line) {
        var status = STATUS.matcher(line);
        if (!status.matches()) return new Outcome.Later(Message.of("outbound.no-web", host));
        var code = Integer.parseInt(status.group(1));
        return switch (code / 100) {
            case 2 -> new Outcome.Taken(host, code);
            case 3 -> new Outcome.Refused(Message.of("outbound.elsewhere", host, code));
            case 4 ->
                code == 408 || code == 425 || code == 429
                        ? new Outcome.Later(Message.of("outbound.answered", host, code))
                        : new Outcome.Refused(Message.of("outbound.answered", host, code));
            default -> new Outcome.Later(Message.of("outbound.answered", host, code));
        };
    }

    /// The first line of the answer.
    private String exchange(
            URI to, InetAddress address, Map<String, String> headers, String body, AtomicReference<Socket> open)
            throws IOException {
        var isSafe = "https".equalsIgnoreCase(to.getScheme());
        var port = to.getPort() >= 0 ? to.getPort() : isSafe ? HTTPS : HTTP;
        var plain = new Socket();
        open.set(plain);
        try (plain) {
            plain.setSoTimeout((int) limit.toMillis());
            plain.connect(new InetSocketAddress(address, port), (int) limit.toMillis());
            var socket = isSafe ? safe(plain, to.getHost(), port) : plain;
            var content = body.getBytes(UTF_8);
            var out = socket.getOutputStream();
            out.write(head(to, headers, content.length).getBytes(UTF_8));
            out.write(content);
            out.flush();
            return line(socket);
        }
    }

    private static Socket safe(Socket plain, String host, int port) throws IOException {
        var socket = ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, host, port, true);
        if (socket instanceof SSLSocket ssl) {
            var asked = ssl.getSSLParameters();
            asked.setEndpointIdentificationAlgorithm("HTTPS");
            ssl.setSSLParameters(asked);
            ssl.startHandshake();
        }
        return socket;
    }

    private static String head(URI to, Map<String, String> headers, int bytes) {
        var path = to.getRawPath() == null || to.getRawPath().isEmpty() ? "/" : to.getRawPath();
        var query = to.getRawQuery() == null ? "" : "?" + to.getRawQuery();
        var all = new LinkedHashMap<String, String>();
        all.put("Host", to.getHost() + (to.getPort() >= 0 ? ":" + to.getPort() : ""));
        all.put("User-Agent", "Platen");
        all.put("Content-Type", "text/plain; charset=utf-8");
        all.put("Content-Length", String.valueOf(bytes));
        all.put("Connection", "close");
        if (to.getUserInfo() != null)
            all.put(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(to.getUserInfo().getBytes(UTF_8)));
        all.putAll(headers);
        var head = new StringBuilder("POST " + path + query + " HTTP/1.1\r\n");
        all.forEach((name, value) -> head.append(name)
                .append(": ")
                .append(UNSENDABLE.matcher(value).replaceAll(" "))
                .append("\r\n"));
        return head.append("\r\n").toString();
    }

    /// What of it is no plain letter is written so that headers may carry it.
    public static String header(String text) {
        if (!UNSENDABLE.matcher(text).find()) return text;
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(UTF_8)) + "?=";
    }

    private static String line(Socket socket) throws IOException {
        var in = socket.getInputStream();
        var line = new StringBuilder();
        for (int read; line.length() < LONGEST_ANSWER_LINE && (read = in.read()) >= 0 && read != '\n'; )
            if (read != '\r') line.append((char) read);
        return line.toString();
    }

    private static void close(@Nullable Socket socket) {
        if (socket == null) return;
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use to us any more either way.
        }
    }
}
