package platen.web;

import io.javalin.http.Context;
import io.nayuki.qrcodegen.QrCode;

/// Square codes that a telephone reads, as pictures that stay sharp on any paper.
final class Qr {
    /// So much white around it as a reader needs, in its own dots.
    private static final int MARGIN = 4;

    private Qr() {}

    static void send(Context ctx, String text) {
        ctx.contentType("image/svg+xml").header("Cache-Control", "private, no-cache");
        ctx.result(svg(text));
    }

    static String svg(String text) {
        var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        var side = code.size + 2 * MARGIN;
        var dots = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; ) {
                var from = x;
                while (x < code.size && code.getModule(x, y)) x++;
                if (x > from)
                    dots.append("M%d %dh%dv1H%dz".formatted(from + MARGIN, y + MARGIN, x - from, from + MARGIN));
                else x++;
            }
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">\
                <path fill="#fff" d="M0 0h%dv%dH0z"/><path d="%s"/></svg>
                """.formatted(side, side, side, side, dots);
    }
}
