package platen.web;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import platen.orders.Contents;
import platen.orders.OrderLine;
import platen.values.Digest;

/// Parts for the view in a browser, on the plate of the printer that is to make them. The child process that reads
/// strangers' files writes each when somebody first looks at it; it lies with the pictures of the file.
final class Solids {
    private static final String NAME = "solid.gz";

    private final Website.Parts parts;

    Solids(Website.Parts parts) {
        this.parts = parts;
    }

    /// Where the part's surface is to be had, and the plate on which it is shown, in millimetres.
    public record Shown(
            String id, String place, String of, double width, double depth, double height, String printer) {}

    /// Nothing for what is no model.
    @Nullable
    Shown shown(OrderLine line, String place) {
        if (!(line.contents() instanceof Contents.Part part) || part.stop() != null || !line.isFileKept()) return null;
        String name = parts.database()
                .<String, RuntimeException>look(look -> parts.quoting().printerOf(look, line));
        return parts.profiles()
                .profile(name)
                .map(printer -> new Shown(
                        Long.toString(line.id().value()),
                        place + "/solid",
                        line.fileName(),
                        printer.bed().widthMm(),
                        printer.bed().depthMm(),
                        printer.volume().maxZ(),
                        printer.title()))
                .orElse(null);
    }

    void send(Context ctx, OrderLine line) throws IOException, InterruptedException {
        if (!(line.contents() instanceof Contents.Part) || !line.isFileKept()) throw new NotFoundResponse();
        var solid = parts.files().pictures(line.file()).resolve(NAME);
        if (!Files.exists(solid)) write(line.file(), solid);
        var tag = "\"" + line.file().hex() + "-solid\"";
        ctx.header("ETag", tag).header("Cache-Control", "private, no-cache").contentType("application/octet-stream");
        if (tag.equals(ctx.header("If-None-Match"))) {
            ctx.status(HttpStatus.NOT_MODIFIED);
            return;
        }
        ctx.header("Vary", "Accept-Encoding").disableCompression();
        var accepted = ctx.header("Accept-Encoding");
        if (accepted != null && accepted.contains("gzip")) {
            ctx.header("Content-Encoding", "gzip").result(Files.newInputStream(solid));
        } else {
            ctx.result(new GZIPInputStream(Files.newInputStream(solid)));
        }
    }

    /// Two who look at once write it twice, and the later one takes the place of the other, whole.
    private void write(Digest digest, Path solid) throws IOException, InterruptedException {
        var file = parts.files().find(digest).orElseThrow(NotFoundResponse::new);
        var made = parts.files().temporary();
        try {
            if (!parts.reader().writeSolid(file, made)) throw new NotFoundResponse();
            Files.createDirectories(solid.toAbsolutePath().getParent());
            Files.move(made, solid, ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(made);
        }
    }
}
