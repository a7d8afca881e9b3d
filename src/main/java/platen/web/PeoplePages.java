package platen.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import platen.people.Accounts;
import platen.people.Role;
import platen.values.Message;
import platen.values.PersonId;

/// Who works here: seen by all who do, changed by coordinators.
final class PeoplePages {
    private final PageMaker pages;
    private final Accounts accounts;

    PeoplePages(PageMaker pages, Accounts accounts) {
        this.pages = pages;
        this.accounts = accounts;
    }

    void addTo(Routes routes) {
        routes.get("/work/people", Access.WORKER, ctx -> show(ctx, null));
        routes.post("/work/people/invite", Access.COORDINATOR, this::invite);
        routes.post("/work/people/{id}/leave", Access.COORDINATOR, this::leave);
    }

    private void show(Context ctx, @Nullable String invitation) {
        var model = new HashMap<String, @Nullable Object>(Map.of("people", accounts.present()));
        model.put("invitation", invitation);
        pages.show(ctx, "people", model);
    }

    private void invite(Context ctx) {
        var role = Form.of(ctx).choice("role", Role.class).orElse(Role.WORKER);
        show(ctx, "/link/" + accounts.invite(Visit.worker(ctx), role));
    }

    private void leave(Context ctx) {
        var who = ctx.pathParam("id");
        if (!who.matches("\\d{1,18}")) throw new NotFoundResponse();
        var left = accounts.leave(Visit.worker(ctx), new PersonId(Long.parseLong(who)));
        pages.goOn(ctx, "/work/people", Message.of(left ? "web.account-ended" : "web.account-stays"));
    }
}
