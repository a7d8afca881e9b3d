package platen.web;

import io.javalin.http.Context;

/// What every answer tells a browser not to do.
final class Headers {
    /// Scripts and styles come from our own files only; nothing written into a page runs.
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final String ONE_YEAR = "max-age=31536000";

    private final Listening listening;

    Headers(Listening listening) {
        this.listening = listening;
    }

    void add(Context ctx) {
        ctx.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                // A private page's address is its key: no other site learns of it.
                .header("Referrer-Policy", "same-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()")
                .header("Cache-Control", "no-store");
        // Saved where a browser opens it, and never shown as a page.
        if (ctx.path().startsWith(ApiErrors.ROOT)) ctx.header("Content-Disposition", "attachment; filename=api.json");
        if (Visit.of(ctx).secure() && !isNameOfPlainToo(ctx)) ctx.header("Strict-Transport-Security", ONE_YEAR);
    }

    /// A browser that was told so would never again open the plain address of the same name in the shop's network,
    /// because it asks for TLS at every port then.
    private boolean isNameOfPlainToo(Context ctx) {
        return ctx.req().isSecure() && !Visit.of(ctx).atFront() && listening.isOpenWithoutTls();
    }
}
