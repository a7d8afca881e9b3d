package platen.web;

import io.javalin.http.Context;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import platen.customers.CustomersToTell;
import platen.values.Message;

/// Where workers tell customers what no mail could bring them: the link is made here, and shown once.
final class LetterPages {
    private static final String LIST = "/work/tell";

    private final PageMaker pages;
    private final CustomersToTell toTell;

    LetterPages(PageMaker pages, CustomersToTell toTell) {
        this.pages = pages;
        this.toTell = toTell;
    }

    void addTo(Routes routes) {
        routes.post("/work/tell/letters/{letter}", Access.WORKER, this::ready);
        routes.post("/work/tell/letters/{letter}/told", Access.WORKER, this::told);
    }

    private void ready(Context ctx) {
        ctx.header("Cache-Control", "no-store");
        var letter = OrganisationPages.number(ctx, "letter");
        var ready = toTell.ready(letter, Visit.worker(ctx).actor());
        if (ready.isEmpty()) {
            pages.goBack(ctx, LIST, Message.of("queue.too-late"));
            return;
        }
        var model = new HashMap<String, @Nullable Object>();
        model.put("ready", ready.get());
        pages.show(ctx, "customer/letter", model);
    }

    private void told(Context ctx) {
        var letter = OrganisationPages.number(ctx, "letter");
        if (toTell.told(letter, Visit.worker(ctx).actor())) pages.goOn(ctx, LIST, Message.of("talk.done-told"));
        else pages.goBack(ctx, LIST, Message.of("queue.too-late"));
    }
}
