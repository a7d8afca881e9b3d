package platen.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import platen.machines.Machine;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.printers.Material;
import platen.stock.PlasticUses;
import platen.stock.Spool;
import platen.stock.SpoolDesk;
import platen.stock.Spools;
import platen.stock.Spools.Described;
import platen.values.Actor;
import platen.values.Message;

/// Plastic on spools: what there is, each spool's page and its label.
final class StockPages {
    private static final int LONGEST_WORD = 60;
    private static final int LONGEST_REASON = 300;
    private static final int LARGEST_SPOOL_G = 20_000;
    private static final int HEAVIEST_G = 30_000;
    private static final int EMPTIED_SHOWN = 50;
    private static final int USES_SHOWN = 60;
    private static final long MG_PER_G = 1_000;
    /// Most spools are sold so.
    private static final String USUAL_NET = "1000";

    private final PageMaker pages;
    private final Website.Parts parts;
    private final SpoolDesk desk;

    StockPages(PageMaker pages, Website.Parts parts) {
        this.pages = pages;
        this.parts = parts;
        this.desk = new SpoolDesk(parts.database(), parts.clock());
    }

    void addTo(Routes routes) {
        routes.get("/work/stock", Access.WORKER, this::all);
        routes.get("/work/stock/spools/new", Access.WORKER, this::coming);
        routes.post("/work/stock/spools/new", Access.WORKER, this::add);
        routes.get("/work/stock/spools/{id}", Access.WORKER, this::spool);
        routes.get("/work/stock/spools/{id}/label", Access.WORKER, this::label);
        routes.get("/work/stock/spools/{id}/label.svg", Access.WORKER, this::code);
        routes.post("/work/stock/spools/{id}/describe", Access.WORKER, this::describe);
        routes.post("/work/stock/spools/{id}/weigh", Access.WORKER, this::weigh);
        routes.post("/work/stock/spools/{id}/say", Access.WORKER, this::say);
        routes.post("/work/stock/spools/{id}/open", Access.WORKER, this::open);
        routes.post("/work/stock/spools/{id}/dry", Access.WORKER, this::dry);
        routes.post("/work/stock/spools/{id}/move", Access.WORKER, this::move);
        routes.post("/work/stock/spools/{id}/empty", Access.WORKER, this::empty);
    }

    private void all(Context ctx) {
        var q = Form.line(Optional.ofNullable(ctx.queryParam("q")).orElse(""));
        var material = Optional.ofNullable(ctx.queryParam("material")).orElse("");
        var isEmpties = "empty".equals(ctx.queryParam("show"));
        var spools = isEmpties ? spools().emptied(EMPTIED_SHOWN) : spools().present();
        var shown = spools.stream()
                .filter(spool -> q.isEmpty() || spool.says(q))
                .filter(spool -> material.isEmpty() || material.equals(spool.material()))
                .toList();
        var model = new HashMap<String, @Nullable Object>();
        model.put("q", q);
        model.put("material", material);
        model.put("materials", spools.stream().map(Spool::material).collect(Collectors.toCollection(TreeSet::new)));
        model.put("isEmpties", isEmpties);
        model.put("spools", shown);
        model.put("machines", machineNames());
        pages.show(ctx, "stock", model);
    }

    private Map<String, String> machineNames() {
        return parts.database().reading(Machines.class).all().stream()
                .collect(Collectors.toMap(machine -> String.valueOf(machine.id().value()), Machine::name));
    }

    private Spool find(Context ctx) {
        return spools().find(Acts.spool(ctx)).orElseThrow(NotFoundResponse::new);
    }

    private void spool(Context ctx) {
        var spool = find(ctx);
        show(ctx, spool, Form.of(known(spool)), false);
    }

    private Map<String, String> known(Spool spool) {
        var known = new HashMap<String, String>();
        known.put("material", spool.material());
        known.put("colour", spool.colour());
        known.put("maker", spool.maker());
        known.put("place", spool.place());
        if (spool.price() != null) known.put("price", spool.price().toString());
        if (spool.emptyMg() != null) known.put("empty", String.valueOf(spool.emptyMg() / MG_PER_G));
        return known;
    }

