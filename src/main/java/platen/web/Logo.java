package platen.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.documents.Kind;
import platen.documents.Pages;
import platen.documents.reading.DocumentFile;
import platen.documents.reading.DocumentReading;
import platen.files.FileStore;
import platen.files.FileStore.Outcome.Stored;
import platen.files.FileStore.Outcome.TooLarge;
import platen.shop.Shop;
import platen.values.Digest;
import platen.values.Message;

/// The shop's own picture: taken from a form, and sent to everybody.
///
/// It is sent as it came, so it is a PNG or a JPEG by its content; an SVG could hold scripts. Its address
/// has its digest, so that a browser may keep it for ever and still shows a new one at once.
final class Logo {
    static final String FIELD = "logo";
    static final int LARGEST_BYTES = 1_000_000;
    /// A photograph straight from a telephone is read, so that the rest of the form is not lost over it.
    static final long MOST_READ_BYTES = 32_000_000;
    /// A telephone unpacks each to four bytes.
    private static final long MOST_PIXELS = 4_000_000;
    private static final String KEPT = "public, max-age=31536000, immutable";

    private final FileStore files;

    Logo(FileStore files) {
        this.files = files;
    }

    static Message tooLarge() {
        return Message.of("web.file-too-large", LARGEST_BYTES / 1_000_000);
    }

    /// Stores the picture of a form. Empty where none was chosen, and where it is none that can be shown,
    /// which is then said at the field.
    Optional<Digest> take(Form form) throws IOException {
        var upload = form.upload(FIELD);
        if (upload.isEmpty()) return Optional.empty();
        try (var in = upload.get().open()) {
            return switch (files.store(in, LARGEST_BYTES)) {
                case TooLarge _ -> refuse(form, tooLarge());
                case Stored(var digest, var _) -> checked(form, digest);
            };
        }
    }

    /// A form that is shown again cannot hold a file: it has to be chosen once more.
    void giveBack(Form form, Digest picture) {
        files.discard(picture);
        form.wrong(FIELD, Message.of("web.logo-again"));
    }

    /// Only the shop's logo of today has an address.
    void send(Context ctx, Shop shop) throws IOException {
        var logo = shop.logo();
        if (logo == null || !logo.hex().equals(ctx.pathParam("digest"))) throw new NotFoundResponse();
        var file = files.find(logo).orElseThrow(NotFoundResponse::new);
        var kind = DocumentFile.kind(file).orElseThrow(NotFoundResponse::new);
        ctx.header("Cache-Control", KEPT).contentType(type(kind)).disableCompression();
        ctx.result(Files.readAllBytes(file));
    }

    private Optional<Digest> checked(Form form, Digest digest) throws IOException {
        var wrong = wrong(files.path(digest));
        if (wrong == null) return Optional.of(digest);
        files.discard(digest);
        return refuse(form, wrong);
    }

    private static Optional<Digest> refuse(Form form, Message why) {
        form.wrong(FIELD, why);
        return Optional.empty();
    }

    private static @Nullable Message wrong(Path file) throws IOException {
        var kind = DocumentFile.kind(file);
        if (kind.isEmpty() || kind.get() == Kind.PDF) return Message.of("web.logo-no-picture");
        return switch (DocumentFile.read(file, kind.get())) {
            case DocumentReading.Refused _ -> Message.of("web.logo-broken");
            case DocumentReading.Read(var pages) -> {
                if (!DocumentFile.isWhole(file, kind.get())) yield Message.of("web.logo-broken");
                yield tooFine(pages);
            }
        };
    }

    private static @Nullable Message tooFine(Pages picture) {
        if (picture.widthPx() == null || picture.heightPx() == null) return Message.of("web.logo-broken");
        long pixels = (long) picture.widthPx() * picture.heightPx();
        if (pixels <= MOST_PIXELS) return null;
        return Message.of("web.logo-too-fine", picture.widthPx() + " × " + picture.heightPx());
    }

    private static String type(Kind kind) {
        return switch (kind) {
            case PNG -> "image/png";
            case JPEG -> "image/jpeg";
            case PDF -> throw new IllegalStateException("a logo is a picture");
        };
    }
}
