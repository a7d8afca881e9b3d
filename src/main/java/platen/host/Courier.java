package platen.host;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import platen.sync.SyncAnswer;
import platen.sync.SyncRequest;
import platen.values.Digest;
import platen.values.Json;

/// Carries calls and black boxes to the server, and programs from it.
final class Courier {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /// The server holds a call for 25 seconds.
    private static final Duration LONGEST_CALL = Duration.ofSeconds(40);
    /// A line on which nothing comes for so long is given up, though nobody told that it is gone.
    private static final Duration SILENT = Duration.ofSeconds(30);
    /// So often a broken line is tried again while nothing more comes.
    private static final int MOST_TRIES = 6;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int CHUNK_BYTES = 64 << 10;
    private static final Duration LONGEST_DELIVERY = Duration.ofSeconds(30);
    /// Fifty wishes with the profiles of all printers are some hundred kilobytes.
    private static final int LARGEST_ANSWER_BYTES = 8 << 20;
    /// So often a program is fetched anew of which something else arrived.
    private static final int MOST_WRONG = 3;
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int PARTIAL = 206;
    private static final int SERVER_ERROR = 500;
    private static final Set<Integer> UNWANTED = Set.of(404, 413, 422);

    private final Duration pause;
    private final Duration silent;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    Courier() {
        this(PAUSE, SILENT);
    }

    Courier(Duration pause, Duration silent) {
        this.pause = pause;
        this.silent = silent;
    }

    /// An answer that is the same however often one asks.
    private static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        Refused(int status) {
            super("the server answered " + status);
        }
    }

    /// The server's answer, whole and in time; fails when there is none, or when it is none of ours.
    CompletableFuture<SyncAnswer> call(ServerAddress server, SyncRequest request) {
        var post = to(server, "/hosts/sync")
                .timeout(LONGEST_CALL)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(request)))
                .build();
        return inTime(post, BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST_ANSWER_BYTES), LONGEST_CALL)
                .thenApply(answer -> read(answer, request));
    }

    /// What is between a host and its server may answer anything, and again what it once heard.
    private static SyncAnswer read(HttpResponse<String> answer, SyncRequest request) {
        if (answer.statusCode() != OK) throw failure("the server answered " + answer.statusCode());
        @Nullable SyncAnswer read;
        try {
            read = Json.read(answer.body(), SyncAnswer.class);
        } catch (UncheckedIOException _) {
            throw failure("what answers there is no Platen server, or one of another version");
        }
        if (read == null) throw failure("nothing was in the answer");
        if (!read.call().equals(request.call())) throw failure("this was the answer to another call");
        return read;
    }

    private static UncheckedIOException failure(String why) {
        return new UncheckedIOException(new IOException(why));
    }

    /// The limit of a request ends with the head of its answer; this holds for all of it.
    private <T> CompletableFuture<HttpResponse<T>> inTime(
            HttpRequest request, HttpResponse.BodyHandler<T> body, Duration longest) {
        var exchange = http.sendAsync(request, body);
        return exchange.copy()
                .orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((_, failure) -> {
                    if (failure != null) exchange.cancel(true);
                });
    }

    /// Fetches a program into `place`, going on where the line broke off, in this try or an earlier one. What arrives
    /// is checked: a file that is there afterwards has this digest.
    void fetch(ServerAddress server, Digest digest, long bytes, Path place) throws IOException, InterruptedException {
        if (Files.exists(place)) return;
        var part = place.resolveSibling(place.getFileName() + ".part");
        for (int wrong = 0; wrong < MOST_WRONG; wrong++) {
            bring(server, digest, bytes, part);
            if (digest(part).equals(digest)) {
                Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
                return;
            }
            Files.delete(part);
        }
        throw new IOException("what arrived is not what was announced");
    }

    private void bring(ServerAddress server, Digest digest, long bytes, Path part)
            throws IOException, InterruptedException {
        int tries = 0;
        for (var have = size(part); have < bytes; have = size(part)) {
            try {
                download(server, digest, have, bytes, part);
            } catch (Refused e) {
                throw e;
            } catch (IOException e) {
                tries = size(part) > have ? 0 : tries + 1;
                if (tries == MOST_TRIES) throw e;
                Thread.sleep(pause);
            }
        }
    }

    /// Brings the black box of an attempt; one that the server has already is taken like the first.
    BlackBoxes.Answer deliver(ServerAddress server, String attempt, byte[] text)
            throws IOException, InterruptedException {
        var post = to(server, "/hosts/attempts/" + attempt + "/black-box")
                .timeout(LONGEST_DELIVERY)
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(BodyPublishers.ofByteArray(text))
                .build();
        int status;
        try {
            status = inTime(post, BodyHandlers.discarding(), LONGEST_DELIVERY)
                    .get()
                    .statusCode();
        } catch (ExecutionException e) {
            throw broken(e);
        }
        if (status == NO_CONTENT) return BlackBoxes.Answer.TAKEN;
        if (UNWANTED.contains(status)) return BlackBoxes.Answer.UNWANTED;
        throw new IOException("the server answered " + status);
    }

    /// What has come is in `part`, also when it fails.
    private void download(ServerAddress server, Digest digest, long have, long bytes, Path part)
            throws IOException, InterruptedException {
        var get = to(server, "/hosts/files/" + digest.hex());
        if (have > 0) get.header("Range", "bytes=" + have + "-");
        var coming = http.sendAsync(get.GET().build(), answer -> switch (answer.statusCode()) {
            case OK -> limited(BodySubscribers.ofFile(part, CREATE, WRITE, TRUNCATE_EXISTING), bytes);
            case PARTIAL -> limited(BodySubscribers.ofFile(part, CREATE, WRITE, APPEND), bytes - have);
            default -> BodySubscribers.replacing(part);
        });
        try {
            var status = await(coming, part).statusCode();
            if (status >= SERVER_ERROR) throw new IOException("the server answered " + status);
            if (status != OK && status != PARTIAL) throw new Refused(status);
        } finally {
            coming.cancel(true);
        }
    }

    private <T> T await(CompletableFuture<T> coming, Path part) throws IOException, InterruptedException {
        var seen = size(part);
        while (true) {
            try {
                return coming.get(silent.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                var now = size(part);
                if (now == seen) throw new IOException("nothing came for " + silent.toSeconds() + " s", e);
                seen = now;
            } catch (ExecutionException e) {
                throw broken(e);
            }
        }
    }

    private static IOException broken(ExecutionException e) {
        var cause = e.getCause();
        if (cause instanceof TimeoutException) return new IOException("no whole answer came in time", e);
        return new IOException(cause == null ? e.getMessage() : cause.getMessage(), e);
    }

    private static BodySubscriber<Path> limited(BodySubscriber<Path> to, long bytes) {
        return BodySubscribers.limiting(to, bytes);
    }

    private static long size(Path part) throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
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