    private void show(Context ctx, Spool spool, Form form, boolean again) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("spool", spool);
        model.put("form", form);
        model.put("machines", machineNames());
        model.put("printers", printers());
        model.put("uses", parts.database().reading(PlasticUses.class).of(spool.id(), USES_SHOWN));
        model.put("materials", materials());
        if (again) pages.showAgain(ctx, "stock-spool", model);
        else pages.show(ctx, "stock-spool", model);
    }

    private List<Machine> printers() {
        return parts.database().reading(Machines.class).all().stream()
                .filter(machine -> machine.kind() == MachineKind.PRINTER_3D)
                .toList();
    }

    /// What the shop's printers print, for who writes it by hand.
    private SortedSet<String> materials() {
        return parts.profiles().all().stream()
                .flatMap(profile -> profile.materials().stream())
                .map(Material::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void coming(Context ctx) {
        pages.show(ctx, "stock-spool-new", newModel(Form.of(Map.of("net", USUAL_NET))));
    }

    private Map<String, @Nullable Object> newModel(Form form) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("form", form);
        model.put("materials", materials());
        return model;
    }

    private void add(Context ctx) {
        var form = Form.of(ctx);
        var as = described(form);
        var net = form.number("net", 1, LARGEST_SPOOL_G) * MG_PER_G;
        var left = form.has("left") ? form.number("left", 0, LARGEST_SPOOL_G) * MG_PER_G : net;
        if (form.isFaultless() && left > net) form.wrong("left", Message.of("stock.more-than-new", net / MG_PER_G));
        if (!form.isFaultless()) {
            pages.showAgain(ctx, "stock-spool-new", newModel(form));
            return;
        }
        var spool = new SpoolDesk.Coming(
                as.material(),
                as.colour(),
                as.maker(),
                as.price(),
                net,
                as.emptyMg(),
                left,
                as.place(),
                form.ticked("opened"));
        var id = desk.add(spool, Visit.worker(ctx).actor());
        pages.goOn(ctx, "/work/stock/spools/" + id.value(), Message.of("stock.added", id.value()));
    }

    private static Described described(Form form) {
        return new Described(
                form.need("material", LONGEST_WORD),
                form.may("colour", LONGEST_WORD),
                form.may("maker", LONGEST_WORD),
                form.has("price") ? form.money("price") : null,
                form.has("empty") ? Long.valueOf(form.number("empty", 0, LARGEST_SPOOL_G) * MG_PER_G) : null,
                form.may("place", LONGEST_WORD));
    }

    private void describe(Context ctx) {
        var form = Form.of(ctx);
        var spool = find(ctx);
        var as = described(form);
        if (!form.isFaultless()) show(ctx, spool, form, true);
        else Acts.tell(pages, ctx, backTo(spool), desk.describe(spool.id(), as, who(ctx)), "web.saved");
    }

    private void weigh(Context ctx) {
        var form = Form.of(ctx);
        var spool = find(ctx);
        var whole = form.number("whole", 0, HEAVIEST_G);
        if (form.isFaultless()) {
            Acts.tell(pages, ctx, backTo(spool), desk.weigh(spool.id(), whole * MG_PER_G, who(ctx)), "web.saved");
        } else show(ctx, spool, form.over(known(spool)), true);
    }

    private void say(Context ctx) {
        var form = Form.of(ctx);
        var spool = find(ctx);
        var left = form.number("left", 0, LARGEST_SPOOL_G);
        var reason = form.need("reason", LONGEST_REASON);
        if (form.isFaultless()) {
            Acts.tell(pages, ctx, backTo(spool), desk.say(spool.id(), left * MG_PER_G, reason, who(ctx)), "web.saved");
        } else show(ctx, spool, form.over(known(spool)), true);
    }

    private void open(Context ctx) {
        var spool = find(ctx);
        Acts.tell(pages, ctx, backTo(spool), desk.open(spool.id(), who(ctx)), "web.saved");
    }

    private void dry(Context ctx) {
        var spool = find(ctx);
        var isIn = Form.of(ctx).value("box").equals("in");
        Acts.tell(pages, ctx, backTo(spool), desk.dry(spool.id(), isIn, who(ctx)), "web.saved");
    }

    private void move(Context ctx) {
        var form = Form.of(ctx);
        var spool = find(ctx);
        var place = form.need("to", LONGEST_WORD);
        if (form.isFaultless()) {
            Acts.tell(pages, ctx, backTo(spool), desk.move(spool.id(), place, who(ctx)), "web.saved");
        } else show(ctx, spool, form.over(known(spool)), true);
    }

    private void empty(Context ctx) {
        var spool = find(ctx);
        Acts.tell(pages, ctx, backTo(spool), desk.empty(spool.id(), who(ctx)), "web.saved");
    }

    private void label(Context ctx) {
        var spool = find(ctx);
        var model = new HashMap<String, @Nullable Object>();
        model.put("spool", spool);
        pages.show(ctx, "stock-label", model);
    }

    private void code(Context ctx) {
        Qr.send(
                ctx,
                pages.floorOrigin(ctx) + "/work/stock/spools/" + find(ctx).id().value());
    }

    private static Form backTo(Spool spool) {
        return Form.of(Map.of("back", "/work/stock/spools/" + spool.id().value()));
    }

    private static Actor who(Context ctx) {
        return Visit.worker(ctx).actor();
    }

    private Spools spools() {
        return parts.database().reading(Spools.class);
    }
}
