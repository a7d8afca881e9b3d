package platen.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.events.Subject;
import platen.orders.Contact;
import platen.orders.OrderDesk.Approval;
import platen.orders.OrderDesk.Chosen;
import platen.orders.OrderView;
import platen.orders.Quoting;
import platen.queue.Jobs;
import platen.values.Message;
import platen.values.QuoteId;

/// The private page of an order: choosing, the price and the approval, and afterwards how far it is.
final class OrderPages {
    private final PageMaker pages;
    private final Live live;
    private final Website.Parts parts;
    private final Pictures pictures;
    private final Solids solids;
    private final OrderModels models;

    OrderPages(PageMaker pages, Live live, Website.Parts parts) {
        this.pages = pages;
        this.live = live;
        this.parts = parts;
        this.pictures = new Pictures(parts.files(), parts.reader());
        this.solids = new Solids(parts);
        this.models = new OrderModels(pages, live, parts, pictures);
    }

    void addTo(Routes routes) {
        routes.get("/o/{token}", Access.ANYONE, this::order);
        routes.get("/o/{token}/live", Access.ANYONE, this::follow);
        routes.get("/o/{token}/picture", Access.ANYONE, this::picture);
        routes.get("/o/{token}/solid", Access.ANYONE, this::solid);
        routes.get("/o/{token}/pages/{page}", Access.ANYONE, this::pagePicture);
        routes.post("/o/{token}/choices", Access.ANYONE, this::choose);
        routes.post("/o/{token}/quantity", Access.ANYONE, this::take);
        routes.post("/o/{token}/approve", Access.ANYONE, this::approve);
    }

    private void order(Context ctx) {
        show(ctx, view(ctx), null, Form.empty());
    }

    private void picture(Context ctx) throws IOException, InterruptedException {
        pictures.sendPart(ctx, view(ctx).line());
    }

    private void solid(Context ctx) throws IOException, InterruptedException {
        solids.send(ctx, view(ctx).line());
    }

    private void follow(Context ctx) throws IOException {
        var view = view(ctx);
        var jobs = parts.database().reading(Jobs.class).of(view.order().id()).stream()
                .map(job -> Subject.of(job.id()))
                .toList();
        var order = Subject.of(view.order().id());
        live.stream(ctx, subject -> subject.equals(order) || jobs.contains(subject));
    }

    private void pagePicture(Context ctx) throws IOException {
        pictures.sendPage(ctx, view(ctx).line().printed());
    }

    private void choose(Context ctx) {
        var view = view(ctx);
        var form = Form.of(ctx);
        var choices = OrderForm.choices(form, view.line().product());
        var terms = OrderForm.terms(form);
        if (form.isFaultless()) {
            switch (parts.desk().choose(view.order().token(), choices, terms)) {
                case Chosen.Done(), Chosen.Closed() -> {
                    back(ctx, view, form.value("compare"));
                    return;
                }
                case Chosen.Refused(var problems) -> problems.forEach(form::wrong);
            }
        }
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        show(ctx, view, form, Form.empty());
    }

    /// The quantity of one of the prices that stand side by side.
    private void take(Context ctx) {
        var view = view(ctx);
        var form = Form.of(ctx);
        var quantity = form.number("quantity", 1, Quoting.most(view.line().product()));
        var chosen = form.isFaultless() ? parts.desk().take(view.order().token(), quantity) : new Chosen.Closed();
        switch (chosen) {
            case Chosen.Done(), Chosen.Closed() -> back(ctx, view, form.value("compare"));
            case Chosen.Refused(var problems) ->
                pages.goBack(
                        ctx,
                        "/o/" + view.order().token(),
                        problems.values().iterator().next());
        }
    }

    private void approve(Context ctx) {
        var view = view(ctx);
        var form = Form.of(ctx);
        var contact = Contact.of(form.value("name"), form.value("email"), form.value("phone"));
        var quote = quoteId(form.value("quote"));
        if (!form.ticked("ok")) form.wrong("ok", Message.of("web.ok-missing"));
        contact.problems().forEach(form::wrong);
        if (!form.isFaultless()) {
            showAgain(ctx, form);
            return;
        }
        switch (quote.map(id -> parts.intake().approve(view.order().token(), id, contact))
                .orElse(new Approval.PriceChanged())) {
            case Approval.Approved _, Approval.ToConfirm(), Approval.Already() -> back(ctx, view);
            case Approval.Refused(var problems) -> {
                problems.forEach(form::wrong);
                showAgain(ctx, form);
            }
            case Approval.PriceChanged() ->
                pages.goOn(ctx, "/o/" + view.order().token(), Message.of("web.price-changed"));
        }
    }

    /// The page again, with what is wrong in the part where the customer says who they are.
    void showAgain(Context ctx, Form approval) {
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        show(ctx, view(ctx), null, approval);
    }

    private static void back(Context ctx, OrderView view) {
        back(ctx, view, "");
    }

    /// `compare` are the quantities that stand side by side.
    private static void back(Context ctx, OrderView view, String compare) {
        var shown = compare.isBlank() ? "" : "?compare=" + URLEncoder.encode(Form.line(compare), UTF_8);
        ctx.redirect("/o/" + view.order().token() + shown, HttpStatus.SEE_OTHER);
    }

    private OrderView view(Context ctx) {
        return parts.desk().view(ctx.pathParam("token")).orElseThrow(NotFoundResponse::new);
    }

    /// `asked` are choices that were refused.
    private void show(Context ctx, OrderView view, @Nullable Form asked, Form approval) {
        ctx.header("Cache-Control", "no-store");
        switch (view.order().state()) {
            case DRAFT -> {
                var compare =
                        Form.line(Optional.ofNullable(ctx.queryParam("compare")).orElse(""));
                pages.show(ctx, "order-draft", models.draft(view, asked, approval, ctx.queryParam("as"), compare));
            }
            case SUBMITTED, QUOTED -> pages.show(ctx, "order-offer", models.offer(view));
            case APPROVED, IN_PRODUCTION, READY, COLLECTED, DECLINED, CANCELLED, EXPIRED ->
                pages.show(ctx, "order-track", models.track(view));
        }
    }

    private static Optional<QuoteId> quoteId(String text) {
        return text.matches("\\d{1,18}") ? Optional.of(new QuoteId(Long.parseLong(text))) : Optional.empty();
    }
}
