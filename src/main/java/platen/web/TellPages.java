package platen.web;

import io.javalin.http.Context;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import platen.customers.CustomersToTell;
import platen.notices.Mailing;
import platen.notices.Mailroom;
import platen.notices.PickUpRule;
import platen.notices.Post.Outcome;
import platen.notices.Reminders;
import platen.notices.ToTell;
import platen.values.Message;

/// What workers tell customers themselves, and whether mail goes out.
final class TellPages {
    private final PageMaker pages;
    private final Live live;
    private final ToTell toTell;
    private final Mailroom mailroom;
    private final Reminders reminders;
    private final CustomersToTell letters;

    TellPages(
            PageMaker pages,
            Live live,
            ToTell toTell,
            Mailroom mailroom,
            Reminders reminders,
            CustomersToTell letters) {
        this.pages = pages;
        this.live = live;
        this.toTell = toTell;
        this.mailroom = mailroom;
        this.reminders = reminders;
        this.letters = letters;
    }

    void addTo(Routes routes) {
        routes.get("/work/tell", Access.WORKER, this::list);
        routes.post("/work/orders/{id}/told", Access.WORKER, this::told);
        routes.post("/work/orders/{id}/came-back", Access.WORKER, this::cameBack);
        routes.post("/work/shop/mail-test", Access.COORDINATOR, this::trial);
        routes.post("/work/shop/pick-up", Access.COORDINATOR, this::setRule);
    }

    /// Of the messages to customers, for the page of the shop.
    public record Messages(
            Message status, boolean isSetUp, @Nullable Message trouble, PickUpRule rule, String origin) {
        static Messages of(Mailing mailing, Reminders reminders, String origin) {
            return new Messages(mailing.status(), mailing.isSetUp(), mailing.trouble(), reminders.rule(), origin);
        }
    }

    private void list(Context ctx) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("cursor", live.cursor());
        model.put("entries", toTell.entries());
        model.put("letters", letters.entries());
        pages.show(ctx, "tell", model);
    }

    private void told(Context ctx) {
        var form = Form.of(ctx);
        tell(
                ctx,
                form,
                toTell.told(Acts.order(ctx), notice(form), Visit.worker(ctx).actor()),
                "talk.done-told");
    }

    private void cameBack(Context ctx) {
        var form = Form.of(ctx);
        var done =
                toTell.cameBack(Acts.order(ctx), notice(form), Visit.worker(ctx).actor());
        tell(ctx, form, done, "talk.done-came-back");
    }

    private void tell(Context ctx, Form form, boolean isDone, String done) {
        if (isDone) pages.goOn(ctx, Acts.back(form), Message.of(done));
        else pages.goBack(ctx, Acts.back(form), Message.of("queue.too-late"));
    }

    private static long notice(Form form) {
        return form.value("notice").matches("\\d{1,18}") ? Long.parseLong(form.value("notice")) : 0;
    }

    private void trial(Context ctx) {
        var to = Visit.worker(ctx).email();
        switch (mailroom.trial(to)) {
            case Outcome.Accepted() -> pages.goOn(ctx, "/work/shop#messages", Message.of("talk.trial-sent", to));
            case Outcome.Refused(var why) -> pages.goBack(ctx, "/work/shop#messages", why);
            case Outcome.Later(var why) -> pages.goBack(ctx, "/work/shop#messages", why);
            case Outcome.Unreachable(var why) -> pages.goBack(ctx, "/work/shop#messages", why);
        }
    }

    private void setRule(Context ctx) {
        var form = Form.of(ctx);
        var first = form.number("first", 1, PickUpRule.MOST_DAYS - 1);
        var last = form.number("last", 2, PickUpRule.MOST_DAYS);
        if (!form.isFaultless() || first >= last) {
            var why = form.errors().values().stream().findFirst().orElse(Message.of("talk.rule-wrong"));
            pages.goBack(ctx, "/work/shop#messages", why);
            return;
        }
        reminders.setRule(new PickUpRule(first, last), Visit.worker(ctx).actor());
        pages.goOn(ctx, "/work/shop#messages", Message.of("talk.done-rule"));
    }
}
