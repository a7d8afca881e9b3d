package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import platen.notices.LostLinks;
import platen.people.Sessions;
import platen.values.Message;

/// For who has lost the link to an order. The answer is the same whether there is such an order or not.
final class LostPages {
    private static final int LONGEST = 254;
    private static final int SECONDS_A_MINUTE = 60;

    private final PageMaker pages;
    private final LostLinks links;

    LostPages(PageMaker pages, LostLinks links) {
        this.pages = pages;
        this.links = links;
    }

    void addTo(Routes routes) {
        routes.get("/lost", Access.ANYONE, ctx -> show(ctx, Form.empty()));
        routes.post("/lost", Access.ANYONE, this::ask);
    }

    private void show(Context ctx, Form form) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("form", form);
        pages.show(ctx, "lost", model);
    }

    private void ask(Context ctx) {
        var form = Form.of(ctx);
        var asked = form.may("asked", LONGEST);
        if (asked.isEmpty()) form.wrong("asked", Message.of("talk.lost-missing"));
        if (!form.isFaultless()) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            show(ctx, form);
            return;
        }
        var wait = links.ask(asked, Sessions.network(Visit.of(ctx).address()));
        if (wait.isEmpty()) {
            pages.goOn(ctx, "/lost", Message.of("talk.lost-said"));
            return;
        }
        var seconds = Math.max(1, wait.get().toSeconds());
        form.wrong("asked", Message.of("talk.lost-wait", Math.ceilDiv(seconds, SECONDS_A_MINUTE)));
        ctx.header("Retry-After", Long.toString(seconds)).status(HttpStatus.TOO_MANY_REQUESTS);
        show(ctx, form);
    }
}
