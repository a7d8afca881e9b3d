package platen.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import platen.inspection.DisplayName;
import platen.orders.Contents;
import platen.uploads.Uploads;
import platen.uploads.Uploads.Begun;
import platen.uploads.Uploads.Received;
import platen.values.Secrets;

/// The door for files in pieces: the protocol tus 1.0 with creation, expiration and termination. Its words for people
/// stand in the page that uses it, by the status of the answer.
final class UploadDoor {
    static final String PLACE = "/uploads";
    static final String COOKIE = "platen-upload";
    private static final String VERSION = "1.0.0";
    private static final String CHUNK = "application/offset+octet-stream";
    private static final int LONGEST_METADATA = 4_096;
    /// Of bytes that are refused so many are heard out, so that the browser listens to the answer.
    private static final long LONGEST_PATIENCE = 600_000_000;

    private static final int DRAIN_BYTES = 64 << 10;
    private static final int INSUFFICIENT_STORAGE = 507;
    private static final int LOCKED = 423;

    private final Uploads uploads;
    private final Contents.Reader reader;

    UploadDoor(Uploads uploads, Contents.Reader reader) {
        this.uploads = uploads;
        this.reader = reader;
    }

    void addTo(Routes routes) {
        routes.options(PLACE, Access.ANYONE, this::say);
        routes.post(PLACE, Access.ANYONE, this::begin);
        routes.head(PLACE + "/{id}", Access.ANYONE, this::look);
        routes.patch(PLACE + "/{id}", Access.ANYONE, this::receive);
        routes.delete(PLACE + "/{id}", Access.ANYONE, this::cancel);
    }

    /// The secret of this browser; it gets one where it has none, before it sends several files at once.
    static String owner(Context ctx) {
        var known = ctx.cookie(COOKIE);
        if (known != null && known.matches("[\\w-]{22}")) return known;
        var owner = Secrets.token();
        var seconds = (int) Uploads.KEPT.toSeconds() * 2;
        ctx.cookie(new Cookie(COOKIE, owner, "/", seconds, Visit.of(ctx).secure(), true, null, SameSite.LAX));
        return owner;
    }

    private void say(Context ctx) {
        ctx.header("Tus-Version", VERSION)
                .header("Tus-Extension", "creation,expiration,termination")
                .header("Tus-Max-Size", Long.toString(uploads.bounds().eachBytes()));
        answer(ctx, HttpStatus.NO_CONTENT.getCode());
    }

    private void begin(Context ctx) throws IOException {
        if (isOtherVersion(ctx)) return;
        var told = metadata(ctx.header("Upload-Metadata"));
        var name = DisplayName.of(told.getOrDefault("filename", ""));
        var length = number(ctx.header("Upload-Length"));
        var kinds = Kinds.named(told.getOrDefault("product", ""));
        if (length < 0) answer(ctx, HttpStatus.BAD_REQUEST.getCode());
        else if (!kinds.isTaken(name)) answer(ctx, HttpStatus.UNSUPPORTED_MEDIA_TYPE.getCode());
        else begun(ctx, uploads.begin(owner(ctx), name, length));
    }

    private void begun(Context ctx, Begun begun) {
        switch (begun) {
            case Begun.Here(var id) -> {
                reader.expect();
                ctx.header("Location", PLACE + "/" + id);
                expires(ctx);
                answer(ctx, HttpStatus.CREATED.getCode());
            }
            case Begun.Empty() -> answer(ctx, HttpStatus.UNPROCESSABLE_CONTENT.getCode());
            case Begun.TooLarge() -> answer(ctx, HttpStatus.CONTENT_TOO_LARGE.getCode());
            case Begun.TooMany() -> answer(ctx, HttpStatus.TOO_MANY_REQUESTS.getCode());
            case Begun.NoRoom() -> answer(ctx, INSUFFICIENT_STORAGE);
        }
    }

