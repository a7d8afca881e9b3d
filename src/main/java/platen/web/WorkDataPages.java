package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import platen.privacy.FileKeeping;
import platen.privacy.FileKeeping.Outcome;
import platen.privacy.Forgetting;
import platen.privacy.KeepingRule;
import platen.values.Message;

/// What is kept of customers, for workers: the rule, what is deleted next, and keeping the files of an order.
final class WorkDataPages {
    private final PageMaker pages;
    private final FileKeeping keeping;
    private final Forgetting forgetting;

    WorkDataPages(PageMaker pages, Website.Parts parts) {
        this.pages = pages;
        this.keeping = new FileKeeping(parts.database(), parts.files(), parts.clock());
        this.forgetting = new Forgetting(parts.database(), parts.files(), parts.clock());
    }

    void addTo(Routes routes) {
        routes.get("/work/data", Access.WORKER, ctx -> show(ctx, Form.empty()));
        routes.post("/work/data/rule", Access.COORDINATOR, this::setRule);
        routes.post("/work/orders/{id}/keep", Access.WORKER, this::keep);
        routes.post("/work/orders/{id}/let-go", Access.WORKER, this::letGo);
        routes.post("/work/orders/{id}/forget", Access.COORDINATOR, this::forget);
    }

    private void show(Context ctx, Form form) {
        var rule = keeping.rule();
        var lists = keeping.lists();
        var model = new HashMap<String, @Nullable Object>();
        model.put("rule", rule);
        model.put("mayChange", Access.COORDINATOR.admits(Visit.of(ctx).person()));
        model.put("form", form.over(known(rule)));
        model.put("next", lists.next());
        model.put("kept", lists.kept());
        pages.show(ctx, "data", model);
    }

    private static Map<String, String> known(KeepingRule rule) {
        return Map.of(
                "days", Integer.toString(rule.days()),
                "mostDays", Integer.toString(rule.mostDays()),
                "backupDays", rule.backupDays() == null ? "" : rule.backupDays().toString());
    }

    private void setRule(Context ctx) {
        var form = Form.of(ctx);
        var days = form.number("days", 0, KeepingRule.MOST_DAYS);
        var most = form.number("mostDays", 0, KeepingRule.MOST_DAYS);
        var backups = form.has("backupDays") ? form.number("backupDays", 0, KeepingRule.MOST_DAYS) : null;
        if (!form.isFaultless()) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            show(ctx, form);
            return;
        }
        keeping.setRule(new KeepingRule(days, most, backups), Visit.worker(ctx).actor());
        pages.goOn(ctx, "/work/data", Message.of("data.done-rule"));
    }

    private void keep(Context ctx) {
        var form = Form.of(ctx);
        var until = DataPages.day(form, "until");
        if (until == null) {
            pages.goBack(ctx, Acts.back(form), Message.of("data.day-missing"));
            return;
        }
        var outcome = keeping.keep(Acts.order(ctx), until, Visit.worker(ctx).actor());
        tell(ctx, form, outcome, "data.done-keep");
    }

    private void letGo(Context ctx) {
        var outcome = keeping.keepNoLonger(Acts.order(ctx), Visit.worker(ctx).actor());
        tell(ctx, Form.of(ctx), outcome, "data.done-keep-no");
    }

    private void forget(Context ctx) {
        var form = Form.of(ctx);
        if (!form.ticked("sure")) {
            pages.goBack(ctx, Acts.back(form), Message.of("data.sure-missing"));
            return;
        }
        var outcome = forgetting.forget(Acts.order(ctx), Visit.worker(ctx).actor());
        tell(ctx, form, outcome, "data.done-forget");
    }

    private void tell(Context ctx, Form form, Outcome outcome, String done) {
        switch (outcome) {
            case Outcome.Done() -> pages.goOn(ctx, Acts.back(form), Message.of(done));
            case Outcome.Refused(var why) -> pages.goBack(ctx, Acts.back(form), why);
        }
    }
}
