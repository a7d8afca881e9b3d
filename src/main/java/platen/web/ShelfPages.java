package platen.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.HashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import platen.orders.Order;
import platen.orders.Orders;
import platen.queue.Act;
import platen.queue.ShelfDesk;
import platen.queue.Shelves;
import platen.values.Message;

/// The pick-up shelf: its places, what lies where, and the labels.
final class ShelfPages {
    private static final String KEY = "\\d{1,18}";

    private final PageMaker pages;
    private final Website.Parts parts;
    private final ShelfDesk desk;

    ShelfPages(PageMaker pages, Website.Parts parts) {
        this.pages = pages;
        this.parts = parts;
        this.desk = new ShelfDesk(parts.database(), parts.clock());
    }

    void addTo(Routes routes) {
        routes.get("/work/shelf", Access.WORKER, this::shelf);
        routes.post("/work/shelf", Access.WORKER, this::name);
        routes.post("/work/shelf/remove", Access.WORKER, this::remove);
        routes.post("/work/orders/{id}/shelf", Access.WORKER, this::put);
        routes.get("/work/orders/{id}/label", Access.WORKER, this::label);
        routes.get("/work/orders/{id}/label.svg", Access.WORKER, this::code);
    }

    private void shelf(Context ctx) {
        var model = new HashMap<String, @Nullable Object>();
        var shelves = parts.database().reading(Shelves.class);
        var orders = parts.database().reading(Orders.class).open().stream()
                .collect(Collectors.toMap(order -> order.id().value(), Function.identity()));
        model.put("places", desk.places());
        model.put("lying", shelves.shelved().stream().collect(Collectors.groupingBy(Shelves.Shelved::place)));
        model.put("orders", orders);
        pages.show(ctx, "shelf", model);
    }

    private void name(Context ctx) {
        var form = Form.of(ctx);
        Acts.tell(
                pages,
                ctx,
                form,
                desk.name(form.value("names"), Visit.worker(ctx).actor()),
                "web.saved");
    }

    private void remove(Context ctx) {
        var form = Form.of(ctx);
        var place = form.value("place");
        var act = place.matches(KEY)
                ? desk.remove(Long.parseLong(place), Visit.worker(ctx).actor())
                : new Act.Refused(Message.of("queue.shelf-no-place"));
        Acts.tell(pages, ctx, form, act, "web.saved");
    }

    private void put(Context ctx) {
        var form = Form.of(ctx);
        var place = form.value("place");
        var act = place.matches(KEY)
                ? desk.put(
                        Acts.order(ctx),
                        Long.parseLong(place),
                        Visit.worker(ctx).actor())
                : new Act.Refused(Message.of("queue.shelf-no-place"));
        Acts.tell(pages, ctx, form, act, "web.shelved");
    }

    private void label(Context ctx) {
        var order = order(ctx);
        var model = new HashMap<String, @Nullable Object>();
        model.put("order", order);
        model.put("firstName", firstName(order));
        model.put(
                "place", parts.database().reading(Shelves.class).of(order.id()).orElse(null));
        pages.show(ctx, "shelf-label", model);
    }

    /// Enough to hand it to the right one, and no more for everybody who passes.
    private static String firstName(Order order) {
        var name = order.customerName();
        return name == null ? "" : name.strip().split("\\s+", 2)[0];
    }

    private void code(Context ctx) {
        Qr.send(ctx, pages.floorOrigin(ctx) + "/work/orders/" + order(ctx).id().value());
    }

    private Order order(Context ctx) {
        return parts.database().reading(Orders.class).find(Acts.order(ctx)).orElseThrow(NotFoundResponse::new);
    }
}
