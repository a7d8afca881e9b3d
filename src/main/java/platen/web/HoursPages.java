package platen.web;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.orders.Order;
import platen.orders.Orders;
import platen.people.Person;
import platen.queue.Job;
import platen.queue.Jobs;
import platen.shifts.Entry;
import platen.shifts.HoursDesk;
import platen.shifts.Task;
import platen.shifts.WorkKind;
import platen.values.JobId;
import platen.values.Message;
import platen.values.OrderId;

/// The hours of members: one's own, and all of a month.
final class HoursPages {
    private static final String HOME = "/work/hours";
    private static final int LONGEST_NOTE = 200;
    private static final String KEY = "\\d{1,18}";

    private final PageMaker pages;
    private final Website.Parts parts;
    private final HoursDesk desk;

    HoursPages(PageMaker pages, Website.Parts parts) {
        this.pages = pages;
        this.parts = parts;
        this.desk = new HoursDesk(parts.database(), parts.clock());
    }

    void addTo(Routes routes) {
        routes.get(HOME, Access.WORKER, this::own);
        routes.post(HOME, Access.WORKER, this::enter);
        routes.post(HOME + "/in", Access.WORKER, this::clockIn);
        routes.post(HOME + "/out", Access.WORKER, this::clockOut);
        routes.post(HOME + "/{id}/correct", Access.WORKER, this::correct);
        routes.get(HOME + "/all", Access.COORDINATOR, this::all);
        routes.get(HOME + "/all.csv", Access.COORDINATOR, this::csv);
    }

    /// A member's month.
    public record Member(String name, List<Entry> entries, List<Sum> sums) {}

    /// So long of one kind.
    public record Sum(WorkKind kind, Duration time) {}

    private void own(Context ctx) {
        var who = Visit.worker(ctx);
        var month = month(ctx);
        var entries = desk.of(who.id(), month);
        var model = model(month);
        model.put("running", desk.clock(who.id()).orElse(null));
        model.put("entries", entries);
        model.put("sums", sums(entries));
        model.put("today", LocalDate.ofInstant(parts.clock().instant(), zone()));
        model.put("kinds", WorkKind.values());
        pages.show(ctx, "hours", model);
    }

    private void all(Context ctx) {
        var month = month(ctx);
        var members = new LinkedHashMap<Long, List<Entry>>();
        for (var entry : desk.of(month))
            members.computeIfAbsent(entry.person().value(), _ -> new ArrayList<>())
                    .add(entry);
        var model = model(month);
        model.put(
                "members",
                members.values().stream()
                        .map(entries -> new Member(entries.getFirst().name(), entries, sums(entries)))
                        .toList());
        model.put("kinds", WorkKind.values());
        pages.show(ctx, "hours-all", model);
    }

