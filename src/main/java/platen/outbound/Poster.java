package platen.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.ContentType;
import org.jspecify.annotations.Nullable;
import platen.values.Message;

/// Posts a text to an address that a person named, and says what came of it.
public final class Poster implements AutoCloseable {
    private static final Pattern UNSENDABLE = Pattern.compile("[^\\x20-\\x7E]");

    private final Duration limit;
    private final Caller outside = new Caller(Reach.OUTSIDE);
    private final Caller everywhere = new Caller(Reach.EVERYWHERE);

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

    /// Sends it; `allowsNear` lets it go into our own network. All of it takes no longer than the limit.
    public Outcome post(String address, Map<String, String> headers, String body, boolean allowsNear) {
        var to = target(address);
        if (to == null) return new Outcome.Refused(Message.of("outbound.no-address"));
        var host = to.getHost();
        var all = new LinkedHashMap<>(headers);
        all.replaceAll((_, value) -> UNSENDABLE.matcher(value).replaceAll(" "));
        if (to.getUserInfo() != null) all.put("Authorization", "Basic " + coded(to.getUserInfo()));
        try {
            var caller = allowsNear ? everywhere : outside;
            var status = caller.post(anonymous(to), all, body, ContentType.TEXT_PLAIN.withCharset(UTF_8), limit);
            return new Outcome.Taken(host, status);
        } catch (Reach.Forbidden e) {
            return new Outcome.Refused(Message.of(e.isNear() ? "outbound.near" : "outbound.never", host));
        } catch (Caller.Refused e) {
            return refused(host, e.status());
        } catch (UnknownHostException e) {
            return new Outcome.Later(Message.of("outbound.unknown", host));
        } catch (Caller.TooSlow e) {
            return new Outcome.Later(Message.of("outbound.slow", host, limit.toSeconds()));
        } catch (ClientProtocolException e) {
            return new Outcome.Later(Message.of("outbound.no-web", host));
        } catch (IOException | RuntimeException e) {
            return new Outcome.Later(Message.of("outbound.unreachable", host));
        }
    }

    private static Outcome refused(String host, int code) {
        var why = Message.of(code / 100 == 3 ? "outbound.elsewhere" : "outbound.answered", host, code);
        var passes = code >= 500 || code == 408 || code == 425 || code == 429;
        return passes ? new Outcome.Later(why) : new Outcome.Refused(why);
    }

    /// Without name and password, which go in a header.
    private static String anonymous(URI to) {
        var info = to.getRawUserInfo();
        return info == null ? to.toString() : to.toString().replaceFirst(Pattern.quote(info + "@"), "");
    }

    /// What of it is no plain letter is written so that headers may carry it.
    public static String header(String text) {
        return UNSENDABLE.matcher(text).find() ? "=?UTF-8?B?" + coded(text) + "?=" : text;
    }

    private static String coded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    @Override
    public void close() {
        outside.close();
        everywhere.close();
    }
}
