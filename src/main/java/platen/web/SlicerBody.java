package platen.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import platen.files.FileStore;
import platen.files.FileStore.Outcome.Stored;
import platen.files.FileStore.Outcome.TooLarge;
import platen.values.Digest;
import platen.values.Message;

/// Takes in what a slicer sends: a form, or the file alone. The file goes to disk while it comes; nothing of one that
/// is too large is asked for where its length is told.
final class SlicerBody {
    static final long LARGEST_BYTES = JobPages.LARGEST_PROGRAM_BYTES;
    private static final String BEGUN = "platen.body-begun";
    private static final long ROOM_FOR_FIELDS = 256 << 10;
    private static final int LONGEST_FIELD = 32 << 10;
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;
    private static final int OTHER_KIND = 415;
    private static final int NO_ROOM = 507;
    private static final List<String> KINDS = List.of(".gcode", ".gco", ".g", ".bgcode", ".gcode.3mf");

    private final FileStore files;

    SlicerBody(FileStore files) {
        this.files = files;
    }

    /// `name` is as it was sent.
    record Came(String name, Digest digest, long bytes) {}

    sealed interface Read {
        record Whole(Map<String, String> fields, @Nullable Came file) implements Read {}

        record Refused(int status, Message why) implements Read {}
    }

    private static Read refused(int status, String key, Object... args) {
        return new Read.Refused(status, Message.of(key, args));
    }

    private static Read tooLarge() {
        return refused(TOO_LARGE, "slicers.too-large", LARGEST_BYTES / 1_000_000);
    }

    /// A form with a file in the field `file`, before or after its other fields.
    Read form(Context ctx) throws IOException {
        var type = ctx.req().getContentType();
        if (!ctx.isMultipartFormData() || type == null) return refused(BAD_REQUEST, "slicers.no-file");
        var most = LARGEST_BYTES + ROOM_FOR_FIELDS;
        if (ctx.req().getContentLengthLong() > most) return tooLarge();
        try {
            return parts(new Multipart(type, begin(ctx), most));
        } catch (Multipart.Broken e) {
            return e.isTooLarge() ? tooLarge() : refused(BAD_REQUEST, "slicers.broken-off");
        } catch (IOException e) {
            if (isNoRoom(e)) return refused(NO_ROOM, "slicers.no-room");
            throw e;
        }
    }

    private Read parts(Multipart parts) throws IOException {
        var fields = new HashMap<String, String>();
        Came came = null;
        while (parts.next()) {
            var name = parts.fileName();
            try (var content = parts.content()) {
                if (name.isEmpty()) {
                    fields.put(parts.name().orElse(""), new String(content.readNBytes(LONGEST_FIELD), UTF_8));
                    continue;
                }
                if (came != null || !parts.name().orElse("").equals("file")) continue;
                if (!isTaken(name.get())) return refused(OTHER_KIND, "slicers.other-kind");
                switch (files.store(content, LARGEST_BYTES)) {
                    case Stored(var digest, var bytes) -> came = new Came(name.get(), digest, bytes);
                    case TooLarge _ -> {
                        return tooLarge();
                    }
                }
            }
        }
        return new Read.Whole(fields, came);
    }

    /// The file alone, by the name in the address. An empty body is the first try of a client that waits to be asked
    /// for its password, and never a file.
    Read raw(Context ctx, String name) throws IOException {
        if (!isTaken(name)) return refused(OTHER_KIND, "slicers.other-kind");
        if (ctx.req().getContentLengthLong() > LARGEST_BYTES) return tooLarge();
        try {
            return switch (files.store(begin(ctx), LARGEST_BYTES)) {
                case Stored(var digest, var bytes)
                when bytes == 0 -> {
                    files.discard(digest);
                    yield refused(BAD_REQUEST, "slicers.no-file");
                }
                case Stored(var digest, var bytes) -> new Read.Whole(Map.of(), new Came(name, digest, bytes));
                case TooLarge _ -> tooLarge();
            };
        } catch (IOException e) {
            return isNoRoom(e) ? refused(NO_ROOM, "slicers.no-room") : refused(BAD_REQUEST, "slicers.broken-off");
        }
    }

    private static boolean isNoRoom(IOException e) {
        return String.valueOf(e.getMessage()).contains("No space left");
    }

    private static boolean isTaken(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return KINDS.stream().anyMatch(lower::endsWith);
    }

    /// Sends a refusal to who may still be sending. Who asked first whether to send at all is not listened to further:
    /// reading on would be a yes.
    static void hearOut(Context ctx) throws IOException {
        var sends = ctx.method().equals(HandlerType.POST) || ctx.method().equals(HandlerType.PUT);
        if (!sends || ctx.statusCode() < BAD_REQUEST || ctx.req().getContentLengthLong() == 0) return;
        var wasAskedFor = Boolean.TRUE.equals(ctx.attribute(BEGUN));
        if (ctx.header("Expect") == null || wasAskedFor) Form.hearAll(ctx);
        else ctx.header("Connection", "close");
    }

    private static InputStream begin(Context ctx) throws IOException {
        ctx.attribute(BEGUN, true);
        return ctx.req().getInputStream();
    }
}
