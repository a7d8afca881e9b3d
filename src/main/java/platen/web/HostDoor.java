package platen.web;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.UnauthorizedResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import platen.events.Subject;
import platen.machines.Host;
import platen.machines.Hosts;
import platen.queue.Jobs;
import platen.sync.SyncRequest;
import platen.values.Digest;
import platen.values.Json;

/// Where printer computers call: what they have to tell and to hear, and the programs they fetch.
final class HostDoor {
    /// A snapshot of a busy host is a few hundred kilobytes.
    private static final int LARGEST_CALL_BYTES = 8 << 20;
    private static final String BEARER = "Bearer ";

    private final Live live;
    private final Website.Parts parts;

    HostDoor(Live live, Website.Parts parts) {
        this.live = live;
        this.parts = parts;
    }

    void addTo(Routes routes) {
        routes.post("/hosts/sync", Access.HOST, this::sync);
        routes.get("/hosts/files/{digest}", Access.HOST, this::file);
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

    private Host host(Context ctx) {
        var header = ctx.header("Authorization");
        if (header == null || !header.startsWith(BEARER)) throw new UnauthorizedResponse();
        var hash = Digest.of(header.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8));
        return parts.database().reading(Hosts.class).byKey(hash.hex()).orElseThrow(UnauthorizedResponse::new);
    }

    private static SyncRequest request(Context ctx) throws IOException {
        var body = ctx.bodyInputStream().readNBytes(LARGEST_CALL_BYTES + 1);
        if (body.length > LARGEST_CALL_BYTES) throw new ContentTooLargeResponse();
        try {
            return Json.read(new String(body, StandardCharsets.UTF_8), SyncRequest.class);
        } catch (UncheckedIOException e) {
            throw new BadRequestResponse();
        }
    }
}
