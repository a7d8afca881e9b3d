package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import platen.customers.Member.Role;
import platen.customers.Organisations.Outcome;
import platen.customers.Organisations.View;
import platen.customers.SignIns;
import platen.values.Message;
import platen.values.Money;

/// Where workers say who orders on the account of an organisation, who approves, and how much in a month.
final class AccountPeoplePages {
    private final PageMaker pages;
    private final CustomerDesks desks;
    private final Website.Parts parts;

    AccountPeoplePages(PageMaker pages, CustomerDesks desks, Website.Parts parts) {
        this.pages = pages;
        this.desks = desks;
        this.parts = parts;
    }

    void addTo(Routes routes) {
        var root = "/work/money/accounts/{account}/people";
        routes.get(root, Access.COORDINATOR, ctx -> show(ctx, view(ctx), Form.empty()));
        routes.post(root, Access.COORDINATOR, this::invite);
        routes.post(root + "/budget", Access.COORDINATOR, this::setBudget);
        routes.post(root + "/{member}", Access.COORDINATOR, this::setRole);
        routes.post(root + "/{member}/remove", Access.COORDINATOR, this::remove);
    }

    private View view(Context ctx) {
        return desks.organisations()
                .view(OrganisationPages.number(ctx, "account"))
                .orElseThrow(NotFoundResponse::new);
    }

    private static String path(View view) {
        return "/work/money/accounts/" + view.account().id() + "/people";
    }

    private void show(Context ctx, View view, Form form) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("view", view);
        model.put("place", path(view));
        if (view.budget().isSet() && form.isFaultless())
            form.fillIn(Map.of("monthly", view.budget().monthly().toString()));
        model.put("form", form);
        pages.show(ctx, "customer/people", model);
    }

    /// They are written to as the shop usually speaks.
    private void invite(Context ctx) {
        var view = view(ctx);
        var form = Form.of(ctx);
        var email = form.email("email", SignIns.LONGEST_EMAIL);
        if (email.isEmpty()) form.wrong("email", Message.of("customer.email-missing"));
        var role = form.choice("role", Role.class);
        if (form.isFaultless() && role.isPresent()) {
            var who = Visit.worker(ctx).actor();
            var language = parts.settings().speech().usual();
            switch (desks.organisations().invite(view.account().id(), email, role.get(), language, who)) {
                case Outcome.Done() -> {
                    var said = desks.writing().canMail() ? "customer.did-invite" : "customer.did-invite-told";
                    pages.goOn(ctx, path(view), Message.of(said, email));
                    return;
                }
                case Outcome.Refused(var why) -> form.wrong("email", why);
            }
        }
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        show(ctx, view, form);
    }

    private void setRole(Context ctx) {
        var view = view(ctx);
        var role = Form.of(ctx).choice("role", Role.class);
        var member = OrganisationPages.number(ctx, "member");
        var who = Visit.worker(ctx).actor();
        if (role.isEmpty()) pages.goBack(ctx, path(view), Message.of("web.no-choice"));
        else tell(ctx, view, desks.organisations().setRole(view.account().id(), member, role.get(), true, who));
    }

    private void remove(Context ctx) {
        var view = view(ctx);
        var member = OrganisationPages.number(ctx, "member");
        var who = Visit.worker(ctx).actor();
        tell(ctx, view, desks.organisations().remove(view.account().id(), member, true, who));
    }

    private void tell(Context ctx, View view, Outcome outcome) {
        switch (outcome) {
            case Outcome.Done() -> pages.goOn(ctx, path(view), Message.of("customer.did-change"));
            case Outcome.Refused(var why) -> pages.goBack(ctx, path(view), why);
        }
    }

    private void setBudget(Context ctx) {
        var view = view(ctx);
        var form = Form.of(ctx);
        var monthly = form.has("monthly") ? form.money("monthly") : Money.ZERO;
        if (!form.isFaultless()) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            show(ctx, view, form);
            return;
        }
        desks.organisations()
                .setBudget(view.account().id(), monthly, Visit.worker(ctx).actor());
        pages.goOn(ctx, path(view), Message.of("customer.did-change"));
    }
}
