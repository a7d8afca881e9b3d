package platen.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.EnumSet;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import platen.people.ProgramKeys;
import platen.people.Scope;
import platen.values.Message;

/// Keys of programs: made, shown once, and withdrawn.
final class KeyPages {
    private static final String PAGE = "/work/keys";
    private static final int LONGEST_NAME = 60;

    private final PageMaker pages;
    private final ProgramKeys keys;

    KeyPages(PageMaker pages, Website.Parts parts) {
        this.pages = pages;
        this.keys = new ProgramKeys(parts.database(), parts.clock());
    }

    void addTo(Routes routes) {
        routes.get(PAGE, Access.COORDINATOR, ctx -> show(ctx, Form.empty(), null));
        routes.post(PAGE, Access.COORDINATOR, this::issue);
        routes.post(PAGE + "/{id}/revoke", Access.COORDINATOR, this::revoke);
    }

    private void show(Context ctx, Form form, @Nullable String key) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("form", form);
        model.put("keys", keys.all());
        model.put("fresh", key);
        if (form.isFaultless()) pages.show(ctx, "keys", model);
        else pages.showAgain(ctx, "keys", model);
    }

    private void issue(Context ctx) {
        var form = Form.of(ctx);
        var name = form.need("name", LONGEST_NAME);
        var scopes = EnumSet.noneOf(Scope.class);
        for (var scope : Scope.values()) if (form.ticked(scope.name())) scopes.add(scope);
        if (scopes.isEmpty()) form.wrong("scopes", Message.of("team.no-scope"));
        if (form.isFaultless()) show(ctx, Form.empty(), keys.issue(Visit.worker(ctx), name, scopes));
        else show(ctx, form, null);
    }

    private void revoke(Context ctx) {
        var id = ctx.pathParam("id");
        if (!id.matches("\\d{1,18}")) throw new NotFoundResponse();
        var revoked = keys.revoke(Visit.worker(ctx), Long.parseLong(id));
        pages.goOn(ctx, PAGE, Message.of(revoked ? "team.key-revoked" : "team.nothing-ended"));
    }
}
