package platen.web;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import platen.documents.Ink;
import platen.orders.Choices;
import platen.orders.Contents;
import platen.orders.OrderLine;
import platen.values.Digest;

/// Pages of documents, large and as they will be printed. The child process that reads strangers' files draws each when
/// somebody first looks at it; it lies with the small pictures of the file.
final class Proofs {
    /// So many pages of a document can be looked at: their pictures take room.
    static final int MOST = 100;

    private final Website.Parts parts;

    Proofs(Website.Parts parts) {
        this.parts = parts;
    }

    /// A page of so many; `isCut` where there is something around it that falls away, `isGrey` where it is printed in
    /// one ink.
    public record Shown(String of, int page, int pages, int last, boolean isCut, boolean isGrey) {}

    /// Nothing where there is no such page.
    @Nullable
    Shown shown(OrderLine line, int page) {
        var printed = line.remade() == null ? line.contents() : line.remade().contents();
        if (!(printed instanceof Contents.Document document)) return null;
        int last = Math.min(MOST, document.pages());
        if (page < 1 || page > last) return null;
        var facts = document.facts();
        boolean isCut = facts != null
                && page <= facts.facts().size()
                && facts.facts().get(page - 1).bleedMm() > 0;
        boolean isGrey =
                line.choices() instanceof Choices.Paper paper && paper.needs().ink() == Ink.BLACK;
        return new Shown(line.fileName(), page, document.pages(), last, isCut, isGrey);
    }

    void send(Context ctx, OrderLine line, int page) throws IOException, InterruptedException {
        if (shown(line, page) == null) throw new NotFoundResponse();
        var file = line.printed();
        var picture = parts.files().pictures(file).resolve("page-" + page + ".jpg");
        if (!Files.exists(picture)) draw(file, page, picture);
        var tag = "\"" + file.hex() + "-page-" + page + "\"";
        ctx.header("ETag", tag).header("Cache-Control", "private, no-cache").contentType("image/jpeg");
        if (tag.equals(ctx.header("If-None-Match"))) {
            ctx.status(HttpStatus.NOT_MODIFIED);
            return;
        }
        ctx.disableCompression();
        ctx.result(Files.readAllBytes(picture));
    }

    /// Two who look at once draw it twice, and the later one takes the place of the other, whole.
    private void draw(Digest digest, int page, Path picture) throws IOException, InterruptedException {
        var file = parts.files().find(digest).orElseThrow(NotFoundResponse::new);
        var made = parts.files().temporary();
        try {
            if (!parts.reader().drawPage(file, page, made)) throw new NotFoundResponse();
            Files.createDirectories(picture.toAbsolutePath().getParent());
            Files.move(made, picture, ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(made);
        }
    }
}
