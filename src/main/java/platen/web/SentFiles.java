package platen.web;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import platen.meshes.Measures;
import platen.uploads.IncomingFile;
import platen.uploads.Uploads;
import platen.values.Digest;

/// The files with which a form begins an order: the one that came with it, or those that came before, in pieces, and
/// whose keys stand in its field `upload`.
final class SentFiles {
    /// So many lines an order may have at once.
    private static final int MOST = 50;

    private final Uploads uploads;

    SentFiles(Uploads uploads) {
        this.uploads = uploads;
    }

    /// A stored file; `upload` where it came in pieces.
    record Sent(
            Digest digest,
            String name,
            Optional<Measures> measures,
            @Nullable IncomingFile upload) {}

    /// In the order in which the form names them; what has ended meanwhile is left out.
    List<Sent> of(Context ctx, Form form, ReceivedFile received) {
        var withForm = of(received);
        return withForm.isPresent() ? List.of(withForm.get()) : ahead(ctx, form);
    }

    /// Those that came before, in pieces.
    List<Sent> ahead(Context ctx, Form form) {
        var owner = UploadDoor.owner(ctx);
        return Arrays.stream(form.value("upload").split(",", -1))
                .filter(id -> !id.isBlank())
                .distinct()
                .limit(MOST)
                .flatMap(id -> uploads.find(owner, id.strip()).stream())
                .flatMap(SentFiles::whole)
                .toList();
    }

    /// What came with the form itself.
    static Optional<Sent> of(ReceivedFile received) {
        return received.digest().map(digest -> new Sent(digest, received.name(), received.measures(), null));
    }

    private static Stream<Sent> whole(IncomingFile file) {
        var digest = file.digest();
        return digest == null ? Stream.empty() : Stream.of(new Sent(digest, file.name(), file.measured(), file));
    }

    /// What this browser has sent, whole or in part, and not yet ordered.
    List<IncomingFile> waiting(Context ctx, Kinds kinds) {
        return uploads.of(UploadDoor.owner(ctx)).stream()
                .filter(file -> kinds.isTaken(file.name()))
                .toList();
    }

    /// For the form again, where something else in it was wrong.
    static List<IncomingFile> again(List<Sent> files) {
        return files.stream().map(Sent::upload).filter(Objects::nonNull).toList();
    }

    /// An order has it.
    void ordered(Sent sent) {
        if (sent.upload() != null) uploads.ordered(sent.upload());
    }

    /// Nothing can be made of it.
    void refused(Sent sent) {
        if (sent.upload() != null) uploads.refused(sent.upload());
    }
}
