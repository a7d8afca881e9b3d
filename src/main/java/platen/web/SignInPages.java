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
        routes.post("/sign-in/code", Access.ANYONE, this::code);
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
        answer(ctx, form, "password", sessions.signIn(email, form.value("password"), Visit.place(ctx)));
    }

    private void code(Context ctx) {
        var form = Form.of(ctx);
        if (!form.has("code")) form.wrong("code", Message.of("web.missing"));
        if (!form.isFaultless()) pages.showAgain(ctx, "sign-in-code", model(form));
        else answer(ctx, form, "code", sessions.code(form.value("half"), form.value("code")));
    }

    /// `field` is the one that was asked for.
    private void answer(Context ctx, Form form, String field, SignIn outcome) {
        var page = field.equals("code") ? "sign-in-code" : "sign-in";
        switch (outcome) {
            case SignIn.Welcome welcome ->
                enter(ctx, welcome, PageMaker.local(form.value("next")).orElse(home(welcome.person())));
            case SignIn.NeedsCode(var half) -> askCode(ctx, half, form.value("next"));
            case SignIn.Wrong() -> {
                form.wrong(field, Message.of(field.equals("code") ? "web.wrong-code" : "web.wrong-password"));
                pages.showAgain(ctx, page, model(form));
            }
            case SignIn.Wait(var left) -> {
                form.wrong(
                        field.equals("code") ? field : "email",
                        Message.of("web.wait", Math.max(1, left.plusSeconds(59).toMinutes())));
                ctx.header("Retry-After", Long.toString(left.toSeconds() + 1));
                ctx.status(HttpStatus.TOO_MANY_REQUESTS);
                pages.show(ctx, page, model(form));
            }
            case SignIn.Late() -> pages.goBack(ctx, "/sign-in", Message.of("web.code-late"));
        }
    }

    private void askCode(Context ctx, String half, String next) {
        pages.show(ctx, "sign-in-code", model(Form.of(Map.of("half", half, "next", next))));
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
            var outcome = sessions.signIn(token, Visit.place(ctx));
            if (outcome.isEmpty()) spent(ctx);
            else answer(ctx, Form.empty(), "password", outcome.get());
        } else open(ctx, token, link.get());
    }

    private void open(Context ctx, String token, Link link) {
        var form = Form.of(ctx);
        switch (accounts.open(token, form.value("name"), form.value("email"), form.value("password"))) {
            case Opening.Opened(Person person) -> enter(ctx, sessions.begin(person, Visit.place(ctx)), start(person));
            case Opening.LinkSpent() -> spent(ctx);
            case Opening.Refused(var problems) -> {
                problems.forEach(problem -> form.wrong(problem.field(), problem.what()));
                pages.showAgain(ctx, "link", model(link, form));
            }
        }
    }

    /// Viewers see the queue, and nothing that is to be done.
    static String home(Person who) {
        return who.acts() ? "/work/today" : "/work";
    }

    /// The first-run guide, as long as it is not done.
    private String start(Person who) {
        return pages.shop().done().contains(Step.SHOP) ? home(who) : "/guide";
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
