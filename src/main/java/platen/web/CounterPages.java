package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.notices.ToTell;
import platen.orders.Order;
import platen.orders.OrderLine;
import platen.orders.OrderState;
import platen.orders.OrderView;
import platen.orders.Orders;
import platen.privacy.FileKeeping;
import platen.queue.Jobs;
import platen.queue.Shelves;
import platen.values.Money;
import platen.values.OrderId;
import platen.values.Secrets;

/// The counter: the orders, their money, and handing them over.
final class CounterPages {
    private static final int LATELY = 30;
    /// Of each sort so many are listed; who looks for another one has its code.
    private static final int MOST = 200;

    private final PageMaker pages;
    private final Live live;
    private final Website.Parts parts;
    private final Pictures pictures;
    private final Threads threads;
    private final FileKeeping keeping;
    private final ToTell toTell;

    CounterPages(PageMaker pages, Live live, Website.Parts parts, ToTell toTell) {
        this.pages = pages;
        this.live = live;
        this.parts = parts;
        this.pictures = new Pictures(parts.files(), parts.reader());
        this.threads = new Threads(parts);
        this.keeping = new FileKeeping(parts.database(), parts.files(), parts.clock());
        this.toTell = toTell;
    }

    void addTo(Routes routes) {
        routes.get("/work/orders", Access.WORKER, this::all);
        routes.get("/work/orders/{id}", Access.WORKER, this::order);
        for (var place : List.of("/work/orders/{id}", "/work/orders/{id}/lines/{line}")) {
            routes.get(place + "/file", Access.WORKER, this::file);
            routes.get(place + "/picture", Access.VIEWER, this::picture);
            routes.get(place + "/pages/{page}", Access.VIEWER, this::pagePicture);
        }
        routes.post("/work/orders/{id}/collected", Access.WORKER, this::collected);
    }

    /// An order in the list, with what is still to be paid, and its place on the shelf.
    public record Entry(Order order, Money open, @Nullable String place) {
        public String state() {
            return order.state().name();
        }
    }

    private void all(Context ctx) {
        var asked = Form.line(Optional.ofNullable(ctx.queryParam("code")).orElse(""))
                .toUpperCase(Locale.ROOT);
        var orders = parts.database().reading(Orders.class);
        var found = orders.byCode(asked);
        if (found.isPresent()) {
            ctx.redirect("/work/orders/" + found.get().id().value(), HttpStatus.SEE_OTHER);
            return;
        }
        var model = new HashMap<String, @Nullable Object>();
        model.put("cursor", live.cursor());
        var places = parts.database().reading(Shelves.class).byOrder();
        var open = orders.open();
        var named = named(open, asked);
        model.put("asked", asked);
        model.put("isFound", !named.isEmpty());
        var shown = named.isEmpty() ? open : named;
        model.put("ready", entries(shown, true, places));
        model.put("open", entries(shown, false, places));
        model.put("more", Math.max(0, count(shown, true) - MOST) + Math.max(0, count(shown, false) - MOST));
        model.put("asking", orders.asking());
        model.put("seesMoney", Access.BOOKS.admits(Visit.of(ctx).person()));
        model.put("ended", orders.ended(LATELY));
        pages.show(ctx, "orders", model);
    }

    /// The open orders of a customer, by a part of the name.
    private static List<Order> named(List<Order> orders, String asked) {
        if (asked.isEmpty()) return List.of();
        return orders.stream()
                .filter(order -> order.customerName() != null
                        && order.customerName().toUpperCase(Locale.ROOT).contains(asked))
                .toList();
    }

    private List<Entry> entries(List<Order> orders, boolean ready, Map<OrderId, String> places) {
        return orders.stream()
                .filter(order -> (order.state() == OrderState.READY) == ready)
                .limit(MOST)
                .map(order -> new Entry(order, parts.till().open(order.id()), places.get(order.id())))
                .toList();
    }

    private static int count(List<Order> orders, boolean ready) {
        return (int) orders.stream()
                .filter(order -> (order.state() == OrderState.READY) == ready)
                .count();
    }

