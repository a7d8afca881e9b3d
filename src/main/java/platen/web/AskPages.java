package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import platen.customers.ConsentDesk.Put;
import platen.documents.Fix;
import platen.orders.Contact;
import platen.orders.FixDesk;
import platen.orders.OfferDesk.Outcome;
import platen.orders.OrderDesk.Approval;
import platen.values.Message;
import platen.values.QuoteId;

/// What customers do where a person names the price: ask, take it back, say OK or no; and let us put a document right.
final class AskPages {
    private static final int LONGEST_REASON = 300;
    private static final int LONGEST_WISH = 1_000;

    private final PageMaker pages;
    private final Website.Parts parts;
    private final OrderPages orders;
    private final OnAccount onAccount;

    AskPages(PageMaker pages, Website.Parts parts, OrderPages orders, OnAccount onAccount) {
        this.pages = pages;
        this.parts = parts;
        this.orders = orders;
        this.onAccount = onAccount;
    }

    void addTo(Routes routes) {
        routes.post("/o/{token}/ask", Access.ANYONE, this::ask);
        routes.post("/o/{token}/withdraw", Access.ANYONE, this::withdraw);
        routes.post("/o/{token}/accept", Access.ANYONE, this::accept);
        routes.post("/o/{token}/decline", Access.ANYONE, this::decline);
        routes.post("/o/{token}/fix", Access.ANYONE, this::fix);
    }

    private void ask(Context ctx) {
        var form = Form.of(ctx);
        var contact = Contact.of(form.value("name"), form.value("email"), form.value("phone"));
        var wish = form.lines("wish", LONGEST_WISH);
        var view = parts.desk().view(known(ctx)).orElseThrow(NotFoundResponse::new);
        var delivers = view.terms() != null && view.terms().delivery();
        var handover =
                HandoverForm.read(form, pages.shop().zone(), parts.clock().instant(), delivers);
        if (form.isFaultless()) {
            OrderTongue.keep(ctx, pages, parts, known(ctx));
            onAccount.tie(ctx, known(ctx));
            parts.basket().handOver(view.order().token(), handover);
            switch (parts.offers().submit(known(ctx), contact, wish)) {
                case Outcome.Done() -> {
                    ctx.redirect(place(ctx), HttpStatus.SEE_OTHER);
                    return;
                }
                case Outcome.Refused(var why) -> {
                    pages.goBack(ctx, place(ctx), why);
                    return;
                }
                case Outcome.Wrong(var problems) -> problems.forEach(form::wrong);
            }
        }
        orders.showAgain(ctx, form);
    }

    /// Lets a document be put right, or be printed as it came.
    private void fix(Context ctx) throws IOException, InterruptedException {
        var view = parts.desk().view(known(ctx)).orElseThrow(NotFoundResponse::new);
        var form = Form.of(ctx);
        var line = Lines.in(form, view);
        if (line.isEmpty()) {
            Lines.gone(pages, ctx, view);
            return;
        }
        var token = view.order().token();
        var outcome = form.value("fix").equals("yes")
                ? parts.fixes().fix(token, line.get().id(), wanted(form))
                : parts.fixes().leave(token, line.get().id());
        var back = Lines.place(view, line.get());
        switch (outcome) {
            case FixDesk.Outcome.Done() -> ctx.redirect(back, HttpStatus.SEE_OTHER);
            case FixDesk.Outcome.Refused(var why) -> pages.goBack(ctx, back, why);
        }
    }

    private static Set<Fix> wanted(Form form) {
        return Arrays.stream(Fix.values())
                .filter(fix -> form.ticked(fix.name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }

    private void withdraw(Context ctx) {
        act(ctx, parts.offers()::withdraw);
    }

    private void decline(Context ctx) {
        var reason = Form.of(ctx).may("reason", LONGEST_REASON);
        act(ctx, token -> parts.offers().decline(token, reason));
    }

    private void act(Context ctx, Function<String, Outcome> act) {
        switch (act.apply(known(ctx))) {
            case Outcome.Done() -> ctx.redirect(place(ctx), HttpStatus.SEE_OTHER);
            case Outcome.Refused(var why) -> pages.goBack(ctx, place(ctx), why);
            case Outcome.Wrong(var problems) ->
                pages.goBack(ctx, place(ctx), problems.values().iterator().next());
        }
    }

    private void accept(Context ctx) {
        var form = Form.of(ctx);
        var quote = form.value("quote");
        if (!form.ticked("ok")) {
            pages.goBack(ctx, place(ctx), Message.of("web.ok-missing"));
            return;
        }
        parts.desk().view(known(ctx)).ifPresent(view -> BillingPages.note(parts, view, form));
        onAccount.tie(ctx, known(ctx));
        if (OnAccount.isChosen(form)) {
            putOnAccount(ctx, form);
            return;
        }
        var approval = quote.matches("\\d{1,18}")
                ? parts.intake().accept(known(ctx), new QuoteId(Long.parseLong(quote)))
                : new Approval.PriceChanged();
        switch (approval) {
            case Approval.Approved _, Approval.Already(), Approval.ToConfirm() ->
                ctx.redirect(place(ctx), HttpStatus.SEE_OTHER);
            case Approval.Refused(var problems) ->
                pages.goBack(ctx, place(ctx), problems.values().iterator().next());
            case Approval.PriceChanged() -> pages.goBack(ctx, place(ctx), Message.of("web.price-changed"));
        }
    }

    private void putOnAccount(Context ctx, Form form) {
        var view = Lines.inAddress(ctx, parts);
        var quote = form.value("quote").matches("\\d{1,18}")
                ? Optional.of(new QuoteId(Long.parseLong(form.value("quote"))))
                : Optional.<QuoteId>empty();
        switch (onAccount.put(ctx, view, form, quote, null)) {
            case Put.Approved(), Put.Asked() -> ctx.redirect(place(ctx), HttpStatus.SEE_OTHER);
            case Put.Refused(var problems) ->
                pages.goBack(ctx, place(ctx), problems.values().iterator().next());
            case Put.PriceChanged() -> pages.goBack(ctx, place(ctx), Message.of("web.price-changed"));
        }
    }

    private String known(Context ctx) {
        var token = ctx.pathParam("token");
        if (parts.desk().view(token).isEmpty()) throw new NotFoundResponse();
        return token;
    }

    private static String place(Context ctx) {
        return "/o/" + ctx.pathParam("token");
    }
}
