package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.orders.PriceBooks;
import platen.orders.PriceDesk;
import platen.pricing.BookWords;
import platen.pricing.PriceBookReader;
import platen.pricing.PriceBookWriter;
import platen.reports.Failures;
import platen.shop.Paper;
import platen.shop.Settings;
import platen.shop.Step;
import platen.values.Message;

/// The prices: a form for each of them, what a change would have meant for last month's orders, and
/// the decision to publish it. TOML comes in and goes out.
final class PricePages {
    private static final long LARGEST_FILE_BYTES = 200_000;
    private static final int LONGEST_NOTE = 500;
    private static final int MOST_CHANGES_SHOWN = 50;

    private final PageMaker pages;
    private final PriceDesk prices;
    private final Settings settings;
    private final SecondPages second;
    private final Path spool;
    private final Failures failures;

    PricePages(
            PageMaker pages, PriceDesk prices, Settings settings, SecondPages second, Path spool, Failures failures) {
        this.pages = pages;
        this.prices = prices;
        this.settings = settings;
        this.second = second;
        this.spool = spool;
        this.failures = failures;
    }

    void addTo(Routes routes) {
        routes.get("/work/prices", Access.COORDINATOR, this::form);
        routes.post("/work/prices", Access.COORDINATOR, this::keep);
        routes.get("/work/prices/import", Access.COORDINATOR, this::importForm);
        routes.post("/work/prices/import", Access.COORDINATOR, this::importText);
        routes.get("/work/prices/prices.toml", Access.COORDINATOR, this::export);
        routes.get("/work/prices/{version}", Access.COORDINATOR, this::version);
        routes.get("/work/prices/{version}/prices.toml", Access.COORDINATOR, this::exportVersion);
        routes.post("/work/prices/{version}/publish", Access.COORDINATOR, this::publish);
    }

    private void form(Context ctx) {
        var text = text();
        var unsaid = PriceBookReader.read(text) instanceof PriceBookReader.Outcome.Read(var book)
                ? BookWords.unsaid(book)
                : List.<String>of();
        show(ctx, Form.of(PriceForm.withUnsaid(PriceBookReader.tree(text), unsaid)), false);
    }

    /// The prices in force as TOML, else the newest, else the examples.
    private String text() {
        return prices.current()
                .or(prices::newest)
                .map(PriceBooks.Version::toml)
                .orElseGet(() -> PriceBookReader.shippedText(pages.shop().paper() == Paper.US));
    }

    private void show(Context ctx, Form form, boolean again) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("form", form);
        model.put("tables", new PriceForm(form).tables());
        model.put("current", prices.current().orElse(null));
        model.put("decisions", prices.decisions());
        model.put(
                "failures",
                prices.current()
                        .map(version -> failures.measure(version.book()))
                        .orElse(null));
        if (again) pages.showAgain(ctx, "prices", model);
        else pages.show(ctx, "prices", model);
    }

    /// Keeps what the form says, and shows what it would change; nobody is charged by it yet.
    private void keep(Context ctx) {
        var form = Form.of(ctx);
        var written = new PriceForm(form);
        switch (PriceBookReader.read(written.tree())) {
            case PriceBookReader.Outcome.Read(var book) -> {
                if (form.isFaultless()) {
                    ctx.redirect("/work/prices/" + prices.keep(PriceBookWriter.write(book)), HttpStatus.SEE_OTHER);
                    return;
                }
            }
            case PriceBookReader.Outcome.Wrong(var complaints) -> written.tell(complaints);
        }
        show(ctx, form, true);
    }

    private void importForm(Context ctx) {
        pages.show(ctx, "prices-import", Map.of("form", Form.of(Map.of("toml", text())), "complaints", List.of()));
    }

    private void importText(Context ctx) throws IOException {
        var form = Form.withFiles(ctx, spool, "file", LARGEST_FILE_BYTES);
        var upload = form.upload("file");
        var text = form.value("toml");
        if (upload.isPresent()) {
            try (var in = upload.get().open()) {
                text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
        if (form.isFaultless()) {
            switch (PriceBookReader.read(text)) {
                case PriceBookReader.Outcome.Read _ -> {
                    ctx.redirect("/work/prices/" + prices.keep(text), HttpStatus.SEE_OTHER);
                    return;
                }
                case PriceBookReader.Outcome.Wrong(var complaints) -> {
                    form.wrong("toml", Message.of("web.book-wrong"));
                    pages.showAgain(ctx, "prices-import", Map.of("form", form, "complaints", complaints));
                    return;
                }
            }
        }
        pages.showAgain(ctx, "prices-import", Map.of("form", form, "complaints", List.of()));
        form.hearOut(ctx);
    }

    private void export(Context ctx) {
        send(ctx, text());
    }

    private void exportVersion(Context ctx) {
        send(ctx, found(ctx).toml());
    }

    private static void send(Context ctx, String toml) {
        ctx.contentType("application/toml; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"prices.toml\"")
                .result(toml);
    }

    private void version(Context ctx) {
        show(ctx, found(ctx), Form.empty());
    }

    private void show(Context ctx, PriceBooks.Version version, Form form) {
        var effect = prices.effect(version);
        var model = new HashMap<String, @Nullable Object>();
        model.put("form", form);
        model.put("version", version);
        model.put("effect", effect);
        model.put("unsaid", BookWords.unsaid(version.book()));
        model.put("rows", effect.rows().stream().limit(MOST_CHANGES_SHOWN).toList());
        if (form.isFaultless()) pages.show(ctx, "prices-effect", model);
        else pages.showAgain(ctx, "prices-effect", model);
    }

    private void publish(Context ctx) {
        var version = found(ctx);
        var form = Form.of(ctx);
        var from = day(form);
        var note = form.lines("note", LONGEST_NOTE);
        if (!form.isFaultless()) {
            show(ctx, version, form);
            return;
        }
        if (second.askForPrices(ctx, version.version(), from.orElse(Instant.EPOCH), note)) return;
        var who = Visit.worker(ctx).actor();
        if (!prices.publish(version.version(), from.orElse(Instant.EPOCH), note, who)) {
            pages.goBack(ctx, "/work/prices", Message.of("web.prices-published-before"));
            return;
        }
        settings.finish(who, Step.PRICES);
        pages.goOn(
                ctx,
                "/work/prices",
                Message.of(isInForce(version.version()) ? "web.prices-published" : "web.prices-published-later"));
    }

    private boolean isInForce(long version) {
        return prices.current().filter(one -> one.version() == version).isPresent();
    }

    /// The beginning of the day that is named; nothing where none is, which means at once.
    private Optional<Instant> day(Form form) {
        if (!form.has("from")) return Optional.empty();
        try {
            return Optional.of(LocalDate.parse(form.value("from").strip())
                    .atStartOfDay(pages.shop().zone())
                    .toInstant());
        } catch (DateTimeException e) {
            form.wrong("from", Message.of("web.no-day"));
            return Optional.empty();
        }
    }

    private PriceBooks.Version found(Context ctx) {
        var number = ctx.pathParam("version");
        if (!number.matches("\\d{1,18}")) throw new NotFoundResponse();
        return prices.find(Long.parseLong(number)).orElseThrow(NotFoundResponse::new);
    }
}