    private void csv(Context ctx) {
        var month = month(ctx);
        ctx.contentType("text/csv; charset=utf-8");
        ctx.header("Content-Disposition", "attachment; filename=\"hours-" + month + ".csv\"");
        ctx.result(HoursCsv.of(desk.of(month)).getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, @Nullable Object> model(YearMonth month) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("month", month);
        model.put("before", month.minusMonths(1));
        model.put("after", month.isBefore(now()) ? month.plusMonths(1) : null);
        model.put("monthName", month.getMonth().getDisplayName(TextStyle.FULL, Locale.US) + " " + month.getYear());
        return model;
    }

    private static List<Sum> sums(List<Entry> entries) {
        var sums = new EnumMap<WorkKind, Duration>(WorkKind.class);
        for (var entry : entries) if (entry.minutes() > 0) sums.merge(entry.kind(), entry.time(), Duration::plus);
        return sums.entrySet().stream()
                .map(sum -> new Sum(sum.getKey(), sum.getValue()))
                .toList();
    }

    /// The one that is asked for; this one where none is.
    private YearMonth month(Context ctx) {
        try {
            return Optional.ofNullable(ctx.queryParam("month"))
                    .map(YearMonth::parse)
                    .orElseGet(this::now);
        } catch (DateTimeParseException e) {
            return now();
        }
    }

    private YearMonth now() {
        return YearMonth.from(LocalDate.ofInstant(parts.clock().instant(), zone()));
    }

    private ZoneId zone() {
        return pages.shop().zone();
    }

    private void clockIn(Context ctx) {
        var form = Form.of(ctx);
        var task = task(form);
        if (!form.isFaultless()) refuse(ctx, form);
        else if (desk.clockIn(Visit.worker(ctx), task)) pages.goOn(ctx, back(form), Message.of("shifts.done-in"));
        else pages.goBack(ctx, back(form), Message.of("shifts.clocked-in-already"));
    }

    private void clockOut(Context ctx) {
        var form = Form.of(ctx);
        var against = desk.clockOut(Visit.worker(ctx), !form.value("counted").equals("no"), zone());
        tell(ctx, form, against, "shifts.done-out");
    }

    private void enter(Context ctx) {
        var form = Form.of(ctx);
        var task = task(form);
        var minutes = form.number("minutes", 1, HoursDesk.MOST_MINUTES);
        var day = day(form);
        if (!form.isFaultless() || day == null) refuse(ctx, form);
        else tell(ctx, form, desk.enter(Visit.worker(ctx), day, minutes, task, zone()), "shifts.done-noted");
    }

    private static @Nullable LocalDate day(Form form) {
        try {
            return LocalDate.parse(form.value("day").strip());
        } catch (DateTimeParseException e) {
            form.wrong("day", Message.of("shifts.no-such-day"));
            return null;
        }
    }

    private void correct(Context ctx) {
        var form = Form.of(ctx);
        var minutes = form.number("minutes", 0, HoursDesk.MOST_MINUTES);
        var kind = form.choice("kind", WorkKind.class).orElse(WorkKind.PAID);
        var reason = form.need("reason", LONGEST_NOTE);
        var id = ctx.pathParam("id");
        if (!form.isFaultless() || !id.matches(KEY)) refuse(ctx, form);
        else {
            Person who = Visit.worker(ctx);
            tell(ctx, form, desk.correct(who, Long.parseLong(id), minutes, kind, reason), "shifts.done-noted");
        }
    }

    private Task task(Form form) {
        var kind = form.choice("kind", WorkKind.class).orElse(WorkKind.PAID);
        var what = form.may("for", LONGEST_NOTE);
        var note = form.may("note", LONGEST_NOTE);
        if (what.isEmpty()) return new Task(kind, null, null, note);
        var job = job(what);
        var order = job == null ? order(what) : null;
        if (job == null && order == null) form.wrong("for", Message.of("shifts.no-such-order"));
        return new Task(kind, order, job, note);
    }

    private @Nullable JobId job(String written) {
        var number = written.replaceFirst("^#", "");
        if (!written.startsWith("#") || !number.matches(KEY)) return null;
        return parts.database()
                .reading(Jobs.class)
                .find(new JobId(Long.parseLong(number)))
                .map(Job::id)
                .orElse(null);
    }

    private @Nullable OrderId order(String written) {
        return parts.database()
                .reading(Orders.class)
                .byCode(written.toUpperCase(Locale.ROOT))
                .map(Order::id)
                .orElse(null);
    }

    private void refuse(Context ctx, Form form) {
        var why = form.errors().values().stream().findFirst().orElse(Message.of("shifts.no-entry"));
        pages.goBack(ctx, back(form), why);
    }

    private void tell(Context ctx, Form form, Optional<Message> against, String done) {
        if (against.isPresent()) pages.goBack(ctx, back(form), against.get());
        else pages.goOn(ctx, back(form), Message.of(done));
    }

    private static String back(Form form) {
        return PageMaker.local(form.value("back")).orElse(HOME);
    }
}
