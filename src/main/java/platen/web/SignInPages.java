package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import platen.people.Accounts;
import platen.people.Link;
import platen.people.Opening;
import platen.people.Person;
import platen.people.Sessions;
import platen.people.SignIn;
import platen.shop.Step;
import platen.values.Message;

/// Signing in and out, and making an account through a link.
final class SignInPages {
    private static final String HOME = "/work";
    private static final int LONGEST = 200;

    private final PageMaker pages;
    private final Gate gate;
    private final Accounts accounts;
    private final Sessions sessions;

    SignInPages(PageMaker pages, Gate gate, Accounts accounts, Sessions sessions) {
        this.pages = pages;
        this.gate = gate;
        this.accounts = accounts;
        this.sessions = sessions;
    }

    void addTo(Routes routes) {
        routes.get("/sign-in", Access.ANYONE, this::form);
        routes.post("/sign-in", Access.ANYONE, this::signIn);
        routes.post("/sign-out", Access.ANYONE, this::signOut);
        routes.get("/link/{token}", Access.ANYONE, this::link);
        routes.post("/link/{token}", Access.ANYONE, this::follow);
    }

    private void form(Context ctx) {
        var next = ctx.queryParam("next");
        pages.show(ctx, "sign-in", model(Form.of(Map.of("next", next == null ? "" : next))));
    }

    private void signIn(Context ctx) {
        var form = Form.of(ctx);
        var email = form.need("email", LONGEST);
        if (form.value("password").isEmpty()) form.wrong("password", Message.of("web.missing"));
        if (!form.isFaultless()) {
            pages.showAgain(ctx, "sign-in", model(form));
            return;
        }
        switch (sessions.signIn(email, form.value("password"), Visit.of(ctx).address())) {
            case SignIn.Welcome welcome ->
                enter(ctx, welcome, PageMaker.local(form.value("next")).orElse(HOME));
            case SignIn.Wrong() -> {
                form.wrong("password", Message.of("web.wrong-password"));
                pages.showAgain(ctx, "sign-in", model(form));
            }
            case SignIn.Wait(var left) -> {
                form.wrong(
                        "email",
                        Message.of("web.wait", Math.max(1, left.plusSeconds(59).toMinutes())));
                ctx.header("Retry-After", Long.toString(left.toSeconds() + 1));
                ctx.status(HttpStatus.TOO_MANY_REQUESTS);
                pages.show(ctx, "sign-in", model(form));
            }
        }
    }

    private void signOut(Context ctx) {
        gate.signOut(ctx);
        pages.goOn(ctx, "/sign-in", Message.of("web.signed-out-now"));
    }

    /// Looking at a link does not use it up: programs that fetch links before people do are harmless.
    private void link(Context ctx) {
        var link = accounts.link(ctx.pathParam("token"));
        if (link.isEmpty()) spent(ctx);
        else pages.show(ctx, "link", model(link.get(), Form.empty()));
    }

    private void follow(Context ctx) {
        var token = ctx.pathParam("token");
        var link = accounts.link(token);
        if (link.isEmpty()) spent(ctx);
        else if (link.get().purpose() == Link.Purpose.SIGN_IN) {
            var welcome = sessions.signIn(token);
            if (welcome.isEmpty()) spent(ctx);
            else enter(ctx, welcome.get(), HOME);
        } else open(ctx, token, link.get());
    }

    private void open(Context ctx, String token, Link link) {
        var form = Form.of(ctx);
        switch (accounts.open(token, form.value("name"), form.value("email"), form.value("password"))) {
            case Opening.Opened(Person person) -> enter(ctx, sessions.begin(person), start());
            case Opening.LinkSpent() -> spent(ctx);
            case Opening.Refused(var problems) -> {
                problems.forEach(problem -> form.wrong(problem.field(), problem.what()));
                pages.showAgain(ctx, "link", model(link, form));
            }
        }
    }

    /// The first-run guide, as long as it is not done.
    private String start() {
        return pages.shop().done().contains(Step.SHOP) ? HOME : "/guide";
    }

    private void enter(Context ctx, SignIn.Welcome welcome, String next) {
        gate.signIn(ctx, welcome);
        pages.goOn(ctx, next, Message.of("web.welcome", welcome.person().name()));
    }

    private void spent(Context ctx) {
        ctx.status(HttpStatus.GONE);
        pages.show(ctx, "link-spent", Map.of());
    }

    private static Map<String, @Nullable Object> model(Form form) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("form", form);
        return model;
    }

    private static Map<String, @Nullable Object> model(Link link, Form form) {
        var model = model(form);
        model.put("purpose", link.purpose().name());
        model.put("until", link.expiresAt());
        return model;
    }
}
