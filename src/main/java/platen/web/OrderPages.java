package platen.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.customers.Consent;
import platen.customers.ConsentDesk.Put;
import platen.events.Subject;
import platen.orders.Contact;
import platen.orders.Handover;
import platen.orders.OrderDesk.Approval;
import platen.orders.OrderDesk.Chosen;
import platen.orders.OrderLine;
import platen.orders.OrderState;
import platen.orders.OrderView;
import platen.orders.Quoting;
import platen.orders.ReadyDays;
import platen.privacy.FileKeeping;
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
    private final FileKeeping keeping;
    private final OnAccount onAccount;

    OrderPages(PageMaker pages, Live live, Website.Parts parts, OnAccount onAccount) {
        this.pages = pages;
        this.live = live;
        this.parts = parts;
        this.pictures = new Pictures(parts.files(), parts.reader());
        this.solids = new Solids(parts);
        this.onAccount = onAccount;
        this.models = new OrderModels(pages, live, parts, pictures);
        this.keeping = new FileKeeping(parts.database(), parts.files(), parts.clock());
    }

    void addTo(Routes routes) {
        routes.get("/o/{token}", Access.ANYONE, this::order);
        routes.get("/o/{token}/live", Access.ANYONE, this::follow);
        routes.get("/o/{token}/lines/{line}", Access.ANYONE, this::line);
        for (var place : List.of("/o/{token}", "/o/{token}/lines/{line}")) {
            routes.get(place + "/picture", Access.ANYONE, this::picture);
            routes.get(place + "/solid", Access.ANYONE, this::solid);
            routes.get(place + "/pages/{page}", Access.ANYONE, this::pagePicture);
        }
        routes.post("/o/{token}/choices", Access.ANYONE, this::choose);
        routes.post("/o/{token}/quantity", Access.ANYONE, this::take);
        routes.post("/o/{token}/terms", Access.ANYONE, this::terms);
        routes.post("/o/{token}/approve", Access.ANYONE, this::approve);
    }

    /// Of a customer who is forgotten only their papers are shown.
    private void order(Context ctx) {
        var view = view(ctx);
        if (keeping.isForgotten(view.order())) ctx.redirect(Lines.place(view) + "/data", HttpStatus.SEE_OTHER);
        else show(ctx, view, null, Form.empty());
    }

    /// The page of one line of a draft.
    private void line(Context ctx) {
        var view = view(ctx);
        var line = Lines.inPath(ctx, view);
        if (line.isEmpty() || view.order().state() != OrderState.DRAFT) Lines.gone(pages, ctx, view);
        else show(ctx, view, line.get(), null, Form.empty());
    }

    private void picture(Context ctx) throws IOException, InterruptedException {
        pictures.sendPart(ctx, Lines.inPath(ctx, view(ctx)).orElseThrow(NotFoundResponse::new));
    }

    private void solid(Context ctx) throws IOException, InterruptedException {
        solids.send(ctx, Lines.inPath(ctx, view(ctx)).orElseThrow(NotFoundResponse::new));
    }

    private void follow(Context ctx) throws IOException {
        var view = view(ctx);
        var jobs = parts.database().reading(Jobs.class).of(view.order().id()).stream()
                .map(job -> Subject.of(job.id()))
                .toList();
        var order = Subject.of(view.order().id());
        live.follow(
                ctx,
                subject -> subject.equals(order) || jobs.contains(subject),
                () -> pages.line(
                        ctx, "parts/progress", models.making(view.order().id())));
    }

    private void pagePicture(Context ctx) throws IOException {
        var line = Lines.inPath(ctx, view(ctx)).orElseThrow(NotFoundResponse::new);
        pictures.sendPage(ctx, line.printed());
    }

    private void choose(Context ctx) {
        var view = view(ctx);
        var form = Form.of(ctx);
        var line = Lines.in(form, view);
        if (line.isEmpty()) {
            Lines.gone(pages, ctx, view);
            return;
        }
        var choices = OrderForm.choices(form, line.get().product());
        // Several lines have their terms together, in a form of their own.
        var terms = view.lines().size() == 1 ? OrderForm.terms(form) : null;
        if (form.isFaultless()) {
            switch (parts.desk().choose(view.order().token(), line.get().id(), choices, terms)) {
                case Chosen.Done(), Chosen.Closed() -> {
                    back(ctx, view, line.get(), form.value("compare"));
                    return;
                }
                case Chosen.Refused(var problems) -> problems.forEach(form::wrong);
            }
        }
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        show(ctx, view, line.get(), form, Form.empty());
    }

    /// The terms for all lines.
    private void terms(Context ctx) {
        var view = view(ctx);
        var form = Form.of(ctx);
        var terms = OrderForm.terms(form);
        if (form.isFaultless()) {
            switch (parts.desk().choose(view.order().token(), terms)) {
                case Chosen.Done(), Chosen.Closed() -> {
                    back(ctx, view);
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
        var line = Lines.in(form, view);
        if (line.isEmpty()) {
            Lines.gone(pages, ctx, view);
            return;
        }
        var quantity = form.number("quantity", 1, Quoting.most(line.get().product()));
        var chosen = form.isFaultless()
                ? parts.desk().take(view.order().token(), line.get().id(), quantity)
                : new Chosen.Closed();
        switch (chosen) {
            case Chosen.Done(), Chosen.Closed() -> back(ctx, view, line.get(), form.value("compare"));
            case Chosen.Refused(var problems) ->
                pages.goBack(
                        ctx,
                        Lines.place(view, line.get()),
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
        var handover = handover(form, view);
        if (!form.isFaultless()) {
            showAgain(ctx, form);
            return;
        }
        if (isLaterNow(form, view)) {
            pages.goOn(ctx, Lines.place(view), Message.of("web.day-changed"));
            return;
        }
        if (!BillingPages.note(parts, view, form)) {
            showAgain(ctx, form);
            return;
        }
        OrderTongue.keep(ctx, pages, parts, view.order().token());
        parts.basket().handOver(view.order().token(), handover);
        onAccount.tie(ctx, view.order().token());
        if (OnAccount.isChosen(form)) {
            putOnAccount(ctx, view, form, quote, contact);
            return;
        }
        switch (quote.map(id -> parts.intake().approve(view.order().token(), id, contact, shown(form)))
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

    /// An organisation pays: whoever may not say yes asks those who may.
    private void putOnAccount(Context ctx, OrderView view, Form form, Optional<QuoteId> quote, Contact contact) {
        switch (onAccount.put(ctx, view, form, quote, contact)) {
            case Put.Approved(), Put.Asked() -> back(ctx, view);
            case Put.Refused(var problems) -> {
                problems.forEach(form::wrong);
                showAgain(ctx, form);
            }
            case Put.PriceChanged() -> pages.goOn(ctx, Lines.place(view), Message.of("web.price-changed"));
        }
    }

    /// The day by which it is ready, as it stood on the page.
    private static @Nullable Instant shown(Form form) {
        var written = form.value("ready-day");
        return written.matches("\\d{1,13}") ? Instant.ofEpochMilli(Long.parseLong(written)) : null;
    }

    /// Whether others have filled the day that this customer saw.
    private boolean isLaterNow(Form form, OrderView view) {
        var shown = shown(form);
        if (shown == null) return false;
        Optional<Instant> day = parts.database()
                .look(look -> ReadyDays.of(
                        look,
                        view.order().id(),
                        parts.clock().instant(),
                        parts.intake().load(look)));
        return day.filter(shown::isBefore).isPresent();
    }

    /// A day before the one that we promise is no promise: the customer chooses an earlier way, or asks.
    private Handover handover(Form form, OrderView view) {
        var now = parts.clock().instant();
        var delivers = view.terms() != null && view.terms().delivery();
        var handover = HandoverForm.read(form, pages.shop().zone(), now, delivers);
        var needed = handover.neededBy();
        Optional<Instant> promised = parts.database()
                .look(look -> ReadyDays.of(
                        look, view.order().id(), now, parts.intake().load(look)));
        if (needed != null && promised.filter(needed::isBefore).isPresent())
            form.wrong("needed", Message.of("basket.needed-early"));
        return handover;
    }

    /// The page again, with what is wrong in the part where the customer says who they are.
    void showAgain(Context ctx, Form approval) {
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        show(ctx, view(ctx), null, approval);
    }

    private static void back(Context ctx, OrderView view) {
        ctx.redirect(Lines.place(view), HttpStatus.SEE_OTHER);
    }

    /// `compare` are the quantities that stand side by side.
    private static void back(Context ctx, OrderView view, OrderLine line, String compare) {
        var shown = compare.isBlank() ? "" : "?compare=" + URLEncoder.encode(Form.line(compare), UTF_8);
        ctx.redirect(Lines.place(view, line) + shown, HttpStatus.SEE_OTHER);
    }

    private OrderView view(Context ctx) {
        return parts.desk().view(ctx.pathParam("token")).orElseThrow(NotFoundResponse::new);
    }

    /// The page of an order; that of a draft with one line shows what can be chosen for it, too.
    private void show(Context ctx, OrderView view, @Nullable Form asked, Form approval) {
        show(ctx, view, view.lines().size() == 1 ? view.line() : null, asked, approval);
    }

    /// `choices` are such as were refused. What an organisation is asked about is not changed by the way.
    private void show(Context ctx, OrderView view, @Nullable OrderLine line, @Nullable Form choices, Form approval) {
        ctx.header("Cache-Control", "no-store");
        var manner = pages.manner(ctx);
        OpenOrders.forgetIfOver(ctx, view.order());
        var asked = approval.isFaultless() && choices == null ? onAccount.waiting(view) : Optional.<Consent>empty();
        if (asked.isPresent()) {
            pages.show(ctx, "customer/waiting", onAccount.waiting(models.offer(view, manner), asked.get()));
            return;
        }
        switch (view.order().state()) {
            case DRAFT -> {
                var compare =
                        Form.line(Optional.ofNullable(ctx.queryParam("compare")).orElse(""));
                var model = models.draft(view, line, manner, choices, approval, ctx.queryParam("as"), compare);
                onAccount.add(ctx, model, view);
                pages.show(ctx, "order-draft", model);
            }
            case SUBMITTED, QUOTED -> {
                var model = models.offer(view, manner);
                onAccount.add(ctx, model, view);
                pages.show(ctx, "order-offer", model);
            }
            case APPROVED, IN_PRODUCTION, READY, COLLECTED, DECLINED, CANCELLED, EXPIRED ->
                pages.show(ctx, "order-track", models.track(view, manner));
        }
    }

    private static Optional<QuoteId> quoteId(String text) {
        return text.matches("\\d{1,18}") ? Optional.of(new QuoteId(Long.parseLong(text))) : Optional.empty();
    }
}
