package platen.web;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import platen.gcode.pictures.Layers;
import platen.orders.Contents;
import platen.orders.LinePlates;
import platen.orders.OrderLine;
import platen.orders.OrderState;
import platen.queue.Job;
import platen.queue.Jobs;
import platen.values.Digest;

/// The layers of programs, as they will be printed. The child process that reads strangers' files writes them when
/// somebody first looks; they lie with the pictures of the program.
final class Layered {
    private static final String NAME = "layers.gz";
    /// Plates of one line that differ; more than these nobody looks through.
    private static final int MOST = 6;

    private static final int DIGITS = 12;

    private final Website.Parts parts;

    Layered(Website.Parts parts) {
        this.parts = parts;
    }

    /// Where the layers of a program are to be had; `id` stands for what is in them. `plate` counts from 1 where a line
    /// takes several that differ, and is 0 where it takes one.
    public record Shown(String id, String place, String of, int plate) {
        /// For who has no scripts.
        public List<Integer> stills() {
            return Layers.STILLS;
        }
    }

    /// None where nothing is sliced, or not yet.
    List<Shown> shown(OrderLine line, OrderState state, String place) {
        var programs = programs(line, state);
        return IntStream.range(0, programs.size())
                .mapToObj(at -> new Shown(
                        line.id().value() + "-" + programs.get(at).hex().substring(0, DIGITS),
                        place + "/layers/" + (at + 1),
                        line.fileName(),
                        programs.size() > 1 ? at + 1 : 0))
                .toList();
    }

    List<Shown> shown(Job job) {
        var program = job.program();
        if (program == null) return List.of();
        var id = job.id().value() + "-" + program.hex().substring(0, DIGITS);
        return List.of(new Shown(id, "/work/jobs/" + job.id().value() + "/layers", job.title(), 0));
    }

    /// What is printed of a line: what its jobs have, else what it was sliced to, else the program that came.
    List<Digest> programs(OrderLine line, OrderState state) {
        if (line.contents() instanceof Contents.Document) return List.of();
        var ofJobs = isApproved(state) ? ofJobs(line) : List.<Digest>of();
        if (!ofJobs.isEmpty()) return ofJobs;
        if (line.contents() instanceof Contents.Program) return List.of(line.file());
        return parts.database().reading(LinePlates.class).programs(line.id()).stream()
                .distinct()
                .limit(MOST)
                .toList();
    }

    private List<Digest> ofJobs(OrderLine line) {
        return parts.database().reading(Jobs.class).of(line.orderId()).stream()
                .filter(job -> line.id().equals(job.lineId()))
                .map(Job::program)
                .filter(Objects::nonNull)
                .distinct()
                .limit(MOST)
                .toList();
    }

    private static boolean isApproved(OrderState state) {
        return switch (state) {
            case DRAFT, SUBMITTED, QUOTED -> false;
            case APPROVED, IN_PRODUCTION, READY, COLLECTED, DECLINED, CANCELLED, EXPIRED -> true;
        };
    }

    void send(Context ctx, Digest program) throws IOException, InterruptedException {
        var data = data(program);
        if (isKnown(ctx, program, NAME)) return;
        ctx.contentType("application/octet-stream")
                .header("Vary", "Accept-Encoding")
                .disableCompression();
        var accepted = ctx.header("Accept-Encoding");
        if (accepted != null && accepted.contains("gzip")) {
            ctx.header("Content-Encoding", "gzip").result(Files.newInputStream(data));
        } else {
            ctx.result(new GZIPInputStream(Files.newInputStream(data)));
        }
    }

    /// Sends the picture of the layer that the address names by how far up it is.
    void sendStill(Context ctx, Digest program) throws IOException, InterruptedException {
        var asked = ctx.pathParam("still");
        int percent = Layers.STILLS.stream()
                .filter(one -> asked.equals(one.toString()))
                .findFirst()
                .orElseThrow(NotFoundResponse::new);
        var data = data(program);
        var name = Layers.still(NAME, percent);
        if (isKnown(ctx, program, name)) return;
        ctx.contentType("image/png").disableCompression();
        ctx.result(Files.readAllBytes(data.resolveSibling(name)));
    }

    private static boolean isKnown(Context ctx, Digest program, String name) {
        var tag = "\"" + program.hex() + "-" + name + "\"";
        ctx.header("ETag", tag).header("Cache-Control", "private, no-cache");
        if (!tag.equals(ctx.header("If-None-Match"))) return false;
        ctx.status(HttpStatus.NOT_MODIFIED);
        return true;
    }

    private Path data(Digest program) throws IOException, InterruptedException {
        var data = parts.files().pictures(program).resolve(NAME);
        if (!Files.exists(data)) write(program, data);
        return data;
    }

    /// The data come last: where they are, all is. Two who look at once write it twice.
    private void write(Digest program, Path data) throws IOException, InterruptedException {
        var file = parts.files().find(program).orElseThrow(NotFoundResponse::new);
        var made = parts.files().temporary();
        var base = String.valueOf(made.getFileName());
        try {
            if (!parts.reader().writeLayers(file, made)) throw new NotFoundResponse();
            Files.createDirectories(data.toAbsolutePath().getParent());
            for (int percent : Layers.STILLS) {
                var still = data.resolveSibling(Layers.still(NAME, percent));
                Files.move(made.resolveSibling(Layers.still(base, percent)), still, ATOMIC_MOVE);
            }
            Files.move(made, data, ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(made);
            for (int percent : Layers.STILLS) Files.deleteIfExists(made.resolveSibling(Layers.still(base, percent)));
        }
    }
}
