package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.customers.Customer;
import platen.customers.SignIns;
import platen.customers.SigningIn;
import platen.people.Sessions;
import platen.values.Message;

/// Where customers sign in and out. The answer is the same whether an address has an account or not.
final class CustomerSignInPages {
    static final String HOME = "/account";
    private static final int SECONDS_A_MINUTE = 60;

    private final PageMaker pages;
    private final CustomerGate gate;
    private final CustomerDesks desks;

    CustomerSignInPages(PageMaker pages, CustomerGate gate, CustomerDesks desks) {
        this.pages = pages;
        this.gate = gate;
        this.desks = desks;
    }

    void addTo(Routes routes) {
        routes.get(CustomerGate.SIGN_IN, Access.ANYONE, this::form);
        routes.post("/account/link", Access.ANYONE, this::askLink);
        routes.post(CustomerGate.SIGN_IN, Access.ANYONE, this::signIn);
        routes.get("/account/enter/{token}", Access.ANYONE, this::link);
        routes.post("/account/enter/{token}", Access.ANYONE, this::enter);
        routes.post("/account/sign-out", Access.ANYONE, this::signOut);
        routes.post("/account/sign-out-everywhere", Access.ANYONE, gate.only(this::signOutEverywhere));
    }

    private void form(Context ctx) {
        if (gate.who(ctx).isPresent()) ctx.redirect(HOME, HttpStatus.SEE_OTHER);
        else pages.show(ctx, "customer/sign-in", model(Form.empty()));
    }

    private Map<String, @Nullable Object> model(Form form) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("form", form);
        model.put("canMail", desks.writing().canMail());
        return model;
    }

    private void askLink(Context ctx) {
        var form = Form.of(ctx);
        var email = form.email("email", SignIns.LONGEST_EMAIL);
        if (email.isEmpty()) form.wrong("email", Message.of("customer.email-missing"));
        if (!form.isFaultless()) {
            pages.showAgain(ctx, "customer/sign-in", model(form));
            return;
        }
        var wait = desks.signIns().askLink(email, network(ctx), pages.language(ctx));
        if (wait.isPresent()) {
            wait(ctx, form, "email", wait.get());
            return;
        }
        var said = desks.writing().canMail() ? "customer.link-mailed" : "customer.link-told";
        pages.goOn(ctx, CustomerGate.SIGN_IN, Message.of(said));
    }

    private void signIn(Context ctx) {
        var form = Form.of(ctx);
        var email = form.email("address", SignIns.LONGEST_EMAIL);
        if (email.isEmpty()) form.wrong("address", Message.of("customer.email-missing"));
        if (form.value("password").isEmpty()) form.wrong("password", Message.of("web.missing"));
        if (!form.isFaultless()) {
            pages.showAgain(ctx, "customer/sign-in", model(form));
            return;
        }
        switch (desks.signIns().signIn(email, form.value("password"), network(ctx))) {
            case SigningIn.Welcome welcome -> welcome(ctx, welcome);
            case SigningIn.Wrong() -> {
                form.wrong("password", Message.of("customer.wrong-password"));
                pages.showAgain(ctx, "customer/sign-in", model(form));
            }
            case SigningIn.Wait(var left) -> wait(ctx, form, "password", left);
        }
    }

    private void wait(Context ctx, Form form, String field, Duration left) {
        var seconds = Math.max(1, left.toSeconds());
        form.wrong(field, Message.of("customer.wait", Math.ceilDiv(seconds, SECONDS_A_MINUTE)));
        ctx.header("Retry-After", Long.toString(seconds)).status(HttpStatus.TOO_MANY_REQUESTS);
        pages.show(ctx, "customer/sign-in", model(form));
    }

    /// Looking at a link does not use it up: programs that fetch links before people do are harmless.
    private void link(Context ctx) {
        ctx.header("Cache-Control", "no-store");
        showLink(ctx, desks.signIns().byLink(ctx.pathParam("token")));
    }

    private void showLink(Context ctx, Optional<String> email) {
        if (email.isEmpty()) ctx.status(HttpStatus.GONE);
        var model = new HashMap<String, @Nullable Object>();
        model.put("email", email.orElse(null));
        pages.show(ctx, "customer/enter", model);
    }

    private void enter(Context ctx) {
        var welcome = desks.signIns().enter(ctx.pathParam("token"));
        if (welcome.isEmpty()) showLink(ctx, Optional.empty());
        else welcome(ctx, welcome.get());
    }

    private void welcome(Context ctx, SigningIn.Welcome welcome) {
        gate.enter(ctx, welcome);
        pages.goOn(ctx, HOME, Message.of("customer.welcome", welcome.customer().email()));
    }

    private void signOut(Context ctx) {
        gate.leave(ctx);
        OpenOrders.forgetAll(ctx);
        pages.goOn(ctx, CustomerGate.SIGN_IN, Message.of("customer.signed-out"));
    }

    private void signOutEverywhere(Context ctx, Customer customer) {
        desks.signIns().signOutEverywhere(customer);
        gate.leave(ctx);
        OpenOrders.forgetAll(ctx);
        pages.goOn(ctx, CustomerGate.SIGN_IN, Message.of("customer.signed-out-all"));
    }

    private static String network(Context ctx) {
        return Sessions.network(Visit.of(ctx).address());
    }
}
