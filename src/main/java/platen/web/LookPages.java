package platen.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.orders.OrderLine;
import platen.orders.OrderView;
import platen.queue.Jobs;
import platen.values.Digest;

/// A closer look at what will be printed: the layers of a part, and each page of a document, large.
final class LookPages {
    private final PageMaker pages;
    private final Website.Parts parts;
    private final Layered layered;
    private final Proofs proofs;

    LookPages(PageMaker pages, Website.Parts parts) {
        this.pages = pages;
        this.parts = parts;
        this.layered = new Layered(parts);
        this.proofs = new Proofs(parts);
    }

    void addTo(Routes routes) {
        for (var place : List.of("/o/{token}", "/o/{token}/lines/{line}")) {
            routes.get(place + "/layers/{plate}", Access.ANYONE, ctx -> layered.send(ctx, program(ctx)));
            routes.get(place + "/layers/{plate}/{still}", Access.ANYONE, ctx -> layered.sendStill(ctx, program(ctx)));
            routes.get(place + "/look/{page}", Access.ANYONE, this::page);
            routes.get(place + "/look/{page}/picture", Access.ANYONE, this::picture);
        }
        routes.get("/work/jobs/{id}/layers", Access.WORKER, ctx -> layered.send(ctx, ofJob(ctx)));
        routes.get("/work/jobs/{id}/layers/{still}", Access.WORKER, ctx -> layered.sendStill(ctx, ofJob(ctx)));
    }

    private Digest program(Context ctx) {
        var view = view(ctx);
        var programs = layered.programs(line(ctx, view), view.order().state());
        int plate = number(ctx, "plate");
        if (plate > programs.size()) throw new NotFoundResponse();
        return programs.get(plate - 1);
    }

    private Digest ofJob(Context ctx) {
        var job = parts.database().reading(Jobs.class).find(Acts.job(ctx)).orElseThrow(NotFoundResponse::new);
        var program = job.program();
        if (program == null) throw new NotFoundResponse();
        return program;
    }

    private void page(Context ctx) {
        var view = view(ctx);
        var line = line(ctx, view);
        var shown = proofs.shown(line, number(ctx, "page"));
        if (shown == null) throw new NotFoundResponse();
        var place = OrderedLine.place(view, line, Lines.place(view)) + "/look/";
        var model = new HashMap<String, @Nullable Object>();
        model.put("order", view.order());
        model.put("shown", shown);
        model.put("picture", place + shown.page() + "/picture");
        model.put("before", shown.page() > 1 ? place + (shown.page() - 1) : null);
        model.put("after", shown.page() < shown.last() ? place + (shown.page() + 1) : null);
        model.put("toOrder", back(view, line));
        pages.show(ctx, "order-page", model);
    }

    /// Only the lines of a draft have pages of their own.
    private static String back(OrderView view, OrderLine line) {
        return switch (view.order().state()) {
            case DRAFT -> Lines.place(view, line);
            case SUBMITTED, QUOTED, APPROVED, IN_PRODUCTION, READY, COLLECTED, DECLINED, CANCELLED, EXPIRED ->
                Lines.place(view);
        };
    }

    private void picture(Context ctx) throws IOException, InterruptedException {
        proofs.send(ctx, line(ctx, view(ctx)), number(ctx, "page"));
    }

    private static int number(Context ctx, String name) {
        var text = ctx.pathParam(name);
        if (!text.matches("[1-9]\\d{0,5}")) throw new NotFoundResponse();
        return Integer.parseInt(text);
    }

    private static OrderLine line(Context ctx, OrderView view) {
        return Lines.inPath(ctx, view).orElseThrow(NotFoundResponse::new);
    }

    private OrderView view(Context ctx) {
        return parts.desk().view(ctx.pathParam("token")).orElseThrow(NotFoundResponse::new);
    }
}
