package platen.web;

import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import platen.people.Accounts;
import platen.people.Invitations;
import platen.people.Role;
import platen.people.TeamDesk;
import platen.people.TeamRules;
import platen.values.Message;

/// Who works here: seen by all who do, changed by coordinators.
final class PeoplePages {
    private final PageMaker pages;
    private final Accounts accounts;
    private final TeamDesk team;
    private final Invitations invitations;

    PeoplePages(PageMaker pages, Website.Parts parts) {
        this.pages = pages;
        this.accounts = parts.accounts();
        this.team = new TeamDesk(parts.database(), parts.clock());
        this.invitations = new Invitations(parts.database(), parts.clock());
    }

    void addTo(Routes routes) {
        routes.get("/work/people", Access.WORKER, ctx -> show(ctx, null));
        routes.post("/work/people/invite", Access.COORDINATOR, this::invite);
        routes.post("/work/people/invitations/{mark}/take-back", Access.COORDINATOR, this::takeBack);
        routes.post("/work/people/rules", Access.COORDINATOR, this::setRules);
    }

    private void show(Context ctx, @Nullable String invitation) {
        var model = new HashMap<String, @Nullable Object>(Map.of("people", accounts.present()));
        model.put("invitation", invitation);
        model.put("invitations", invitations.open());
        model.put("rules", team.rules());
        model.put("role", Role.WORKER.name());
        pages.show(ctx, "people", model);
    }

    private void invite(Context ctx) {
        var role = Form.of(ctx).choice("role", Role.class).orElse(Role.WORKER);
        show(ctx, "/link/" + accounts.invite(Visit.worker(ctx), role));
    }

    private void takeBack(Context ctx) {
        var done = invitations.takeBack(Visit.worker(ctx), ctx.pathParam("mark"));
        if (done) pages.goOn(ctx, "/work/people", Message.of("team.invitation-taken-back"));
        else pages.goBack(ctx, "/work/people", Message.of("team.invitation-over"));
    }

    private void setRules(Context ctx) {
        var form = Form.of(ctx);
        var limit = form.isSent("limit") ? form.money("limit") : team.rules().refundLimit();
        if (!form.isFaultless()) {
            pages.goBack(ctx, "/work/people", Message.of("web.no-amount"));
            return;
        }
        var rules = new TeamRules(form.ticked("factor"), form.ticked("second"), limit);
        var against = team.set(Visit.worker(ctx), rules);
        if (against.isPresent()) pages.goBack(ctx, "/work/people", against.get());
        else pages.goOn(ctx, "/work/people", Message.of("team.rules-set"));
    }
}
