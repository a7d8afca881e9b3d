package platen.web;

import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import platen.people.Accounts;
import platen.people.Role;

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
    }

    private void show(Context ctx, @Nullable String invitation) {
        var model = new HashMap<String, @Nullable Object>(Map.of("people", accounts.present()));
        model.put("invitation", invitation);
        model.put("role", Role.WORKER.name());
        pages.show(ctx, "people", model);
    }

    private void invite(Context ctx) {
        var role = Form.of(ctx).choice("role", Role.class).orElse(Role.WORKER);
        show(ctx, "/link/" + accounts.invite(Visit.worker(ctx), role));
    }
}
