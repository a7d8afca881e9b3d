package platen.web;

import java.util.List;
import java.util.Map;
import platen.values.Json;

/// What programs can do here: the API, its document, and the page that people read it on.
final class ApiPages {
    private final PageMaker pages;
    private final Website.Parts parts;
    private final Board board;

    ApiPages(PageMaker pages, Website.Parts parts, Board board) {
        this.pages = pages;
        this.parts = parts;
        this.board = board;
    }

    void addTo(Routes routes) {
        var api = new ApiRoutes(routes);
        var words = new ApiWords(parts.settings());
        new ApiFloor(parts, board, words).addTo(api);
        new ApiStock(parts).addTo(api);
        new ApiOrders(parts, words).addTo(api);
        new ApiLog(parts, words).addTo(api);
        var document = ApiDocument.of(api.added());
        var written = Json.write(document);
        routes.get(
                ApiErrors.ROOT + "openapi.json",
                Access.ANYONE,
                ctx -> ctx.contentType("application/json").result(written));
        var guide = ApiGuide.of(document);
        var paragraphs = guide.introduction().split("\n\n");
        var model = Map.of("guide", guide, "paragraphs", List.of(paragraphs));
        routes.get("/work/api", Access.WORKER, ctx -> pages.show(ctx, "api", model));
    }
}
