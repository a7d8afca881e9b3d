package platen.web;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import platen.orders.PriceBooks;
import platen.orders.PriceDesk;
import platen.pricing.PriceBook;
import platen.pricing.PriceBook.Filament;
import platen.pricing.PriceBook.Sheet;
import platen.shop.Paper;
import platen.shop.Settings;
import platen.shop.Step;
import platen.values.Message;

/// The prices, as a form: shown as they are, published as they are written.
final class PricePages {
    private static final int SPARE_ROWS = 2;
    private static final int MOST_ROWS = 40;
    private static final int LONGEST = 60;
    private static final int LONGEST_LIST = 300;
    private static final int MOST_COLOURS = 30;

    private final PageMaker pages;
    private final PriceDesk prices;
    private final Settings settings;

    PricePages(PageMaker pages, PriceDesk prices, Settings settings) {
        this.pages = pages;
        this.prices = prices;
        this.settings = settings;
    }

    void addTo(Routes routes) {
        routes.get("/work/prices", Access.COORDINATOR, this::form);
        routes.post("/work/prices", Access.COORDINATOR, this::publish);
    }

    private void form(Context ctx) {
        var book = prices.current()
                .or(prices::newest)
                .map(PriceBooks.Version::body)
                .orElseGet(() -> PriceBook.example(pages.shop().paper() == Paper.US));
        pages.show(ctx, "prices", model(Form.of(written(book))));
    }

    private void publish(Context ctx) {
        var form = Form.of(ctx);
        var book = book(form);
        if (!form.isFaultless()) {
            pages.showAgain(ctx, "prices", model(form));
            return;
        }
        var who = Visit.worker(ctx).actor();
        prices.publish(book, who);
        settings.finish(who, Step.PRICES);
        pages.goOn(ctx, "/work/prices", Message.of("web.prices-published"));
    }

    private Map<String, @Nullable Object> model(Form form) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("form", form);
        model.put(
                "published",
                prices.current().map(PriceBooks.Version::publishedAt).orElse(null));
        model.put("materialRows", rows(form, "material"));
        model.put("sheetRows", rows(form, "sheet"));
        return model;
    }

    /// The numbers of the rows that a form has, and of some empty ones below.
    private static List<Integer> rows(Form form, String kind) {
        var rows = new ArrayList<Integer>();
        var empty = 0;
        for (int row = 0; row < MOST_ROWS && empty < SPARE_ROWS; row++) {
            if (!form.has(kind + row) && !form.has(kind + row + "-price")) empty++;
            rows.add(row);
        }
        return rows;
    }

    private static PriceBook book(Form form) {
        var parts = new PriceBook.Parts(
                form.money("parts-setup"),
                form.money("parts-hour"),
                form.number("parts-failures", 0, 100),
                form.money("parts-minimum"),
                filaments(form));
        var paper = new PriceBook.Paper(
                form.money("paper-setup"), form.money("paper-black"), form.money("paper-colour"), sheets(form));
        return new PriceBook(parts, paper);
    }

    private static List<Filament> filaments(Form form) {
        var filaments = new ArrayList<Filament>();
        eachRow(form, "material", (row, name) -> {
            var colours = Arrays.stream(
                            form.need(row + "-colours", LONGEST_LIST).split(",", -1))
                    .map(String::strip)
                    .filter(colour -> !colour.isEmpty())
                    .distinct()
                    .limit(MOST_COLOURS)
                    .toList();
            if (name.contains("|") || colours.stream().anyMatch(colour -> colour.contains("|")))
                form.wrong(row, Message.of("web.no-bar"));
            filaments.add(new Filament(name, colours, form.money(row + "-price")));
        });
        return filaments;
    }

    private static List<Sheet> sheets(Form form) {
        var sheets = new ArrayList<Sheet>();
        eachRow(form, "sheet", (row, name) -> sheets.add(new Sheet(name, form.money(row + "-price"))));
        return sheets;
    }

    /// Goes through the rows that have a name; a name that comes twice is wrong.
    private static void eachRow(Form form, String kind, BiConsumer<String, String> each) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (int number = 0; number < MOST_ROWS; number++) {
            var row = kind + number;
            var name = form.may(row, LONGEST);
            if (name.isEmpty()) continue;
            if (!names.add(name)) form.wrong(row, Message.of("web.twice"));
            each.accept(row, name);
        }
    }

    private static Map<String, String> written(PriceBook book) {
        var written = new HashMap<String, String>();
        written.put("parts-setup", book.parts().setup().toString());
        written.put("parts-hour", book.parts().perHour().toString());
        written.put("parts-failures", Integer.toString(book.parts().failurePercent()));
        written.put("parts-minimum", book.parts().minimum().toString());
        written.put("paper-setup", book.paper().setup().toString());
        written.put("paper-black", book.paper().perBlackSide().toString());
        written.put("paper-colour", book.paper().perColourSide().toString());
        for (int i = 0; i < book.parts().materials().size(); i++) {
            var filament = book.parts().materials().get(i);
            written.put("material" + i, filament.name());
            written.put("material" + i + "-colours", String.join(", ", filament.colours()));
            written.put("material" + i + "-price", filament.perKilogram().toString());
        }
        for (int i = 0; i < book.paper().sheets().size(); i++) {
            var sheet = book.paper().sheets().get(i);
            written.put("sheet" + i, sheet.size());
            written.put("sheet" + i + "-price", sheet.perSheet().toString());
        }
        return written;
    }
}
