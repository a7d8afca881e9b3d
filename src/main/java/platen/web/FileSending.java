package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import platen.values.Digest;

/// Sends a stored file: the whole, what is missing of it (Range), or that nothing has changed (ETag).
public final class FileSending {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    private FileSending() {}

    private record Span(long from, long to) {
        long length() {
            return to - from + 1;
        }
    }

    /// `name` is what a browser proposes to save it as. A file of a customer is never shown as a page
    /// of ours: it is saved, whatever it says that it is.
    public static void send(Context ctx, Path file, Digest digest, String name) throws IOException {
        var size = Files.size(file);
        var tag = "\"" + digest.hex() + "\"";
        ctx.header("Accept-Ranges", "bytes")
                .header("ETag", tag)
                .header("Cache-Control", "private, no-cache")
                .header("Content-Disposition", "attachment; filename*=UTF-8''" + percent(name))
                .contentType("application/octet-stream")
                .disableCompression();
        if (names(ctx.header("If-None-Match"), tag)) {
            ctx.status(HttpStatus.NOT_MODIFIED);
            return;
        }
        var whole = new Span(0, size - 1);
        var span = asked(ctx, tag, whole);
        if (span.from() > span.to() && size > 0) {
            ctx.status(HttpStatus.RANGE_NOT_SATISFIABLE).header("Content-Range", "bytes */" + size);
            return;
        }
        if (!span.equals(whole))
            ctx.status(HttpStatus.PARTIAL_CONTENT)
                    .header("Content-Range", "bytes " + span.from() + "-" + span.to() + "/" + size);
        ctx.res().setContentLengthLong(span.length());
        if (ctx.method().equals(HandlerType.HEAD)) return;
        try (var channel = FileChannel.open(file)) {
            transfer(channel, span, ctx);
        }
    }

    private static void transfer(FileChannel channel, Span span, Context ctx) throws IOException {
        var out = Channels.newChannel(ctx.res().getOutputStream());
        for (long at = span.from(); at <= span.to(); ) {
            var sent = channel.transferTo(at, span.to() - at + 1, out);
            if (sent <= 0) throw new IOException("the file ends at " + at);
            at += sent;
        }
    }

    /// One range is served; several, or one that makes no sense, get the whole file, as HTTP allows.
    private static Span asked(Context ctx, String tag, Span whole) {
        var range = ctx.header("Range");
        var condition = ctx.header("If-Range");
        if (range == null || (condition != null && !condition.equals(tag))) return whole;
        var parts = RANGE.matcher(range);
        if (!parts.matches() || range.endsWith("=-")) return whole;
        if (parts.group(1).isEmpty())
            return new Span(Math.max(0, whole.length() - Long.parseLong(parts.group(2))), whole.to());
        var from = Long.parseLong(parts.group(1));
        if (parts.group(2).isEmpty()) return new Span(from, whole.to());
        var to = Long.parseLong(parts.group(2));
        return to < from ? whole : new Span(from, Math.min(to, whole.to()));
    }

    private static boolean names(@Nullable String list, String tag) {
        return list != null
                && Arrays.stream(list.split(",", -1))
                        .map(String::strip)
                        .anyMatch(one -> one.equals("*") || one.equals(tag) || one.equals("W/" + tag));
    }

    /// RFC 5987: what is no plain letter or digit is written as `%XX`.
    static String percent(String name) {
        var encoded = new StringBuilder();
        for (var octet : name.getBytes(StandardCharsets.UTF_8)) {
            var c = (char) (octet & 0xFF);
            if (c < 128 && (Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_')) encoded.append(c);
            else encoded.append('%').append(String.format("%02X", (int) c));
        }
        return encoded.toString();
    }
}
