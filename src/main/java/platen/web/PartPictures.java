package platen.web;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.nio.file.Files;
import platen.files.FileStore;
import platen.orders.Contents;
import platen.orders.OrderLine;
import platen.values.Digest;

/// Pictures of customers' parts. Each is drawn when somebody first looks at it, in the child process that reads
/// strangers' files, and stored beside the file. Who may see it, the page's own route decides.
final class PartPictures {
    private final FileStore files;
    private final Contents.Reader reader;

    PartPictures(FileStore files, Contents.Reader reader) {
        this.files = files;
        this.reader = reader;
    }

    static boolean hasOne(OrderLine line) {
        return line.contents() instanceof Contents.Part;
    }

    void send(Context ctx, OrderLine line) throws IOException, InterruptedException {
        if (!hasOne(line)) throw new NotFoundResponse();
        var digest = line.file();
        var tag = "\"" + digest.hex() + "-picture\"";
        ctx.header("ETag", tag).header("Cache-Control", "private, no-cache").contentType("image/png");
        if (tag.equals(ctx.header("If-None-Match"))) {
            ctx.status(HttpStatus.NOT_MODIFIED);
            return;
        }
        if (!Files.exists(files.picture(digest))) draw(digest);
        ctx.disableCompression();
        ctx.result(Files.readAllBytes(files.picture(digest)));
    }

    /// Two who look at once draw it twice, and the later one takes the place of the other, whole.
    private void draw(Digest digest) throws IOException, InterruptedException {
        var file = files.find(digest).orElseThrow(NotFoundResponse::new);
        var png = files.temporary();
        try {
            if (!reader.draw(file, png)) throw new NotFoundResponse();
            Files.move(png, files.picture(digest), ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(png);
        }
    }
}
