package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import platen.orders.BasketDesk.Outcome;
import platen.orders.OrderDesk.Added;
import platen.orders.OrderDesk.Begun;
import platen.orders.OrderLine;
import platen.orders.OrderState;
import platen.orders.OrderView;
import platen.orders.PriceBooks;
import platen.orders.Product;
import platen.values.LineId;
import platen.values.Message;
import platen.values.Secrets;

/// What an order consists of: another line comes, one goes, one gets another file.
final class BasketPages {
    private final PageMaker pages;
    private final Website.Parts parts;
    private final SentFiles sentFiles;
    private final OnAccount onAccount;

    BasketPages(PageMaker pages, Website.Parts parts, SentFiles sentFiles, OnAccount onAccount) {
        this.pages = pages;
        this.parts = parts;
        this.sentFiles = sentFiles;
        this.onAccount = onAccount;
    }

    void addTo(Routes routes) {
        routes.get("/o/{token}/add", Access.ANYONE, this::products);
        routes.get("/o/{token}/add/{product}", Access.ANYONE, this::addForm);
        routes.post("/o/{token}/add/{product}", Access.ANYONE, this::add);
        routes.post("/o/{token}/again", Access.ANYONE, this::again);
        routes.post("/o/{token}/lines/{line}/remove", Access.ANYONE, this::remove);
        routes.get("/o/{token}/lines/{line}/file", Access.ANYONE, this::fileForm);
        routes.post("/o/{token}/lines/{line}/file", Access.ANYONE, this::replace);
    }

    /// A new draft with what was ordered before.
    private void again(Context ctx) {
        var view = parts.desk().view(ctx.pathParam("token")).orElseThrow(NotFoundResponse::new);
        var form = Form.of(ctx);
        var once = form.has("once") ? form.value("once") : Secrets.token();
        switch (parts.basket().again(view.order().token(), once)) {
            case Begun.Draft(var token) -> {
                OpenOrders.keep(ctx, token);
                onAccount.tie(ctx, token);
                pages.goOn(ctx, "/o/" + token, Message.of("basket.begun-again"));
            }
            case Begun.Refused(var why) -> pages.goBack(ctx, Lines.place(view), why);
        }
    }

    /// What can be added.
    private void products(Context ctx) {
        var view = draft(ctx);
        if (view == null) return;
        var model = new HashMap<String, @Nullable Object>();
        model.put("order", view.order());
        model.put("makesParts", FrontPages.isOffered(pages, parts, Product.PART));
        model.put("makesPaper", FrontPages.isOffered(pages, parts, Product.PAPER));
        var book =
                parts.database().reading(PriceBooks.class).current(parts.clock().instant());
        model.put(
                "products",
                book.stream()
                        .flatMap(version -> version.book().products().stream())
                        .map(product -> product.name().word())
                        .toList());
        pages.show(ctx, "basket-add", model);
    }

    private void addForm(Context ctx) {
        var view = draft(ctx);
        if (view == null) return;
        parts.reader().expect();
        showFile(ctx, view, FrontPages.product(ctx), Form.empty(), Secrets.token());
    }

    private void add(Context ctx) throws IOException, InterruptedException {
        var view = draft(ctx);
        if (view == null) return;
        var product = FrontPages.product(ctx);
        parts.reader().expect();
        var sent = FileForm.needed(ctx, parts.files(), sentFiles);
        if (sent.form().isFaultless() && addAll(ctx, view, product, sent)) return;
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        showFile(ctx, view, product, sent.form(), sent.once());
        sent.giveUp(ctx, parts.files());
    }

    /// One leads on to its own page, several to that of the order.
    private boolean addAll(Context ctx, OrderView view, Product product, FileForm sent) throws InterruptedException {
        var next = Lines.place(view);
        for (var file : sent.files()) {
            switch (parts.desk().add(view.order().token(), sent.arrival(product, file))) {
                case Added.Line(var id) -> {
                    sentFiles.ordered(file);
                    if (sent.files().size() == 1) next = page(view, id) + FrontPages.as(ctx);
                }
                case Added.Refused(var why) -> {
                    sentFiles.refused(file);
                    sent.form().wrong("file", why);
                }
            }
        }
        if (sent.form().isFaultless()) ctx.redirect(next, HttpStatus.SEE_OTHER);
        return sent.form().isFaultless();
    }

    private void showFile(Context ctx, OrderView view, Product product, Form form, String once) {
        var model = FrontPages.fileModel(ctx, sentFiles, product, form, once);
        model.put("limits", Limits.of(parts, ctx.pathParam("product")));
        model.put("order", view.order());
        pages.show(ctx, "order-file", model);
    }

    private void remove(Context ctx) {
        var view = draft(ctx);
        if (view == null) return;
        var line = Lines.inPath(ctx, view);
        if (line.isEmpty()) {
            Lines.gone(pages, ctx, view);
            return;
        }
        switch (parts.basket().remove(view.order().token(), line.get().id())) {
            case Outcome.Done() ->
                pages.goOn(
                        ctx,
                        Lines.place(view),
                        Message.of("basket.removed", line.get().fileName()));
            case Outcome.Refused(var why) -> pages.goBack(ctx, Lines.place(view), why);
        }
    }

    private void fileForm(Context ctx) {
        var view = draft(ctx);
        if (view == null) return;
        var line = Lines.inPath(ctx, view);
        if (line.isEmpty()) {
            Lines.gone(pages, ctx, view);
            return;
        }
        parts.reader().expect();
        showReplace(ctx, view, line.get(), Form.empty(), Secrets.token());
    }

    private void replace(Context ctx) throws IOException, InterruptedException {
        var view = draft(ctx);
        if (view == null) return;
        var line = Lines.inPath(ctx, view);
        if (line.isEmpty()) {
            Lines.gone(pages, ctx, view);
            return;
        }
        parts.reader().expect();
        var sent = FileForm.needed(ctx, parts.files(), sentFiles);
        if (sent.form().isFaultless()) {
            var arrival = sent.arrival(line.get().product());
            switch (parts.basket().replace(view.order().token(), line.get().id(), arrival)) {
                case Outcome.Done() -> {
                    sentFiles.ordered(sent.files().getFirst());
                    ctx.redirect(Lines.place(view, line.get()), HttpStatus.SEE_OTHER);
                    return;
                }
                case Outcome.Refused(var why) -> sent.form().wrong("file", why);
            }
        }
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        sent.files().forEach(sentFiles::refused);
        showReplace(ctx, view, line.get(), sent.form(), sent.once());
        sent.giveUp(ctx, parts.files());
    }

    private void showReplace(Context ctx, OrderView view, OrderLine line, Form form, String once) {
        var word = line.product() == Product.PART ? "part" : "paper";
        var model = FrontPages.fileModel(ctx.path(), word, line.product(), form, once);
        model.put("order", view.order());
        model.put("line", line);
        model.put("asItWas", Lines.place(view, line));
        pages.show(ctx, "basket-file", model);
    }

    private static String page(OrderView view, LineId id) {
        return Lines.place(view) + "/lines/" + id.value();
    }

    /// The order where it can still be changed; nothing where its page tells already why not.
    private @Nullable OrderView draft(Context ctx) {
        var view = parts.desk().view(ctx.pathParam("token")).orElseThrow(NotFoundResponse::new);
        ctx.header("Cache-Control", "no-store");
        if (view.order().state() == OrderState.DRAFT) return view;
        pages.goBack(ctx, Lines.place(view), Message.of("basket.not-any-more"));
        return null;
    }
}
