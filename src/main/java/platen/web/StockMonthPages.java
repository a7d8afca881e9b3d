package platen.web;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import platen.stock.PlasticUses;
import platen.stock.Supplies;

/// What was used by month, and what of it came to nothing.
final class StockMonthPages {
    private static final int MONTHS = 12;
    private static final double MG_PER_G = 1_000;

    private final PageMaker pages;
    private final Website.Parts parts;

    StockMonthPages(PageMaker pages, Website.Parts parts) {
        this.pages = pages;
        this.parts = parts;
    }

    void addTo(Routes routes) {
        routes.get("/work/stock/months", Access.WORKER, this::table);
        routes.get("/work/stock/months.csv", Access.WORKER, this::csv);
    }

    /// One plastic in one month, in grams; `scrapG` was weighed, `spoiledG` is what failed prints took.
    public record Plastic(String material, double usedG, double spoiledG, double scrapG) {}

    /// One month.
    public record Month(YearMonth month, List<Plastic> plastics, List<Supplies.Sum> supplies) {
        public boolean isEmpty() {
            return plastics.isEmpty() && supplies.isEmpty();
        }
    }

    /// The last ones in which anything was used, the newest first.
    private List<Month> months() {
        var newest = YearMonth.from(parts.clock().instant().atZone(pages.shop().zone()));
        var months = new ArrayList<Month>();
        for (int back = 0; back < MONTHS; back++) {
            var month = month(newest.minusMonths(back));
            if (!month.isEmpty()) months.add(month);
        }
        return months;
    }

    private Month month(YearMonth month) {
        var zone = pages.shop().zone();
        var from = month.atDay(1).atStartOfDay(zone).toInstant();
        var to = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
        return parts.database().look(look -> {
            var uses = look.attach(PlasticUses.class);
            var plastics = new TreeMap<String, Plastic>();
            for (var sum : uses.printed(from, to)) {
                plastics.put(
                        sum.material(),
                        new Plastic(sum.material(), sum.takenMg() / MG_PER_G, sum.spoiledMg() / MG_PER_G, 0));
            }
            for (var weight : uses.scrap(from, to)) {
                var before = plastics.getOrDefault(weight.material(), new Plastic(weight.material(), 0, 0, 0));
                plastics.put(
                        weight.material(),
                        new Plastic(
                                weight.material(), before.usedG(), before.spoiledG(), weight.milligrams() / MG_PER_G));
            }
            return new Month(
                    month,
                    List.copyOf(plastics.values()),
                    look.attach(Supplies.class).used(from, to));
        });
    }

    private void table(Context ctx) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("months", months());
        pages.show(ctx, "stock-months", model);
    }

    /// The base of each unit is in the column: grams of plastic, else the supply's own.
    private void csv(Context ctx) {
        var rows = new StringBuilder("month,what,unit,used,spoiled,scrap_weighed\r\n");
        for (var month : months()) {
            for (var plastic : month.plastics()) {
                row(rows, month, plastic.material(), "g");
                rows.append(plastic.usedG())
                        .append(',')
                        .append(plastic.spoiledG())
                        .append(',')
                        .append(plastic.scrapG())
                        .append("\r\n");
            }
            for (var supply : month.supplies()) {
                row(rows, month, supply.name(), supply.unit());
                rows.append(supply.taken()).append(',').append(supply.spoiled()).append(",\r\n");
            }
        }
        ctx.contentType("text/csv; charset=utf-8");
        ctx.header("Content-Disposition", "attachment; filename=\"stock-by-month.csv\"");
        ctx.result(rows.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void row(StringBuilder rows, Month month, String what, String unit) {
        rows.append(month.month())
                .append(',')
                .append(TookCsv.quoted(what))
                .append(',')
                .append(TookCsv.quoted(unit))
                .append(',');
    }
}
