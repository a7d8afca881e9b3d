package platen.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;

/// A browser that sends files in pieces, one after the other, and goes on where the server broke off: what was
/// acknowledged of a file is there after a crash, and the file is taken whole in the end.
final class CrashUploads {
    private static final int FILE_BYTES = 400_000;
    private static final int PIECE_BYTES = 40_000;
    private static final long PAUSE_MS = 80;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final String site;
    private final SoakNotes notes;
    private final Random chance;
    private volatile boolean isOpen = true;
    private String cookie = "";

    CrashUploads(String site, long seed, SoakNotes notes) {
        this.site = site;
        this.notes = notes;
        this.chance = new Random(seed);
    }

    void close() {
        isOpen = false;
    }

    void work() throws InterruptedException {
        while (isOpen) {
            var content = new byte[FILE_BYTES];
            chance.nextBytes(content);
            System.arraycopy("%PDF-1.4\n".getBytes(UTF_8), 0, content, 0, 9);
            send(content);
        }
    }

    private void send(byte[] content) throws InterruptedException {
        var name = Base64.getEncoder().encodeToString("flyer.pdf".getBytes(UTF_8));
        var product = Base64.getEncoder().encodeToString("paper".getBytes(UTF_8));
        var begun = untilAnswered(to("/uploads")
                .header("Upload-Length", Integer.toString(FILE_BYTES))
                .header("Upload-Metadata", "filename " + name + ",product " + product)
                .POST(BodyPublishers.noBody()));
        if (begun.statusCode() != CREATED) {
            notes.count("uploads not begun: " + begun.statusCode());
            Thread.sleep(1_000);
            return;
        }
        begun.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.split(";", 2)[0]);
        var place = begun.headers().firstValue("Location").orElseThrow();
        int offset = 0;
        while (offset < FILE_BYTES) {
            var piece = Arrays.copyOfRange(content, offset, Math.min(FILE_BYTES, offset + PIECE_BYTES));
            var answer = patch(place, offset, piece);
            if (answer < 0) {
                int there = look(place);
                if (there < offset) {
                    notes.broken(
                            3, "of " + place + " " + offset + " bytes were acknowledged, and " + there + " are there");
                    return;
                }
                offset = there;
            } else offset = answer;
            Thread.sleep(PAUSE_MS);
        }
        notes.count("files sent in pieces");
        untilAnswered(to(place).DELETE());
    }

    /// How many bytes the server says it has; less than nothing where it does not say.
    private int patch(String place, int offset, byte[] piece) throws InterruptedException {
        try {
            var answer = client.send(
                    to(place)
                            .header("Upload-Offset", Integer.toString(offset))
                            .header("Content-Type", "application/offset+octet-stream")
                            .method("PATCH", BodyPublishers.ofByteArray(piece))
                            .build(),
                    BodyHandlers.discarding());
            if (answer.statusCode() == NO_CONTENT) return offset(answer);
            notes.count("pieces answered " + answer.statusCode());
        } catch (IOException _) {
            notes.count("pieces without an answer");
        }
        Thread.sleep(PAUSE_MS);
        return -1;
    }

    private int look(String place) throws InterruptedException {
        var answer = untilAnswered(to(place).method("HEAD", BodyPublishers.noBody()));
        return answer.statusCode() == OK ? offset(answer) : -1;
    }

    private static int offset(HttpResponse<?> answer) {
        return Integer.parseInt(answer.headers().firstValue("Upload-Offset").orElse("-1"));
    }

    private HttpRequest.Builder to(String path) {
        var request =
                HttpRequest.newBuilder(URI.create(site + path)).timeout(LONGEST).header("Tus-Resumable", "1.0.0");
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    private HttpResponse<Void> untilAnswered(HttpRequest.Builder request) throws InterruptedException {
        while (true) {
            try {
                return client.send(request.build(), BodyHandlers.discarding());
            } catch (IOException _) {
                notes.count("uploader's requests without an answer");
                Thread.sleep(PAUSE_MS);
            }
        }
    }
}
