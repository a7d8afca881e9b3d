package platen.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import platen.orders.PriceBooks;
import platen.stock.Stocked;
import platen.stock.Supplies;
import platen.stock.Supplies.Described;
import platen.stock.Supplies.NewSupply;
import platen.stock.Supply;
import platen.stock.SupplyDesk;
import platen.stock.SupplyKind;
import platen.values.Actor;
import platen.values.Message;

/// Paper, ink, masters, toner and other supplies: what there is, what is to be ordered, and counting it.
final class SupplyPages {
    private static final int LONGEST_WORD = 60;
    private static final int LONGEST_REASON = 300;
    private static final int MOST = 100_000_000;
    private static final int CHANGES_SHOWN = 60;
    private static final String NUMBER = "\\d{1,9}";

    private final PageMaker pages;
    private final Website.Parts parts;
    private final SupplyDesk desk;

    SupplyPages(PageMaker pages, Website.Parts parts) {
        this.pages = pages;
        this.parts = parts;
        this.desk = new SupplyDesk(parts.database(), parts.clock());
    }

    void addTo(Routes routes) {
        routes.get("/work/stock/supplies", Access.WORKER, ctx -> list(ctx, Form.empty(), false));
        routes.post("/work/stock/supplies", Access.WORKER, this::add);
        routes.get("/work/stock/supplies/{id}", Access.WORKER, ctx -> supply(ctx, find(ctx), null));
        routes.post("/work/stock/supplies/{id}/describe", Access.WORKER, this::describe);
        routes.post("/work/stock/supplies/{id}/came", Access.WORKER, this::came);
        routes.post("/work/stock/supplies/{id}/taken", Access.WORKER, this::taken);
        routes.post("/work/stock/supplies/{id}/ordered", Access.WORKER, this::ordered);
        routes.post("/work/stock/supplies/{id}/give-up", Access.WORKER, this::giveUp);
        routes.get("/work/stock/to-order", Access.WORKER, this::toOrder);
        routes.get("/work/stock/count-sheet", Access.WORKER, this::sheet);
        routes.get("/work/stock/count", Access.WORKER, ctx -> counting(ctx, Form.empty(), false));
        routes.post("/work/stock/count", Access.WORKER, this::count);
    }

