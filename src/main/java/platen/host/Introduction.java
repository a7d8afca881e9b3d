package platen.host;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/// How a new host introduces itself to its server: by a code that a page there shows.
public final class Introduction {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LARGEST_ANSWER_BYTES = 64 << 10;
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final Pattern KEY = Pattern.compile("[\\w-]{16,64}");

    private Introduction() {}

    /// Where the server is, with the key that it gave; an [IOException] says in words why it gave none.
    public static ServerAddress at(String server, String code, String name) throws IOException, InterruptedException {
        var url = server.replaceAll("/+$", "");
        try (var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build()) {
            var form = "code=" + encoded(code) + "&name=" + encoded(name);
            var post = HttpRequest.newBuilder(URI.create(url + "/hosts/pair"))
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form))
                    .build();
            var answer = http.send(post, BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST_ANSWER_BYTES));
            if (answer.statusCode() == FORBIDDEN)
                throw new IOException("the server does not take this code. It works once, and for ten minutes:"
                        + " let the page show another one");
            if (answer.statusCode() != OK || !KEY.matcher(answer.body()).matches())
                throw new IOException("no Platen server answers at " + url);
            return new ServerAddress(url, answer.body());
        } catch (IllegalArgumentException e) {
            throw new IOException(server + " is no address. Write it like http://192.168.1.20:8080", e);
        } catch (ConnectException | HttpTimeoutException e) {
            throw new IOException(
                    "nothing answers at " + url + ". Is the server started with --bind, so that it listens to the LAN?",
                    e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
