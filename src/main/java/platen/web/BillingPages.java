package platen.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import platen.orders.OrderView;
import platen.values.Actor;
import platen.values.Message;

/// What customers say for their bill: their own reference, and that they are free of tax.
final class BillingPages {
    private static final int LONGEST = 60;

    private final PageMaker pages;
    private final Website.Parts parts;

    BillingPages(PageMaker pages, Website.Parts parts) {
        this.pages = pages;
        this.parts = parts;
    }

    void addTo(Routes routes) {
        routes.post("/o/{token}/exempt", Access.ANYONE, this::exempt);
    }

    /// Keeps the customer's reference that comes with the approval, before it; false where it cannot be one.
    static boolean note(Website.Parts parts, OrderView view, Form form) {
        if (!form.isSent("reference")) return true;
        var reference = form.may("reference", LONGEST);
        if (!form.isFaultless()) return false;
        var invoices = Books.of(parts).invoices();
        var billing = invoices.billing(view.order().id());
        var known = view.order().customerName();
        var who = Actor.customer(known == null ? Form.line(form.value("name")) : known);
        invoices.bill(view.order().id(), reference, billing.billTo(), who);
        return true;
    }

    private void exempt(Context ctx) {
        var view = parts.desk().view(ctx.pathParam("token")).orElseThrow(NotFoundResponse::new);
        var form = Form.of(ctx);
        var number = form.need("exemptNumber", LONGEST);
        var place = "/o/" + view.order().token();
        if (!form.isFaultless()) {
            pages.goBack(ctx, place, form.errors().values().iterator().next());
            return;
        }
        var name = view.order().customerName();
        Books.of(parts).exemptions().claim(view.order().id(), number, Actor.customer(name == null ? "" : name));
        pages.goOn(ctx, place, Message.of("receipt.exempt-sent"));
    }
}
