package platen.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.util.List;
import platen.orders.Order;
import platen.orders.Orders;
import platen.queue.ChangedDesk;
import platen.queue.ChangedFiles;
import platen.values.Message;

/// Where a customer sees a file that the shop changed beside the one before, and says OK to it.
final class ChangedPages {
    private static final String KEY = "\\d{1,18}";

    private final PageMaker pages;
    private final Website.Parts parts;
    private final Pictures pictures;
    private final ChangedDesk desk;

    ChangedPages(PageMaker pages, Website.Parts parts) {
        this.pages = pages;
        this.parts = parts;
        this.pictures = new Pictures(parts.files(), parts.reader());
        this.desk = new ChangedDesk(parts.database(), parts.clock());
    }

    void addTo(Routes routes) {
        routes.get("/o/{token}/changed/{id}/before/pages/{page}", Access.ANYONE, this::before);
        routes.get("/o/{token}/changed/{id}/after/pages/{page}", Access.ANYONE, this::after);
        routes.post("/o/{token}/changed/{id}", Access.ANYONE, this::approve);
    }

    /// A changed file and what is seen of it and of the one before.
    public record Shown(ChangedFiles.Changed file, Pictures.Shown before, Pictures.Shown after) {}

    static List<Shown> open(Website.Parts parts, Pictures pictures, Order order) {
        return parts.database().reading(ChangedFiles.class).open(order.id()).stream()
                .map(changed -> {
                    var place = "/o/" + order.token() + "/changed/" + changed.id();
                    return new Shown(
                            changed,
                            pictures.shown(changed.oldFile(), changed.name(), place + "/before"),
                            pictures.shown(changed.newFile(), changed.name(), place + "/after"));
                })
                .toList();
    }

    private void before(Context ctx) throws IOException {
        var file = changed(ctx).oldFile();
        if (file == null) throw new NotFoundResponse();
        pictures.sendPage(ctx, file);
    }

    private void after(Context ctx) throws IOException {
        pictures.sendPage(ctx, changed(ctx).newFile());
    }

    private void approve(Context ctx) {
        var order = order(ctx);
        var isDone = desk.approve(order.token(), id(ctx));
        pages.goOn(ctx, "/o/" + order.token(), Message.of(isDone ? "web.changed-ok" : "web.changed-gone"));
    }

    private ChangedFiles.Changed changed(Context ctx) {
        return parts.database()
                .reading(ChangedFiles.class)
                .find(id(ctx), order(ctx).id())
                .orElseThrow(NotFoundResponse::new);
    }

    private static long id(Context ctx) {
        if (!ctx.pathParam("id").matches(KEY)) throw new NotFoundResponse();
        return Long.parseLong(ctx.pathParam("id"));
    }

    private Order order(Context ctx) {
        return parts.database()
                .reading(Orders.class)
                .byToken(ctx.pathParam("token"))
                .orElseThrow(NotFoundResponse::new);
    }
}
