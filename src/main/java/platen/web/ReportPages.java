package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.events.Events;
import platen.events.Subject;
import platen.machines.Watts;
import platen.orders.PriceDesk;
import platen.pricing.PriceBookWriter;
import platen.reports.Everything;
import platen.reports.Failures;
import platen.reports.Period;
import platen.reports.Report;
import platen.reports.Table;
import platen.values.Message;

/// Reports, each table as CSV, too; every record to take along; and the measured allowance for prints that fail.
final class ReportPages {
    private static final int MOST_WATTS = 100_000;
    private static final int MONTHS_OF_QUARTER = 3;

    private final PageMaker pages;
    private final Website.Parts parts;
    private final Report report;
    private final PriceDesk prices;
    private final Failures failures;
    private final Everything everything;

    ReportPages(PageMaker pages, Website.Parts parts) {
        this.pages = pages;
        this.parts = parts;
        this.report = new Report(parts.database(), parts.clock());
        this.prices = new PriceDesk(parts.database(), parts.clock());
        this.failures = new Failures(parts.database());
        this.everything = new Everything(parts.database());
    }

    void addTo(Routes routes) {
        routes.get("/work/reports", Access.VIEWER, this::show);
        routes.get("/work/reports/{table}.csv", Access.VIEWER, ctx -> csv(ctx, production(period(ctx))));
        routes.get("/work/reports/money/{table}.csv", Access.BOOKS, ctx -> csv(ctx, report.money(period(ctx))));
        routes.get("/work/export.zip", Access.COORDINATOR, this::export);
        routes.post("/work/prices/failures", Access.COORDINATOR, this::take);
        routes.post("/work/machines/{id}/watts", Access.WORKER, this::setWatts);
    }

    /// This month where nothing else is asked for.
    private Period period(Context ctx) {
        var today = today();
        var to = day(ctx, "to").orElse(today);
        return Period.of(
                day(ctx, "from").orElse(to.withDayOfMonth(1)), to, pages.shop().zone());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(parts.clock().instant(), pages.shop().zone());
    }

    private static Optional<LocalDate> day(Context ctx, String name) {
        try {
            return Optional.ofNullable(ctx.queryParam(name)).map(LocalDate::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// A span that one touch chooses.
    public record Span(String title, LocalDate from, LocalDate to) {}

    private List<Span> spans() {
        var today = today();
        var month = today.withDayOfMonth(1);
        var quarter = month.minusMonths((month.getMonthValue() - 1) % MONTHS_OF_QUARTER);
        return List.of(
                new Span("This month", month, today),
                new Span("Last month", month.minusMonths(1), month.minusDays(1)),
                new Span("This quarter", quarter, today),
                new Span("This year", today.withDayOfYear(1), today),
                new Span(
                        "Last year",
                        today.withDayOfYear(1).minusYears(1),
                        today.withDayOfYear(1).minusDays(1)));
    }

    private List<Table> production(Period period) {
        return report.production(period, pages.shop().hours());
    }

    private void show(Context ctx) {
        var period = period(ctx);
        var model = new HashMap<String, @Nullable Object>();
        model.put("from", period.from().toString());
        model.put("to", period.to().toString());
        model.put("spans", spans());
        var seesMoney = Access.BOOKS.admits(Visit.of(ctx).person());
        model.put("money", seesMoney ? report.money(period) : List.of());
        model.put("production", production(period));
        pages.show(ctx, "reports", model);
    }

    private void csv(Context ctx, List<Table> tables) {
        var name = ctx.pathParam("table");
        var table = tables.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(NotFoundResponse::new);
        var period = period(ctx);
        var file = table.name() + "-" + period.from() + "-" + period.to() + ".csv";
        ctx.contentType("text/csv; charset=utf-8");
        ctx.header("Content-Disposition", "attachment; filename=\"" + file + "\"");
        ctx.result(table.csv().getBytes(StandardCharsets.UTF_8));
    }

    /// As a file to be saved, written while it is sent.
    private void export(Context ctx) throws IOException {
        ctx.header("Cache-Control", "private, no-store")
                .header("Content-Disposition", "attachment; filename=\"platen-" + today() + ".zip\"")
                .contentType("application/zip")
                .disableCompression();
        if (ctx.method().equals(HandlerType.HEAD)) return;
        everything.zip(ctx.outputStream());
    }

    /// Keeps the prices in force with the measured allowance; nobody is charged by them until they are published.
    private void take(Context ctx) {
        var current = prices.current().orElse(null);
        var measured = current == null ? null : failures.measure(current.book());
        if (current == null || measured == null || measured.suggested() == null) {
            pages.goBack(ctx, "/work/prices", Message.of("web.failures-too-few", Failures.ENOUGH));
            return;
        }
        var version = prices.keep(PriceBookWriter.write(Failures.with(current.book(), measured.suggested())));
        ctx.redirect("/work/prices/" + version, HttpStatus.SEE_OTHER);
    }

    private void setWatts(Context ctx) {
        var form = Form.of(ctx);
        var watts = form.has("watts") ? Integer.valueOf(form.number("watts", 1, MOST_WATTS)) : null;
        var machine = Acts.machine(ctx);
        if (!form.isFaultless()) {
            pages.goBack(ctx, Acts.back(form), form.errors().values().iterator().next());
            return;
        }
        var who = Visit.worker(ctx).actor();
        var isSet = parts.database().change(change -> {
            if (!change.attach(Watts.class).set(machine, watts)) return false;
            var what = watts == null ? Message.of("queue.watts-unknown") : Message.of("queue.watts-set", watts);
            Events.write(change, parts.clock().instant(), who, Subject.of(machine), what);
            return true;
        });
        if (!isSet) throw new NotFoundResponse();
        pages.goOn(ctx, Acts.back(form), Message.of("web.saved"));
    }
}
