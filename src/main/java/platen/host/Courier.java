package platen.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import platen.sync.SyncAnswer;
import platen.sync.SyncRequest;
import platen.values.Digest;
import platen.values.Json;

/// Carries calls and black boxes to the server, and programs from it.
final class Courier {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /// The server holds a call for 25 seconds.
    private static final Duration LONGEST_CALL = Duration.ofSeconds(40);
    private static final Duration LONGEST_FETCH = Duration.ofMinutes(30);
    private static final int CHUNK_BYTES = 64 << 10;
    private static final Duration LONGEST_DELIVERY = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int PARTIAL = 206;
    private static final Set<Integer> UNWANTED = Set.of(404, 413, 422);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    /// The server's answer; fails when there is none, or when it is none of ours.
    CompletableFuture<SyncAnswer> call(ServerAddress server, SyncRequest request) {
        var post = to(server, "/hosts/sync")
                .timeout(LONGEST_CALL)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(request)))
                .build();
        return http.sendAsync(post, BodyHandlers.ofString()).thenApply(answer -> {
            if (answer.statusCode() != OK) {
                throw new UncheckedIOException(new IOException("the server answered " + answer.statusCode()));
            }
            return Json.read(answer.body(), SyncAnswer.class);
        });
    }

    /// Fetches a program into `place`, going on where an earlier try broke off. What arrives is
    /// checked: a file that is there afterwards has this digest.
    void fetch(ServerAddress server, Digest digest, long bytes, Path place) throws IOException, InterruptedException {
        if (Files.exists(place)) return;
        var part = place.resolveSibling(place.getFileName() + ".part");
        var have = Files.exists(part) ? Files.size(part) : 0;
        if (have < bytes) download(server, digest, have, part);
        if (!digest(part).equals(digest)) {
            Files.delete(part);
            throw new IOException("what arrived is not what was announced");
        }
        Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Brings the black box of an attempt; one that the server has already is taken like the first.
    BlackBoxes.Answer deliver(ServerAddress server, String attempt, byte[] text)
            throws IOException, InterruptedException {
        var post = to(server, "/hosts/attempts/" + attempt + "/black-box")
                .timeout(LONGEST_DELIVERY)
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(BodyPublishers.ofByteArray(text))
                .build();
        int status = http.send(post, BodyHandlers.discarding()).statusCode();
        if (status == NO_CONTENT) return BlackBoxes.Answer.TAKEN;
        if (UNWANTED.contains(status)) return BlackBoxes.Answer.UNWANTED;
        throw new IOException("the server answered " + status);
    }

    private void download(ServerAddress server, Digest digest, long have, Path part)
            throws IOException, InterruptedException {
        var get = to(server, "/hosts/files/" + digest.hex()).timeout(LONGEST_FETCH);
        if (have > 0) get.header("Range", "bytes=" + have + "-");
        var answer = http.send(get.GET().build(), BodyHandlers.ofInputStream());
        try (var in = answer.body()) {
            if (answer.statusCode() != OK && answer.statusCode() != PARTIAL) {
                throw new IOException("the server answered " + answer.statusCode());
            }
            var how = answer.statusCode() == PARTIAL ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
            try (var out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
                in.transferTo(out);
            }
        }
    }

    private static Digest digest(Path file) throws IOException {
        var count = Digest.sha256();
        try (var in = Files.newInputStream(file)) {
            var chunk = new byte[CHUNK_BYTES];
            for (int read; (read = in.read(chunk)) >= 0; ) count.update(chunk, 0, read);
        }
        return Digest.from(count);
    }

    private static HttpRequest.Builder to(ServerAddress server, String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Authorization", "Bearer " + server.key());
    }
}
