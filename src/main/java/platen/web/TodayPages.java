package platen.web;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import platen.alerts.Duty;
import platen.alerts.DutyDesk;
import platen.shifts.NoteDesk;
import platen.values.Json;
import platen.values.Message;
import platen.web.TodayItem.Section;

/// Today: what a worker looks at first; and what one shift tells the next.
final class TodayPages {
    private static final String HOME = "/work/today";
    private static final String NOTES = "/work/notes";
    private static final String KEY = "\\d{1,18}";

    private final PageMaker pages;
    private final Live live;
    private final Today today;
    private final NoteDesk notes;
    private final DutyDesk duty;

    TodayPages(PageMaker pages, Live live, Today today, Website.Parts parts) {
        this.pages = pages;
        this.live = live;
        this.today = today;
        this.notes = new NoteDesk(parts.database(), parts.clock());
        this.duty = new DutyDesk(parts.database(), parts.clock());
    }

    void addTo(Routes routes) {
        routes.get(HOME, Access.WORKER, this::today);
        routes.get(HOME + "/live", Access.WORKER, ctx -> live.stream(ctx, _ -> true));
        routes.get(HOME + "/count", Access.WORKER, this::count);
        routes.get(NOTES, Access.WORKER, this::notes);
        routes.post(NOTES, Access.WORKER, this::leave);
        routes.post(NOTES + "/{id}/done", Access.WORKER, this::done);
        routes.post("/work/me/duty", Access.SELF, this::setDuty);
    }

    /// What stands under one heading.
    public record Part(Section section, List<TodayItem> items) {}

    private void today(Context ctx) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("cursor", live.cursor());
        var items = today.look();
        var found = new ArrayList<Part>();
        Arrays.stream(Section.values())
                .map(section -> new Part(
                        section,
                        items.stream().filter(item -> item.section() == section).toList()))
                .filter(part -> !part.items().isEmpty())
                .forEach(found::add);
        model.put("found", found);
        model.put("notes", notes.open());
        model.put("duty", duty.of(Visit.worker(ctx).id()));
        pages.show(ctx, "today", model);
    }

    /// For pages that are open: it is asked for now and then.
    private void count(Context ctx) {
        ctx.contentType("application/json").result(Json.write(today.needs()));
    }

    private void notes(Context ctx) {
        var asked = ctx.queryParam("before");
        var before = asked != null && asked.matches(KEY) ? Long.parseLong(asked) : Long.MAX_VALUE;
        var found = notes.before(before);
        pages.show(
                ctx,
                "notes",
                Map.of(
                        "notes",
                        found,
                        "earlier",
                        found.isEmpty() ? 0 : found.getLast().id()));
    }

    private void leave(Context ctx) {
        var form = Form.of(ctx);
        var body = form.lines("body", NoteDesk.LONGEST);
        if (body.isEmpty()) form.wrong("body", Message.of("web.missing"));
        var wrong = form.error("body");
        if (wrong != null) {
            pages.goBack(ctx, Acts.back(form), wrong);
            return;
        }
        notes.leave(Visit.worker(ctx), body);
        pages.goOn(ctx, Acts.back(form), Message.of("shifts.done-note"));
    }

    private void done(Context ctx) {
        var form = Form.of(ctx);
        var id = ctx.pathParam("id");
        if (id.matches(KEY) && notes.done(Visit.worker(ctx), Long.parseLong(id)))
            pages.goOn(ctx, Acts.back(form), Message.of("shifts.done-done"));
        else pages.goBack(ctx, Acts.back(form), Message.of("shifts.done-before"));
    }

    private void setDuty(Context ctx) {
        var form = Form.of(ctx);
        var wished = form.value("duty").equals("on") ? Duty.ON : Duty.OFF;
        var against = duty.setDuty(Visit.worker(ctx), wished);
        if (against.isPresent()) pages.goBack(ctx, "/work/me#reach", against.get());
        else pages.goOn(ctx, Acts.back(form), Message.of(wished == Duty.ON ? "alerts.now-on" : "alerts.now-off"));
    }
}
