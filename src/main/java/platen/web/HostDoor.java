package platen.web;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.UnauthorizedResponse;
import io.javalin.http.UnprocessableContentResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import platen.events.Subject;
import platen.files.FileStore.Outcome.Stored;
import platen.files.FileStore.Outcome.TooLarge;
import platen.machines.Host;
import platen.machines.Pairing;
import platen.people.Sessions;
import platen.queue.Jobs;
import platen.streaming.BlackBoxFile;
import platen.sync.SyncRequest;
import platen.values.Digest;
import platen.values.Json;

/// Where printer computers call: what they have to tell and to hear, the programs they fetch, and the
/// black boxes they bring.
final class HostDoor {
    /// A snapshot of a busy host is a few hundred kilobytes.
    private static final int LARGEST_CALL_BYTES = 8 << 20;
    private static final String BEARER = "Bearer ";

    private final Live live;
    private final Website.Parts parts;
    private final Pairing pairing;

    HostDoor(Live live, Website.Parts parts, Pairing pairing) {
        this.live = live;
        this.parts = parts;
        this.pairing = pairing;
    }

    void addTo(Routes routes) {
        routes.post("/hosts/pair", Access.ANYONE, this::pair);
        routes.post("/hosts/sync", Access.HOST, this::sync);
        routes.get("/hosts/files/{digest}", Access.HOST, this::file);
        routes.post("/hosts/attempts/{key}/black-box", Access.HOST, this::blackBox);
    }

    /// A computer that knows the code of the page gets its key.
    private void pair(Context ctx) {
        var form = Form.of(ctx);
        var key = pairing.pair(
                form.value("code"),
                form.value("name"),
                Sessions.network(Visit.of(ctx).address()));
        ctx.status(key.isPresent() ? HttpStatus.OK : HttpStatus.FORBIDDEN);
        ctx.contentType("text/plain").result(key.orElse(""));
    }

    private void sync(Context ctx) throws IOException {
        var host = host(ctx);
        try {
            var request = request(ctx);
            tellPages(request);
            var answer = parts.fleet().sync(host.id(), request);
            ctx.contentType("application/json").result(Json.write(answer));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// How printers do is no event, but pages show it: those of the machine and of what it prints.
    private void tellPages(SyncRequest request) {
        if (!live.isWatched()) return;
        var jobs = parts.database().reading(Jobs.class);
        for (var printer : request.printers()) {
            live.touch(Subject.of(printer.machine()));
            if (printer.percent() != null)
                jobs.on(printer.machine()).ifPresent(job -> live.touch(Subject.of(job.id())));
        }
    }

    private void file(Context ctx) throws IOException {
        var host = host(ctx);
        var asked = ctx.pathParam("digest");
        if (!Digest.isOne(asked)) throw new NotFoundResponse();
        var digest = new Digest(asked);
        var path = parts.files().find(digest);
        if (path.isEmpty() || !parts.fleet().mayFetch(host.id(), digest)) throw new NotFoundResponse();
        FileSending.send(ctx, path.get(), digest, asked);
    }

    /// What a machine and its host said to each other last. It may come again, when the answer got lost.
    private void blackBox(Context ctx) throws IOException {
        var host = host(ctx);
        var attempt = parts.fleet().attempt(host.id(), ctx.pathParam("key")).orElseThrow(NotFoundResponse::new);
        var text = body(ctx, BlackBoxFile.LARGEST_BYTES);
        if (BlackBoxFile.read(new String(text, StandardCharsets.UTF_8)).isEmpty())
            throw new UnprocessableContentResponse();
        switch (parts.files().store(new ByteArrayInputStream(text), text.length)) {
            case Stored(var digest, var _) -> {
                if (!parts.fleet().keepBlackBox(attempt.id(), digest))
                    parts.files().discard(digest);
            }
            case TooLarge _ -> throw new IllegalStateException("it is as large as it is");
        }
        if (attempt.job() != null) live.touch(Subject.of(attempt.job()));
        ctx.status(HttpStatus.NO_CONTENT);
    }

    private Host host(Context ctx) {
        var header = ctx.header("Authorization");
        if (header == null || !header.startsWith(BEARER)) throw new UnauthorizedResponse();
        return pairing.whose(header.substring(BEARER.length())).orElseThrow(UnauthorizedResponse::new);
    }

    private static SyncRequest request(Context ctx) throws IOException {
        try {
            return Json.read(new String(body(ctx, LARGEST_CALL_BYTES), StandardCharsets.UTF_8), SyncRequest.class);
        } catch (UncheckedIOException e) {
            throw new BadRequestResponse();
        }
    }

    private static byte[] body(Context ctx, int most) throws IOException {
        var body = ctx.bodyInputStream().readNBytes(most + 1);
        if (body.length > most) throw new ContentTooLargeResponse();
        return body;
    }
}
