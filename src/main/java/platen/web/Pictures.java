package platen.web;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import platen.documents.reading.Thumbnails;
import platen.files.FileStore;
import platen.inspection.Look;
import platen.machines.MachineKind;
import platen.orders.Contents;
import platen.orders.OrderLine;
import platen.queue.Job;
import platen.values.Digest;

/// Pictures of customers' files, stored beside them. The child process that reads strangers' files draws them,
/// so that
/// unlike the files they may be shown: the pages of a document and the slicer's picture of a program when they are
/// read,
/// a part when somebody first looks at it. Who may see them, the page's own route decides.
final class Pictures {
    private static final String OF_PART = Look.PICTURE;

    private final FileStore files;
    private final Contents.Reader reader;

    Pictures(FileStore files, Contents.Reader reader) {
        this.files = files;
        this.reader = reader;
    }

    /// What a page shows of a file named `of`: its part, or its first pages, of `pageCount` where that is
    /// known, at `place`. A picture `bySlicer` came with a program, and has the size that its slicer gave it.
    /// Where it `opens`, each page has a page of its own, on which it is large.
    public record Shown(
            String place,
            String of,
            boolean part,
            boolean bySlicer,
            List<Integer> pages,
            @Nullable Integer pageCount,
            boolean opens) {}

    /// A part can be drawn at any time; of a program there is the slicer's picture, or none.
    boolean hasPart(OrderLine line) {
        if (!line.isFileKept()) return false;
        if (line.contents() instanceof Contents.Part) return true;
        return line.contents() instanceof Contents.Program && hasProgram(line.file());
    }

    Shown shown(OrderLine line, String place) {
        var contents = line.remade() == null ? line.contents() : line.remade().contents();
        var pageCount = contents instanceof Contents.Document document ? document.pages() : null;
        return new Shown(
                place,
                line.fileName(),
                hasPart(line),
                line.contents() instanceof Contents.Program,
                pages(line.printed()),
                pageCount,
                place.startsWith("/o/"));
    }

    /// Of a file without an order that tells more.
    Shown shown(@Nullable Digest file, String name, String place) {
        return new Shown(place, name, false, false, file == null ? List.of() : pages(file), null, false);
    }

    void sendPart(Context ctx, OrderLine line) throws IOException, InterruptedException {
        if (!hasPart(line)) throw new NotFoundResponse();
        if (!Files.exists(files.pictures(line.file()).resolve(OF_PART))) draw(line.file());
        send(ctx, line.file(), OF_PART, "image/png");
    }

    /// Sends the picture of the page that the address names.
    void sendPage(Context ctx, Digest file) throws IOException {
        var asked = ctx.pathParam("page");
        var page = pages(file).stream()
                .filter(one -> asked.equals(one.toString()))
                .findFirst()
                .orElseThrow(NotFoundResponse::new);
        send(ctx, file, Thumbnails.name(page), "image/jpeg");
    }

    /// Sends the picture of the first page: a photo has one.
    void sendFirst(Context ctx, Digest file) throws IOException {
        if (!pages(file).contains(1)) throw new NotFoundResponse();
        send(ctx, file, Thumbnails.name(1), "image/jpeg");
    }

    /// Whether a program came with a picture by its slicer.
    boolean hasProgram(Digest program) {
        return Files.isRegularFile(files.pictures(program).resolve(OF_PART));
    }

    void sendProgram(Context ctx, Digest program) throws IOException {
        if (!hasProgram(program)) throw new NotFoundResponse();
        send(ctx, program, OF_PART, "image/png");
    }

    /// The content of which the floor shows a small picture for a job: the slicer's, a part's, or a first page; nothing
    /// where there is none. A part that nobody has looked at yet is drawn when a browser asks for it.
    Optional<Digest> thumbnail(Job job) {
        var program = job.program();
        if (program != null && hasProgram(program)) return Optional.of(program);
        var file = job.file();
        if (file == null) return Optional.empty();
        var isPart = job.kind() == MachineKind.PRINTER_3D && !file.equals(program);
        return isPart || hasProgram(file) || hasFirst(file) ? Optional.of(file) : Optional.empty();
    }

    /// Sends that picture. Its address names the content: what a browser has it need never ask for again.
    void sendThumbnail(Context ctx, Job job, String hex) throws IOException, InterruptedException {
        var digest = thumbnail(job).filter(one -> one.hex().equals(hex)).orElseThrow(NotFoundResponse::new);
        if (hasFirst(digest)) send(ctx, digest, Thumbnails.name(1), "image/jpeg");
        else {
            if (!hasProgram(digest)) draw(digest);
            send(ctx, digest, OF_PART, "image/png");
        }
        ctx.header("Cache-Control", "private, max-age=31536000, immutable");
    }

    /// Whether a photo can be shown, and not only be saved.
    boolean hasFirst(Digest file) {
        return pages(file).contains(1);
    }

    /// The pages of a file that have a picture.
    private List<Integer> pages(Digest file) {
        var folder = files.pictures(file);
        return IntStream.rangeClosed(1, Thumbnails.MOST)
                .filter(page -> Files.isRegularFile(folder.resolve(Thumbnails.name(page))))
                .boxed()
                .toList();
    }

    private void send(Context ctx, Digest file, String name, String type) throws IOException {
        var tag = "\"" + file.hex() + "-" + name + "\"";
        ctx.header("ETag", tag).header("Cache-Control", "private, no-cache").contentType(type);
        if (tag.equals(ctx.header("If-None-Match"))) {
            ctx.status(HttpStatus.NOT_MODIFIED);
            return;
        }
        ctx.disableCompression();
        ctx.result(Files.readAllBytes(files.pictures(file).resolve(name)));
    }

    /// Two who look at once draw it twice, and the later one takes the place of the other, whole.
    private void draw(Digest digest) throws IOException, InterruptedException {
        var file = files.find(digest).orElseThrow(NotFoundResponse::new);
        var png = files.temporary();
        try {
            if (!reader.draw(file, png)) throw new NotFoundResponse();
            var folder = Files.createDirectories(files.pictures(digest));
            Files.move(png, folder.resolve(OF_PART), ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(png);
        }
    }
}