    private void order(Context ctx) {
        var view = view(ctx);
        show(
                ctx,
                view,
                Form.of(Map.of("amount", parts.till().open(view.order().id()).toString())));
    }

    /// The lines of a price, with its band, for who may see money; the others see what is to be paid.
    private @Nullable PriceTable table(Context ctx, OrderView view) {
        if (view.quote() == null || !Access.BOOKS.admits(Visit.of(ctx).person())) return null;
        return PriceTable.of(view, pages.manner(ctx), pages.shop().taxName());
    }

    private void show(Context ctx, OrderView view, Form form) {
        var id = view.order().id();
        var open = parts.till().open(id);
        var model = new HashMap<String, @Nullable Object>();
        model.put("cursor", live.cursor());
        model.put("order", view.order());
        model.put("talk", threads.of(view.order(), "/work/orders/" + id.value()));
        model.put("told", toTell.of(id));
        var stay = keeping.of(view.order());
        model.put("keeping", stay);
        model.put("earliest", DataPages.earliest(parts, stay));
        model.put("lines", OrderedLine.all(view, pictures, "/work/orders/" + id.value()));
        model.put("rush", view.terms() == null ? "" : view.terms().rush());
        model.put("handover", view.handover());
        model.put("delivers", view.terms() != null && view.terms().delivery());
        model.put("wishWords", view.ask() == null ? "" : view.ask().wish());
        OrderModels.putWish(model, view, pictures, "/work/orders/" + id.value());
        model.put("quote", view.quote());
        model.put("table", table(ctx, view));
        model.put(
                "isAsking",
                isAsking(view) && Access.COORDINATOR.admits(Visit.of(ctx).person()));
        model.put("jobs", parts.database().reading(Jobs.class).of(id));
        model.put("money", Books.of(parts).money(view.order()));
        model.put("open", open);
        model.put("isOpen", open.compareTo(Money.ZERO) > 0);
        model.put(
                "missed",
                parts.database()
                        .look(look -> parts.intake()
                                .forecasts()
                                .missed(look, view.order(), parts.clock().instant())
                                .orElse(null)));
        model.put("shelf", shelf(id));
        model.put("events", view.events().reversed());
        model.put("form", form);
        model.put("once", Secrets.token());
        pages.show(ctx, "order", model);
    }

    /// Where an order lies, the places, and the one that is offered.
    public record OnShelf(@Nullable String place, List<Shelves.Place> places, long free) {}

    private OnShelf shelf(OrderId order) {
        var shelves = parts.database().reading(Shelves.class);
        return new OnShelf(
                shelves.of(order).orElse(null),
                shelves.places(),
                shelves.firstFree().map(Shelves.Place::id).orElse(0L));
    }

    private static boolean isAsking(OrderView view) {
        return view.order().state() == OrderState.SUBMITTED || view.order().state() == OrderState.QUOTED;
    }

    private void file(Context ctx) throws IOException {
        var line = line(ctx);
        var file = parts.files().find(line.file()).orElseThrow(NotFoundResponse::new);
        FileSending.send(ctx, file, line.file(), line.fileName());
    }

    private void picture(Context ctx) throws IOException, InterruptedException {
        pictures.sendPart(ctx, line(ctx));
    }

    private void pagePicture(Context ctx) throws IOException {
        pictures.sendPage(ctx, line(ctx).printed());
    }

    private void collected(Context ctx) {
        var form = Form.of(ctx);
        var act = parts.floor().collected(Acts.order(ctx), Visit.worker(ctx).actor());
        Acts.tell(pages, ctx, form, act, "web.handed-over");
    }

    private OrderLine line(Context ctx) {
        return Lines.inPath(ctx, view(ctx)).orElseThrow(NotFoundResponse::new);
    }

    private OrderView view(Context ctx) {
        return parts.desk().view(Acts.order(ctx)).orElseThrow(NotFoundResponse::new);
    }
}
