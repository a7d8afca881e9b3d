package platen.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import platen.values.Json;
import platen.values.Message;

/// A browser that runs no script, with the session of one person or of nobody.
final class SoakBrowser {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    /// An upload is read in a process of its own, on a machine that starts others all the time.
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private static final String CUT = "soak-cut";
    private static final Pattern NOTICE = Pattern.compile("platen-notice=([\\w-]+)=*;.*");

    /// One for all, so that hundreds of visitors do not take a thread each.
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    private final String site;
    private final @Nullable String session;

    SoakBrowser(String site, @Nullable String session) {
        this.site = site;
        this.session = session;
    }

    /// An answer; `notice` is what the next page would say of an act.
    record Answer(
            int status,
            String body,
            String location,
            @Nullable Notice notice) {}

    record Notice(Message what, boolean refused) {}

    Answer get(String path) throws IOException, InterruptedException {
        return send(to(path).GET());
    }

    Answer post(String path, Map<String, String> form) throws IOException, InterruptedException {
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return send(to(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /// Sends a file with the name of its form. Each sign of `content` is a byte.
    Answer upload(String path, String once, String name, String content) throws IOException, InterruptedException {
        var head = """
            --%1$s
            Content-Disposition: form-data; name="once"

            %2$s
            --%1$s
            Content-Disposition: form-data; name="file"; filename="%3$s"

            """.formatted(CUT, once, name);
        var end = """

            --%s--
            """.formatted(CUT);
        var body = head.replace("\n", "\r\n") + content + end.replace("\n", "\r\n");
        return send(to(path).header("Content-Type", "multipart/form-data; boundary=" + CUT)
                .POST(BodyPublishers.ofString(body, ISO_8859_1)));
    }

    private HttpRequest.Builder to(String path) {
        var request =
                HttpRequest.newBuilder(URI.create(site + path)).timeout(ANSWER).header("Accept-Encoding", "gzip");
        if (session != null) request.header("Cookie", "platen=" + session);
        return request;
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
        var location = answer.headers().firstValue("Location").orElse("");
        return new Answer(
                answer.statusCode(), text(answer), location, notice(answer).orElse(null));
    }

    private static String text(HttpResponse<byte[]> answer) throws IOException {
        var isPacked =
                answer.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
        if (!isPacked) return new String(answer.body(), UTF_8);
        try (var in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static Optional<Notice> notice(HttpResponse<?> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .map(NOTICE::matcher)
                .filter(cookie -> cookie.matches())
                .map(cookie ->
                        Json.read(new String(Base64.getUrlDecoder().decode(cookie.group(1)), UTF_8), Notice.class))
                .findFirst();
    }
}