    private void list(Context ctx, Form form, boolean again) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("form", form);
        model.put("supplies", supplies().present());
        model.put("kinds", Arrays.stream(SupplyKind.values()).map(Enum::name).toList());
        model.put("papers", unkept());
        if (again) pages.showAgain(ctx, "stock-supplies", model);
        else pages.show(ctx, "stock-supplies", model);
    }

    /// Papers of the price book that nobody keeps account of yet.
    private SortedSet<String> unkept() {
        var papers = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        parts.database()
                .reading(PriceBooks.class)
                .current(parts.clock().instant())
                .ifPresent(version -> version.book().papers().stream()
                        .map(paper -> SupplyDesk.paperName(paper.name(), paper.sheet()))
                        .forEach(papers::add));
        supplies().present().forEach(supply -> {
            if (supply.kind() == SupplyKind.PAPER) papers.remove(supply.name());
        });
        return papers;
    }

    private void add(Context ctx) {
        var form = Form.of(ctx);
        var kind = form.choice("kind", SupplyKind.class);
        var as = described(form);
        var amount = form.has("amount") ? form.number("amount", 0, MOST) : 0;
        if (form.isFaultless() && kind.isPresent()) {
            var supply = new NewSupply(kind.get(), as.name(), as.unit(), amount, as.reorderAt(), as.place());
            if (desk.add(supply, who(ctx)).isPresent()) {
                pages.goOn(ctx, "/work/stock/supplies", Message.of("stock.kept", as.name()));
                return;
            }
            form.wrong("name", Message.of("stock.name-taken", as.name()));
        }
        list(ctx, form, true);
    }

    private static Described described(Form form) {
        return new Described(
                form.need("name", LONGEST_WORD),
                form.need("unit", LONGEST_WORD),
                form.has("reorder") ? form.number("reorder", 0, MOST) : 0,
                form.may("place", LONGEST_WORD));
    }

    private Supply find(Context ctx) {
        return supplies().find(Acts.supply(ctx)).orElseThrow(NotFoundResponse::new);
    }

    private void supply(Context ctx, Supply supply, @Nullable Form again) {
        var known = Map.of(
                "name", supply.name(),
                "unit", supply.unit(),
                "reorder", String.valueOf(supply.reorderAt()),
                "place", supply.place());
        var model = new HashMap<String, @Nullable Object>();
        model.put("supply", supply);
        model.put("form", again == null ? Form.of(known) : again.over(known));
        model.put("changes", supplies().changes(supply.id(), CHANGES_SHOWN));
        if (again == null) pages.show(ctx, "stock-supply", model);
        else pages.showAgain(ctx, "stock-supply", model);
    }

    private void describe(Context ctx) {
        var form = Form.of(ctx);
        var supply = find(ctx);
        var as = described(form);
        tell(ctx, form, supply, () -> desk.describe(supply.id(), as, who(ctx)));
    }

    private void came(Context ctx) {
        var form = Form.of(ctx);
        var supply = find(ctx);
        var amount = form.number("came", 1, MOST);
        var note = form.may("note", LONGEST_REASON);
        tell(ctx, form, supply, () -> desk.came(supply.id(), amount, note, who(ctx)));
    }

    private void taken(Context ctx) {
        var form = Form.of(ctx);
        var supply = find(ctx);
        var amount = form.number("taken", 1, MOST);
        var reason = form.need("reason", LONGEST_REASON);
        tell(ctx, form, supply, () -> desk.taken(supply.id(), amount, reason, who(ctx)));
    }

    private void ordered(Context ctx) {
        var form = Form.of(ctx);
        var act = desk.ordered(Acts.supply(ctx), !form.value("ordered").equals("no"), who(ctx));
        Acts.tell(pages, ctx, form, act, "web.saved");
    }

    private void giveUp(Context ctx) {
        var form = Form.of(Map.of("back", "/work/stock/supplies"));
        Acts.tell(pages, ctx, form, desk.giveUp(Acts.supply(ctx), who(ctx)), "web.saved");
    }

    private interface Doing {
        Stocked now();
    }

    /// Does what a form of a supply's page asks, or shows the page with what is wrong in it.
    private void tell(Context ctx, Form form, Supply supply, Doing doing) {
        if (!form.isFaultless()) supply(ctx, supply, form);
        else {
            var back =
                    Form.of(Map.of("back", "/work/stock/supplies/" + supply.id().value()));
            Acts.tell(pages, ctx, back, doing.now(), "web.saved");
        }
    }

    private void toOrder(Context ctx) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("supplies", chosen(supply -> supply.isLow() && supply.orderedAt() == null));
        model.put("ordered", chosen(supply -> supply.orderedAt() != null));
        pages.show(ctx, "stock-to-order", model);
    }

    private List<Supply> chosen(Predicate<Supply> which) {
        return supplies().present().stream().filter(which).toList();
    }

    private void sheet(Context ctx) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("supplies", supplies().present());
        model.put("now", parts.clock().instant());
        pages.show(ctx, "stock-count-sheet", model);
    }

    private void counting(Context ctx, Form form, boolean again) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("form", form);
        model.put("supplies", supplies().present());
        if (again) pages.showAgain(ctx, "stock-count", model);
        else pages.show(ctx, "stock-count", model);
    }

    /// Fields that were left empty were not counted.
    private void count(Context ctx) {
        var form = Form.of(ctx);
        var counts = new ArrayList<SupplyDesk.Count>();
        for (var supply : supplies().present()) {
            var key = String.valueOf(supply.id().value());
            if (!form.has("count-" + key)) continue;
            var counted = form.number("count-" + key, 0, MOST);
            var seen = form.value("seen-" + key);
            var before = seen.matches(NUMBER) ? Long.parseLong(seen) : supply.amount();
            var reason = form.may("reason-" + key, LONGEST_REASON);
            var count = new SupplyDesk.Count(supply.id(), before, counted, reason);
            if (count.differs() && reason.isEmpty()) {
                form.wrong("reason-" + key, Message.of("stock.counted-reason", before));
            }
            counts.add(count);
        }
        if (counts.isEmpty()) pages.goBack(ctx, "/work/stock/count", Message.of("stock.nothing-counted"));
        else if (!form.isFaultless()) counting(ctx, form, true);
        else {
            var back = Form.of(Map.of("back", "/work/stock/supplies"));
            Acts.tell(pages, ctx, back, desk.count(counts, who(ctx)), "stock.count-noted");
        }
    }

    private static Actor who(Context ctx) {
        return Visit.worker(ctx).actor();
    }

    private Supplies supplies() {
        return parts.database().reading(Supplies.class);
    }
}
