package platen.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import platen.events.Event;
import platen.events.EventSearch;
import platen.events.Subject;

/// All that happened, for coordinators to search: who, what, about what, when.
final class LogPages {
    private static final String PAGE = "/work/log";
    private static final int ON_A_PAGE = 50;
    private static final int AT_ONCE = 1_000;

    private final PageMaker pages;
    private final Website.Parts parts;
    private final EventSearch search;

    LogPages(PageMaker pages, Website.Parts parts) {
        this.pages = pages;
        this.parts = parts;
        this.search = new EventSearch(parts.database());
    }

    void addTo(Routes routes) {
        routes.get(PAGE, Access.COORDINATOR, this::show);
        routes.get(PAGE + ".csv", Access.COORDINATOR, this::csv);
    }

    /// An event as a row: what it is about by its name, and before and after where it has them.
    public record Row(
            Event event, LogNames.Name about, @Nullable LogChange change) {}

    private void show(Context ctx) {
        var wanted = LogWanted.of(ctx, parts, pages.manner(ctx), pages.shop().zone());
        var found = search.page(wanted.span(), wanted.place(), ON_A_PAGE, wanted::matches);
        var names = new LogNames(parts);
        var rows = found.events().stream()
                .map(event -> new Row(event, names.of(event), LogChange.of(event.what())))
                .toList();
        var model = new HashMap<String, @Nullable Object>();
        model.put("rows", rows);
        model.put("form", wanted.form());
        model.put("kinds", Subject.Kind.values());
        model.put("people", parts.accounts().present());
        model.put("next", next(found.next(), wanted));
        model.put(
                "cameTo",
                rows.size() < ON_A_PAGE && found.next() != null ? found.next().at() : null);
        model.put("query", wanted.query());
        pages.show(ctx, "log", model);
    }

    private static @Nullable String next(EventSearch.@Nullable Place place, LogWanted wanted) {
        if (place == null) return null;
        var before = place.at().toEpochMilli() + "." + place.id();
        return PAGE + "?" + wanted.query() + "before=" + URLEncoder.encode(before, StandardCharsets.UTF_8);
    }

    /// All that is wanted, however much, a piece at a time.
    private void csv(Context ctx) throws IOException {
        var manner = pages.manner(ctx);
        var wanted = LogWanted.of(ctx, parts, manner, pages.shop().zone());
        ctx.contentType("text/csv; charset=utf-8").header("Content-Disposition", "attachment; filename=\"log.csv\"");
        try (var out = new OutputStreamWriter(ctx.res().getOutputStream(), StandardCharsets.UTF_8)) {
            out.write(LogCsv.COLUMNS);
            for (var place = wanted.place(); place != null; ) {
                var found = search.page(wanted.span(), place, AT_ONCE, wanted::matches);
                for (var event : found.events()) out.write(LogCsv.row(event, manner));
                place = found.next();
            }
        }
    }
}
