package platen.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.files.FileStore.Outcome.Stored;
import platen.files.FileStore.Outcome.TooLarge;
import platen.inspection.DisplayName;
import platen.orders.Contents;
import platen.talk.Attached;
import platen.talk.Talk;
import platen.values.Message;
import platen.values.Secrets;

/// Reads a form with pictures and documents, several of them, and stores each as it comes in. Only what the child
/// process that reads strangers' files knows as one is kept.
final class Attachments {
    static final String FIELD = "files";
    private static final int LONGEST_ONCE = 100;
    private static final int LONGEST_FIELD = 32 << 10;
    private static final long ROOM_FOR_FIELDS = 256 << 10;
    private static final long MOST_BYTES = Talk.MOST_FILES * Talk.LARGEST_FILE_BYTES;
    private static final long MEGABYTE = 1_000_000;
    /// A document reads the same for every printer.
    private static final String JUDGED_FOR = "generic-marlin";

    private final Website.Parts parts;
    private final Path spool;
    private final SentFiles sentFiles;

    Attachments(Website.Parts parts, Path spool, SentFiles sentFiles) {
        this.parts = parts;
        this.sentFiles = sentFiles;
        this.spool = spool;
    }

    /// The fields, and the files that are kept until somebody uses them or gives them back; `ahead` are those of them
    /// that came before, in pieces.
    record Received(Form form, List<Attached.New> files, List<SentFiles.Sent> ahead) {}

    Received receive(Context ctx) throws IOException, InterruptedException {
        if (!ctx.isMultipartFormData() || ctx.req().getContentLengthLong() > MOST_BYTES + ROOM_FOR_FIELDS) {
            return new Received(Form.withFiles(ctx, spool, FIELD, MOST_BYTES), List.of(), List.of());
        }
        var fields = new HashMap<String, String>();
        var kept = new ArrayList<Attached.New>();
        var problem = read(ctx, fields, kept);
        var form = Form.of(fields);
        var ahead = sentFiles.ahead(ctx, form);
        for (var sent : ahead) if (problem == null) problem = take(sent, kept).orElse(null);
        if (problem != null) {
            form.wrong(FIELD, problem);
            giveBack(kept);
            kept.clear();
        }
        return new Received(form, kept, ahead);
    }

    /// What is wrong with the files, if anything.
    private @Nullable Message read(Context ctx, Map<String, String> fields, List<Attached.New> kept)
            throws IOException, InterruptedException {
        @Nullable Message problem = null;
        try {
            var in =
                    new Multipart(ctx.req().getContentType(), ctx.req().getInputStream(), MOST_BYTES + ROOM_FOR_FIELDS);
            while (in.next()) {
                var name = in.name().orElse("");
                var fileName = in.fileName();
                if (fileName.isEmpty()) {
                    try (var content = in.content()) {
                        fields.put(name, new String(content.readNBytes(LONGEST_FIELD), UTF_8));
                    }
                } else if (name.equals(FIELD) && !fileName.get().isEmpty() && problem == null) {
                    problem = take(in, DisplayName.of(fileName.get()), kept).orElse(null);
                }
            }
        } catch (Multipart.Broken e) {
            return e.isTooLarge()
                    ? Message.of("web.file-too-large", MOST_BYTES / MEGABYTE)
                    : Message.of("web.file-broken-off");
        }
        return problem;
    }

    private Optional<Message> take(Multipart in, String name, List<Attached.New> kept)
            throws IOException, InterruptedException {
        if (kept.size() >= Talk.MOST_FILES) return Optional.of(Message.of("talk.too-many-files", Talk.MOST_FILES));
        try (var content = in.content()) {
            return switch (parts.files().store(content, Talk.LARGEST_FILE_BYTES)) {
                case TooLarge(var limit) -> Optional.of(Message.of("talk.file-too-large", name, limit / MEGABYTE));
                case Stored(var digest, var bytes) -> keep(new Attached.New(digest, name, bytes), kept);
            };
        }
    }

    private Optional<Message> take(SentFiles.Sent sent, List<Attached.New> kept) throws InterruptedException {
        var upload = sent.upload();
        if (upload == null) return Optional.empty();
        if (kept.size() >= Talk.MOST_FILES) return Optional.of(Message.of("talk.too-many-files", Talk.MOST_FILES));
        if (upload.bytes() > Talk.LARGEST_FILE_BYTES)
            return Optional.of(Message.of("talk.file-too-large", sent.name(), Talk.LARGEST_FILE_BYTES / MEGABYTE));
        return keep(new Attached.New(sent.digest(), sent.name(), upload.bytes()), kept);
    }

    private Optional<Message> keep(Attached.New file, List<Attached.New> kept) throws InterruptedException {
        var read = parts.reader().read(parts.files().path(file.file()), file.name(), JUDGED_FOR);
        kept.add(file);
        var isDocument =
                read instanceof Contents.Outcome.Read(Contents contents) && contents instanceof Contents.Document;
        return isDocument ? Optional.empty() : Optional.of(Message.of("talk.not-a-picture", file.name()));
    }

    /// What was said is kept, with them.
    void kept(Received received) {
        received.ahead().forEach(sentFiles::ordered);
    }

    /// What names a form, so that one that comes twice is kept once.
    static String once(Form form) {
        var once = form.may("once", LONGEST_ONCE);
        return once.isEmpty() ? Secrets.token() : once;
    }

    /// What nobody uses after all.
    void giveBack(List<Attached.New> files) {
        files.forEach(file -> parts.files().discard(file.file()));
    }
}
