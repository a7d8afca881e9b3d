package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.customers.Customer;
import platen.customers.Member.Role;
import platen.customers.Organisations.Outcome;
import platen.customers.Organisations.Place;
import platen.customers.SignIns;
import platen.values.Message;
import platen.values.Money;

/// The people and the budget of an organisation, for those of it who may say yes; and the way in for who is invited.
/// Somebody else's organisation is not here.
final class OrganisationPages {
    private final PageMaker pages;
    private final CustomerGate gate;
    private final CustomerDesks desks;

    OrganisationPages(PageMaker pages, CustomerGate gate, CustomerDesks desks) {
        this.pages = pages;
        this.gate = gate;
        this.desks = desks;
    }

    void addTo(Routes routes) {
        routes.get("/account/join/{token}", Access.ANYONE, this::invitation);
        routes.post("/account/join/{token}", Access.ANYONE, this::join);
        var root = "/account/organisations/{account}";
        routes.post(root + "/join", Access.ANYONE, gate.only(this::joinSignedIn));
        routes.get(root, Access.ANYONE, gate.only((ctx, one) -> show(ctx, place(ctx, one), Form.empty())));
        routes.post(root + "/invite", Access.ANYONE, gate.only(this::invite));
        routes.post(root + "/people/{member}", Access.ANYONE, gate.only(this::setRole));
        routes.post(root + "/people/{member}/remove", Access.ANYONE, gate.only(this::remove));
        routes.post(root + "/budget", Access.ANYONE, gate.only(this::setBudget));
    }

    private void invitation(Context ctx) {
        ctx.header("Cache-Control", "no-store");
        showInvitation(ctx, desks.organisations().byLink(ctx.pathParam("token")));
    }

    private void showInvitation(Context ctx, Optional<Place> place) {
        if (place.isEmpty()) ctx.status(HttpStatus.GONE);
        var model = new HashMap<String, @Nullable Object>();
        model.put("place", place.orElse(null));
        pages.show(ctx, "customer/join", model);
    }

    private void join(Context ctx) {
        var place = desks.organisations().byLink(ctx.pathParam("token"));
        var welcome = desks.organisations().join(ctx.pathParam("token"));
        if (place.isEmpty() || welcome.isEmpty()) {
            showInvitation(ctx, Optional.empty());
            return;
        }
        gate.enter(ctx, welcome.get());
        pages.goOn(
                ctx,
                CustomerSignInPages.HOME,
                Message.of("customer.did-join", place.get().account().name()));
    }

    private void joinSignedIn(Context ctx, Customer customer) {
        var place = desks.organisations().of(customer, account(ctx)).orElseThrow(NotFoundResponse::new);
        if (desks.organisations().join(customer, place.account().id()))
            pages.goOn(
                    ctx,
                    CustomerSignInPages.HOME,
                    Message.of("customer.did-join", place.account().name()));
        else ctx.redirect(CustomerSignInPages.HOME, HttpStatus.SEE_OTHER);
    }

    private static long account(Context ctx) {
        return number(ctx, "account");
    }

    static long number(Context ctx, String name) {
        var text = ctx.pathParam(name);
        if (!text.matches("\\d{1,18}")) throw new NotFoundResponse();
        return Long.parseLong(text);
    }

    /// Where the customer may say yes, and so may look after the people.
    private Place place(Context ctx, Customer customer) {
        return desks.organisations()
                .of(customer, account(ctx))
                .filter(place -> place.member().isJoined() && place.member().mayApprove())
                .orElseThrow(NotFoundResponse::new);
    }

    private void show(Context ctx, Place place, Form form) {
        var view = desks.organisations().view(place.account().id()).orElseThrow(NotFoundResponse::new);
        var model = new HashMap<String, @Nullable Object>();
        model.put("view", view);
        model.put("self", place.member());
        model.put("place", path(place));
        if (view.budget().isSet() && form.isFaultless())
            form.fillIn(Map.of("monthly", view.budget().monthly().toString()));
        model.put("form", form);
        pages.show(ctx, "customer/organisation", model);
    }

    private static String path(Place place) {
        return "/account/organisations/" + place.account().id();
    }

    private void invite(Context ctx, Customer customer) {
        var place = place(ctx, customer);
        var form = Form.of(ctx);
        var email = form.email("email", SignIns.LONGEST_EMAIL);
        if (email.isEmpty()) form.wrong("email", Message.of("customer.email-missing"));
        var role = form.choice("role", Role.class);
        if (form.isFaultless() && role.isPresent()) {
            var id = place.account().id();
            switch (desks.organisations().invite(id, email, role.get(), pages.language(ctx), customer.actor())) {
                case Outcome.Done() -> {
                    pages.goOn(ctx, path(place), invited(email));
                    return;
                }
                case Outcome.Refused(var why) -> form.wrong("email", why);
            }
        }
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        show(ctx, place, form);
    }

    private Message invited(String email) {
        return Message.of(desks.writing().canMail() ? "customer.did-invite" : "customer.did-invite-told", email);
    }

    private void setRole(Context ctx, Customer customer) {
        var place = place(ctx, customer);
        var role = Form.of(ctx).choice("role", Role.class);
        if (role.isEmpty()) pages.goBack(ctx, path(place), Message.of("web.no-choice"));
        else {
            var id = place.account().id();
            var member = number(ctx, "member");
            tell(ctx, place, desks.organisations().setRole(id, member, role.get(), false, customer.actor()));
        }
    }

    private void remove(Context ctx, Customer customer) {
        var place = place(ctx, customer);
        var id = place.account().id();
        tell(ctx, place, desks.organisations().remove(id, number(ctx, "member"), false, customer.actor()));
    }

    private void tell(Context ctx, Place place, Outcome outcome) {
        switch (outcome) {
            case Outcome.Done() -> pages.goOn(ctx, path(place), Message.of("customer.did-change"));
            case Outcome.Refused(var why) -> pages.goBack(ctx, path(place), why);
        }
    }

    private void setBudget(Context ctx, Customer customer) {
        var place = place(ctx, customer);
        var form = Form.of(ctx);
        var monthly = form.has("monthly") ? form.money("monthly") : Money.ZERO;
        if (!form.isFaultless()) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            show(ctx, place, form);
            return;
        }
        desks.organisations().setBudget(place.account().id(), monthly, customer.actor());
        pages.goOn(ctx, path(place), Message.of("customer.did-change"));
    }
}
