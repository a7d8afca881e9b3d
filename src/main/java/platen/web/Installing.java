package platen.web;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import platen.values.Json;

/// What a phone needs to put the shop among its programs: its name, its picture and its colours, as the W3C's Web
/// Application Manifest says. The shop is read from the network all the same.
final class Installing {
    private static final String PAPER = "#f5f0e6";

    private final PageMaker pages;
    private final Assets assets;

    Installing(PageMaker pages, Assets assets) {
        this.pages = pages;
        this.assets = assets;
    }

    void addTo(Routes routes) {
        routes.get("/manifest.webmanifest", Access.ANYONE, this::manifest);
    }

    private void manifest(Context ctx) {
        var name = pages.shop().name();
        var icon = Map.of(
                "src", assets.address("icon.svg"), "sizes", "any", "type", "image/svg+xml", "purpose", "any maskable");
        var manifest = Map.of(
                "name",
                name,
                "short_name",
                name,
                "lang",
                pages.language(ctx).tag(),
                "start_url",
                "/",
                "display",
                "minimal-ui",
                "background_color",
                PAPER,
                "theme_color",
                PAPER,
                "icons",
                List.of(icon));
        ctx.contentType("application/manifest+json").result(Json.write(manifest));
    }
}
