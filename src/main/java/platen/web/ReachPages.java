package platen.web;

import io.javalin.http.Context;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import platen.alerts.Dispatcher;
import platen.alerts.Duty;
import platen.alerts.DutyDesk;
import platen.alerts.Way;
import platen.notices.Post.Outcome;
import platen.shifts.HoursDesk;
import platen.templating.Manner;
import platen.templating.Words;
import platen.values.Message;

/// How those who work here are reached, and who is on duty.
final class ReachPages {
    private static final String PLACE = "/work/me#reach";
    private static final String DUTY = "/work/people/duty";
    private static final int LONGEST_ADDRESS = 500;
    private static final int MINUTES = 60;

    private final PageMaker pages;
    private final DutyDesk desk;
    private final HoursDesk hours;
    private final Dispatcher dispatcher;

    ReachPages(PageMaker pages, Dispatcher dispatcher, Website.Parts parts) {
        this.pages = pages;
        this.desk = new DutyDesk(parts.database(), parts.clock());
        this.hours = new HoursDesk(parts.database(), parts.clock());
        this.dispatcher = dispatcher;
    }

    void addTo(Routes routes) {
        routes.post("/work/me/reach", Access.SELF, this::set);
        routes.post("/work/me/reach/test", Access.SELF, this::trial);
        routes.get(DUTY, Access.COORDINATOR, this::onDuty);
        routes.post(DUTY, Access.COORDINATOR, this::setRule);
    }

    private void set(Context ctx) {
        var form = Form.of(ctx);
        var push = form.may("push", LONGEST_ADDRESS);
        var duty = form.choice("duty", Duty.class).orElse(Duty.OFF);
        var from = minute(form, "from");
        var until = minute(form, "until");
        if ((from == null) != (until == null)) form.wrong("from", Message.of("alerts.quiet-both"));
        var wrong = form.errors().values().stream().findFirst();
        var wish = new DutyDesk.Wish(duty, form.ticked("mail"), push, form.ticked("customers"), from, until);
        var against = wrong.isPresent() ? wrong : desk.set(Visit.worker(ctx), wish);
        if (against.isPresent()) pages.goBack(ctx, PLACE, against.get());
        else pages.goOn(ctx, PLACE, Message.of("alerts.saved"));
    }

    private static @Nullable Integer minute(Form form, String field) {
        if (!form.has(field)) return null;
        try {
            var time = LocalTime.parse(form.value(field).strip());
            return time.getHour() * MINUTES + time.getMinute();
        } catch (DateTimeParseException e) {
            form.wrong(field, Message.of("alerts.quiet-both"));
            return null;
        }
    }

    private void trial(Context ctx) {
        var outcomes = dispatcher.trial(Visit.worker(ctx));
        var manner = pages.manner(ctx);
        var said = outcomes.entrySet().stream()
                .map(one -> Words.say(said(one, manner), manner))
                .collect(Collectors.joining(" "));
        var isGood = outcomes.values().stream().allMatch(Outcome.Accepted.class::isInstance);
        if (outcomes.isEmpty()) pages.goBack(ctx, PLACE, Message.of("alerts.trial-none"));
        else if (isGood) pages.goOn(ctx, PLACE, Message.of("alerts.trial-said", said));
        else pages.goBack(ctx, PLACE, Message.of("alerts.trial-said", said));
    }

    private static Message said(Map.Entry<Way, Outcome> one, Manner manner) {
        var isMail = one.getKey() == Way.MAIL;
        return switch (one.getValue()) {
            case Outcome.Accepted() -> Message.of(isMail ? "alerts.trial-mail" : "alerts.trial-push");
            case Outcome.Refused(var why) -> failed(isMail, Words.say(why, manner));
            case Outcome.Later(var why) -> failed(isMail, Words.say(why, manner));
            case Outcome.Unreachable(var why) -> failed(isMail, Words.say(why, manner));
        };
    }

    private static Message failed(boolean isMail, String why) {
        return Message.of(isMail ? "alerts.trial-failed-mail" : "alerts.trial-failed-push", why);
    }

    private void onDuty(Context ctx) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("all", desk.all());
        model.put("atWork", hours.atWork());
        model.put("allowsLan", desk.allowsLan());
        pages.show(ctx, "duty", model);
    }

    private void setRule(Context ctx) {
        desk.allowLan(Visit.worker(ctx), Form.of(ctx).ticked("lan"));
        pages.goOn(ctx, DUTY, Message.of("alerts.saved"));
    }
}
