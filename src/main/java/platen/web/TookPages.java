package platen.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.books.PostCalculation;
import platen.books.PostCalculation.OfJob;
import platen.values.Message;

/// What jobs took against what was quoted: by product over a span of time, and as CSV; and where workers note
/// what only they know.
final class TookPages {
    private static final int USUAL_DAYS = 31;
    private static final int MOST_MINUTES = 100_000;
    private static final int MOST_SHEETS = 10_000_000;
    private static final int LONGEST_NOTE = 300;

    private final PageMaker pages;
    private final PostCalculation calculation;
    private final Website.Parts parts;

    TookPages(PageMaker pages, PostCalculation calculation, Website.Parts parts) {
        this.pages = pages;
        this.calculation = calculation;
        this.parts = parts;
    }

    void addTo(Routes routes) {
        routes.get("/work/took", Access.BOOKS, this::products);
        routes.get("/work/took.csv", Access.BOOKS, this::csv);
        routes.post("/work/jobs/{id}/took", Access.WORKER, this::note);
    }

    private record Span(LocalDate from, LocalDate to) {}

    /// Both days count; the last month where nothing else is asked for.
    private Span span(Context ctx) {
        var today = LocalDate.ofInstant(parts.clock().instant(), pages.shop().zone());
        var to = day(ctx, "to").orElse(today);
        return new Span(day(ctx, "from").orElse(to.minusDays(USUAL_DAYS)), to);
    }

    private static Optional<LocalDate> day(Context ctx, String name) {
        try {
            return Optional.ofNullable(ctx.queryParam(name)).map(LocalDate::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private List<OfJob> jobs(Span span) {
        return calculation.jobs(start(span.from()), start(span.to().plusDays(1)));
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(pages.shop().zone()).toInstant();
    }

    private void products(Context ctx) {
        var span = span(ctx);
        var jobs = jobs(span);
        var model = new HashMap<String, @Nullable Object>();
        model.put("from", span.from().toString());
        model.put("to", span.to().toString());
        model.put("products", PostCalculation.byProduct(jobs));
        model.put("jobs", jobs);
        pages.show(ctx, "took", model);
    }

    private void csv(Context ctx) {
        var span = span(ctx);
        ctx.contentType("text/csv; charset=utf-8");
        ctx.header("Content-Disposition", "attachment; filename=\"took-" + span.from() + "-" + span.to() + ".csv\"");
        ctx.result(TookCsv.of(jobs(span)).getBytes(StandardCharsets.UTF_8));
    }

    private void note(Context ctx) {
        var form = Form.of(ctx);
        var job = Acts.job(ctx);
        var minutes = form.number("minutes", 0, MOST_MINUTES);
        var sheets = form.has("sheets") ? Integer.valueOf(form.number("sheets", 0, MOST_SHEETS)) : null;
        var note = form.may("note", LONGEST_NOTE);
        var place = "/work/jobs/" + job.value();
        if (!form.isFaultless()) {
            pages.goBack(ctx, place, form.errors().values().iterator().next());
        } else if (calculation.note(
                job, minutes, sheets, note, Visit.worker(ctx).actor())) {
            pages.goOn(ctx, place, Message.of("web.took-noted"));
        } else throw new NotFoundResponse();
    }
}
