package platen.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import platen.values.Digest;

/// A part of a page that many look at: its HTML, packed once for all of them, and by what a browser knows that it has
/// it already.
final class SharedPart {
    private final String html;
    private final byte[] packed;
    private final String tag;

    SharedPart(String html) {
        var bytes = html.getBytes(UTF_8);
        this.html = html;
        this.packed = packed(bytes);
        this.tag = "\"" + Digest.of(bytes).hex() + "\"";
    }

    String html() {
        return html;
    }

    /// Sends it, or only that nothing has changed.
    void send(Context ctx) {
        ctx.disableCompression();
        ctx.header("ETag", tag).header("Cache-Control", "private, no-cache");
        ctx.res().addHeader("Vary", "Accept-Language, Cookie, Accept-Encoding");
        if (tag.equals(ctx.header("If-None-Match"))) {
            ctx.status(HttpStatus.NOT_MODIFIED);
            return;
        }
        ctx.contentType("text/html; charset=utf-8");
        var accepts = Optional.ofNullable(ctx.header("Accept-Encoding")).orElse("");
        if (accepts.contains("gzip")) ctx.header("Content-Encoding", "gzip").result(packed);
        else ctx.result(html);
    }

    private static byte[] packed(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
