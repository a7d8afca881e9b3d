package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.customers.ConsentDesk;
import platen.customers.ConsentDesk.Answered;
import platen.customers.ConsentDesk.Question;
import platen.orders.OrderLine;
import platen.orders.OrderView;
import platen.values.Message;

/// Where somebody of an organisation says yes or no to an order on its account: by the link in a mail, which is all
/// that they need, or signed in.
final class ConsentPages {
    private final PageMaker pages;
    private final CustomerGate gate;
    private final CustomerDesks desks;
    private final Website.Parts parts;
    private final Pictures pictures;

    ConsentPages(PageMaker pages, CustomerGate gate, CustomerDesks desks, Website.Parts parts) {
        this.pages = pages;
        this.gate = gate;
        this.desks = desks;
        this.parts = parts;
        this.pictures = new Pictures(parts.files(), parts.reader());
    }

    void addTo(Routes routes) {
        for (var root : List.of("/approve/{token}", "/account/approvals/{consent}")) {
            routes.get(root, Access.ANYONE, this::look);
            routes.post(root, Access.ANYONE, this::answer);
            for (var place : List.of(root, root + "/lines/{line}")) {
                routes.get(place + "/picture", Access.ANYONE, this::picture);
                routes.get(place + "/pages/{page}", Access.ANYONE, this::pagePicture);
            }
            routes.get(root + "/photos/{photo}", Access.ANYONE, this::photo);
        }
    }

    /// The question that an address is about; nothing where the link is over.
    private Optional<Question> asked(Context ctx) {
        ctx.header("Cache-Control", "no-store");
        var token = ctx.pathParamMap().get("token");
        if (token != null) return desks.consents().byLink(token);
        var id = OrganisationPages.number(ctx, "consent");
        return Optional.of(gate.who(ctx)
                .flatMap(customer -> desks.consents().of(customer, id))
                .orElseThrow(NotFoundResponse::new));
    }

    private static String place(Context ctx) {
        var token = ctx.pathParamMap().get("token");
        return token != null ? "/approve/" + token : "/account/approvals/" + ctx.pathParam("consent");
    }

    private void look(Context ctx) {
        var question = asked(ctx);
        if (question.isEmpty()) gone(ctx);
        else show(ctx, question.get(), Form.empty());
    }

    private void gone(Context ctx) {
        ctx.status(HttpStatus.GONE);
        var model = new HashMap<String, @Nullable Object>();
        model.put("question", null);
        pages.show(ctx, "customer/approve", model);
    }

    private void show(Context ctx, Question question, Form form) {
        var view = view(question);
        var manner = pages.manner(ctx);
        var place = place(ctx);
        var model = new HashMap<String, @Nullable Object>();
        model.put("question", question);
        model.put("consent", question.consent());
        model.put("order", view.order());
        model.put("place", place);
        var isAsked = question.consent().isOpen() && question.isCurrent();
        model.put("isAsked", isAsked);
        model.put("lines", OrderedLine.all(view, pictures, place));
        model.put(
                "table",
                isAsked && view.quote() != null
                        ? PriceTable.of(view, manner, pages.shop().taxName())
                        : null);
        model.put("wish", view.ask() == null ? "" : view.ask().wish());
        model.put("delivers", view.terms() != null && view.terms().delivery());
        model.put("handover", view.handover());
        OrderModels.putWish(model, view, pictures, place);
        model.put("form", form);
        pages.show(ctx, "customer/approve", model);
    }

    private OrderView view(Question question) {
        return parts.desk().view(question.order()).orElseThrow(NotFoundResponse::new);
    }

    private void answer(Context ctx) {
        var question = asked(ctx);
        if (question.isEmpty()) {
            gone(ctx);
            return;
        }
        var form = Form.of(ctx);
        var word = form.lines("word", ConsentDesk.LONGEST_WORD);
        if (!form.isFaultless()) {
            again(ctx, question.get(), form);
            return;
        }
        switch (form.value("answer")) {
            case "yes" -> yes(ctx, question.get(), form, word);
            case "no" -> no(ctx, question.get(), word);
            default -> pages.goBack(ctx, place(ctx), Message.of("web.no-choice"));
        }
    }

    private void yes(Context ctx, Question question, Form form, String word) {
        // What was looked at is what the yes is for.
        if (!form.value("quote").equals("" + question.consent().quote().value())) {
            pages.goBack(ctx, place(ctx), Message.of("customer.changed"));
            return;
        }
        switch (desks.consents().yes(question, form.ticked("over"), word)) {
            case Answered.Done() -> pages.goOn(ctx, place(ctx), Message.of("customer.did-yes"));
            case Answered.Changed() -> pages.goBack(ctx, place(ctx), Message.of("customer.changed"));
            case Answered.Late() -> pages.goBack(ctx, place(ctx), Message.of("customer.late"));
            case Answered.OverBudget(var budget) -> {
                form.wrong("over", Message.of("customer.over-budget", budget.left(), budget.monthly()));
                again(ctx, question, form);
            }
            case Answered.Refused(var why) -> pages.goBack(ctx, place(ctx), why);
        }
    }

    private void no(Context ctx, Question question, String word) {
        if (desks.consents().no(question, word)) pages.goOn(ctx, place(ctx), Message.of("customer.did-no"));
        else pages.goBack(ctx, place(ctx), Message.of("customer.late"));
    }

    private void again(Context ctx, Question question, Form form) {
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        show(ctx, question, form);
    }

    private void picture(Context ctx) throws IOException, InterruptedException {
        pictures.sendPart(ctx, line(ctx));
    }

    private void pagePicture(Context ctx) throws IOException {
        pictures.sendPage(ctx, line(ctx).printed());
    }

    private void photo(Context ctx) throws IOException {
        var view = view(asked(ctx).orElseThrow(NotFoundResponse::new));
        pictures.sendFirst(ctx, WishPages.photo(ctx, view).file());
    }

    private OrderLine line(Context ctx) {
        var view = view(asked(ctx).orElseThrow(NotFoundResponse::new));
        return Lines.inPath(ctx, view).orElseThrow(NotFoundResponse::new);
    }
}
