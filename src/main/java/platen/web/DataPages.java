package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import platen.books.Documents;
import platen.orders.Order;
import platen.orders.Orders;
import platen.privacy.Export;
import platen.privacy.FileKeeping;
import platen.privacy.FileKeeping.Outcome;
import platen.privacy.Forgetting;
import platen.privacy.Stay;
import platen.queue.Ending;
import platen.values.Actor;
import platen.values.Message;

/// What is kept of an order, for its customer: how long the files stay, all of it to take along, and to have it
/// deleted.
final class DataPages {
    private final PageMaker pages;
    private final Website.Parts parts;
    private final FileKeeping keeping;
    private final Forgetting forgetting;
    private final Export export;

    DataPages(PageMaker pages, Website.Parts parts) {
        this.pages = pages;
        this.parts = parts;
        this.keeping = new FileKeeping(parts.database(), parts.files(), parts.clock());
        this.forgetting = new Forgetting(parts.database(), parts.files(), parts.clock());
        this.export = new Export(parts.database(), parts.files(), parts.clock());
    }

    void addTo(Routes routes) {
        routes.get("/o/{token}/data", Access.ANYONE, ctx -> show(ctx, order(ctx), Form.empty()));
        routes.post("/o/{token}/data/keep", Access.ANYONE, this::keep);
        routes.post("/o/{token}/data/let-go", Access.ANYONE, this::letGo);
        routes.get("/o/{token}/data/files", Access.ANYONE, this::askToDelete);
        routes.post("/o/{token}/data/files", Access.ANYONE, this::delete);
        routes.get("/o/{token}/data/export", Access.ANYONE, this::export);
        routes.get("/o/{token}/data/forget", Access.ANYONE, ctx -> askToForget(ctx, order(ctx), Form.empty()));
        routes.post("/o/{token}/data/forget", Access.ANYONE, this::forget);
    }

    private void show(Context ctx, Order order, Form form) {
        ctx.header("Cache-Control", "no-store");
        var stay = keeping.of(order);
        if (stay.isForgotten()) {
            showForgotten(ctx, order, stay);
            return;
        }
        var model = model(order, stay, form);
        model.put("earliest", earliest(parts, stay));
        var known = stay.keepUntil() == null ? "" : stay.keepUntil().toString();
        model.put("until", form.has("until") ? form.value("until") : known);
        pages.show(ctx, "order-data", model);
    }

    /// The first day until which keeping makes a difference.
    static String earliest(Website.Parts parts, Stay stay) {
        var tomorrow = LocalDate.ofInstant(parts.clock().instant(), stay.zone()).plusDays(1);
        var usual = stay.usual();
        return (usual == null || usual.isBefore(tomorrow) ? tomorrow : usual.plusDays(1)).toString();
    }

    private void showForgotten(Context ctx, Order order, Stay stay) {
        var model = model(order, stay, Form.empty());
        model.put("papers", parts.database().reading(Documents.class).of(order.id()));
        pages.show(ctx, "order-forgotten", model);
    }

    private static Map<String, @Nullable Object> model(Order order, Stay stay, Form form) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("order", order);
        model.put("keeping", stay);
        model.put("form", form);
        return model;
    }

    private void keep(Context ctx) {
        var order = order(ctx);
        var form = Form.of(ctx);
        var until = day(form, "until");
        if (until != null && keeping.keep(order.id(), until, customer(order)) instanceof Outcome.Refused(var why))
            form.wrong("until", why);
        if (form.isFaultless()) {
            pages.goOn(ctx, place(order), Message.of("data.done-keep"));
            return;
        }
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        show(ctx, order, form);
    }

    /// Nothing where it is no day, which is noted at the field.
    static @Nullable LocalDate day(Form form, String field) {
        try {
            return LocalDate.parse(form.value(field).strip());
        } catch (DateTimeParseException e) {
            form.wrong(field, Message.of("data.day-missing"));
            return null;
        }
    }

    private void letGo(Context ctx) {
        var order = order(ctx);
        tell(ctx, order, keeping.keepNoLonger(order.id(), customer(order)), "data.done-keep-no");
    }

    private void askToDelete(Context ctx) {
        var order = order(ctx);
        var stay = keeping.of(order);
        ctx.header("Cache-Control", "no-store");
        if (stay.canDelete()) pages.show(ctx, "order-data-files", model(order, stay, Form.empty()));
        else ctx.redirect(place(order), HttpStatus.SEE_OTHER);
    }

    private void delete(Context ctx) {
        var order = order(ctx);
        tell(ctx, order, keeping.deleteNow(order.id(), customer(order)), "data.done-delete");
    }

    private void tell(Context ctx, Order order, Outcome outcome, String done) {
        switch (outcome) {
            case Outcome.Done() -> pages.goOn(ctx, place(order), Message.of(done));
            case Outcome.Refused(var why) -> pages.goBack(ctx, place(order), why);
        }
    }

    private void export(Context ctx) throws IOException {
        var order = order(ctx);
        send(ctx, export, List.of(order), pages, Export.name(order.code()));
    }

    /// As a file to be saved, written while it is sent.
    static void send(Context ctx, Export export, List<Order> orders, PageMaker pages, String name) throws IOException {
        ctx.header("Cache-Control", "private, no-store")
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .contentType("application/zip")
                .disableCompression();
        if (ctx.method().equals(HandlerType.HEAD)) return;
        export.write(orders.stream().map(Order::id).toList(), pages.language(ctx), ctx.outputStream());
    }

    private void askToForget(Context ctx, Order order, Form form) {
        ctx.header("Cache-Control", "no-store");
        var stay = keeping.of(order);
        if (stay.isForgotten()) {
            showForgotten(ctx, order, stay);
            return;
        }
        var model = model(order, stay, form);
        model.put("reason", forgetting.reason(order.id()).orElse(null));
        model.put("keepsPapers", forgetting.keepsPapers(order.id()));
        model.put("canCancel", Ending.isFree(order.state()));
        pages.show(ctx, "order-forget", model);
    }

    private void forget(Context ctx) {
        var order = order(ctx);
        var form = Form.of(ctx);
        if (!form.ticked("sure")) {
            form.wrong("sure", Message.of("data.sure-missing"));
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            askToForget(ctx, order, form);
            return;
        }
        switch (forgetting.forget(order.id(), Actor.customer(""))) {
            case Outcome.Done() -> pages.goOn(ctx, place(order), Message.of("data.done-forget"));
            case Outcome.Refused(var why) -> pages.goBack(ctx, place(order) + "/forget", why);
        }
    }

    private static Actor customer(Order order) {
        return Actor.customer(order.customerName() == null ? "" : order.customerName());
    }

    private Order order(Context ctx) {
        return parts.database()
                .reading(Orders.class)
                .byToken(ctx.pathParam("token"))
                .orElseThrow(NotFoundResponse::new);
    }

    private static String place(Order order) {
        return "/o/" + order.token() + "/data";
    }
}