    private void look(Context ctx) throws InterruptedException {
        if (isOtherVersion(ctx)) return;
        var received = uploads.look(owner(ctx), ctx.pathParam("id"));
        uploads.find(owner(ctx), ctx.pathParam("id"))
                .ifPresent(file -> ctx.header("Upload-Length", Long.toString(file.bytes())));
        answer(ctx, received, HttpStatus.OK);
    }

    private void receive(Context ctx) throws IOException, InterruptedException {
        if (isOtherVersion(ctx)) return;
        var offset = number(ctx.header("Upload-Offset"));
        if (!CHUNK.equals(ctx.contentType())) answer(ctx, HttpStatus.UNSUPPORTED_MEDIA_TYPE.getCode());
        else if (offset < 0) answer(ctx, HttpStatus.BAD_REQUEST.getCode());
        else {
            reader.expect();
            var in = ctx.req().getInputStream();
            var announced = ctx.req().getContentLengthLong();
            var received = uploads.receive(owner(ctx), ctx.pathParam("id"), offset, in, announced);
            if (received instanceof Received.TooMuch || received instanceof Received.NoRoom) hearOut(in);
            answer(ctx, received, HttpStatus.NO_CONTENT);
        }
    }

    private void cancel(Context ctx) throws IOException, InterruptedException {
        if (isOtherVersion(ctx)) return;
        var isGone = uploads.cancel(owner(ctx), ctx.pathParam("id"));
        answer(ctx, isGone ? HttpStatus.NO_CONTENT.getCode() : LOCKED);
    }

    private static void answer(Context ctx, Received received, HttpStatus got) {
        switch (received) {
            case Received.Got(var bytes) -> {
                ctx.header("Upload-Offset", Long.toString(bytes));
                expires(ctx);
                answer(ctx, got.getCode());
            }
            case Received.WrongPlace(var bytes) -> {
                ctx.header("Upload-Offset", Long.toString(bytes));
                answer(ctx, HttpStatus.CONFLICT.getCode());
            }
            case Received.TooMuch() -> answer(ctx, HttpStatus.CONTENT_TOO_LARGE.getCode());
            case Received.Held() -> answer(ctx, LOCKED);
            case Received.NoRoom() -> answer(ctx, INSUFFICIENT_STORAGE);
            case Received.Unknown() -> answer(ctx, HttpStatus.NOT_FOUND.getCode());
        }
    }

    private static void answer(Context ctx, int status) {
        ctx.header("Tus-Resumable", VERSION).status(status);
    }

    private static void expires(Context ctx) {
        var end = ZonedDateTime.now(ZoneOffset.UTC).plus(Uploads.KEPT);
        ctx.header("Upload-Expires", DateTimeFormatter.RFC_1123_DATE_TIME.format(end));
    }

    private static boolean isOtherVersion(Context ctx) {
        if (VERSION.equals(ctx.header("Tus-Resumable"))) return false;
        ctx.header("Tus-Version", VERSION);
        answer(ctx, HttpStatus.PRECONDITION_FAILED.getCode());
        return true;
    }

    /// What is no number of bytes is -1.
    private static long number(@Nullable String text) {
        return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }

    /// `filename aGVsbG8=,product cGFydA==`; what is no such pair is left out.
    private static Map<String, String> metadata(@Nullable String header) {
        if (header == null || header.length() > LONGEST_METADATA) return Map.of();
        return Stream.of(header.split(",", -1))
                .map(pair -> pair.strip().split(" ", 2))
                .filter(pair -> pair.length == 2)
                .flatMap(pair ->
                        decoded(pair[1]).map(value -> Map.entry(pair[0].toLowerCase(Locale.ROOT), value)).stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, _) -> first));
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64.strip()), UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void hearOut(InputStream in) {
        try {
            long left = LONGEST_PATIENCE;
            var chunk = new byte[DRAIN_BYTES];
            for (int read; left > 0 && (read = in.read(chunk)) >= 0; ) left -= read;
        } catch (IOException e) {
            // It went away, or has nothing more to say.
        }
    }
}
