package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import platen.orders.Order;
import platen.orders.Orders;
import platen.orders.Product;
import platen.queue.Act;
import platen.queue.Ending;
import platen.talk.Attached;
import platen.talk.Remarks;
import platen.talk.Talk;
import platen.uploads.IncomingFile;
import platen.values.Actor;
import platen.values.Message;
import platen.values.OrderId;
import platen.values.Secrets;

/// What customers do beside their order's page: write to the shop, cancel, say that something is wrong, show
/// the code.
final class TalkPages {
    private final PageMaker pages;
    private final Live live;
    private final Website.Parts parts;
    private final Threads threads;
    private final Attachments attachments;
    private final Pictures pictures;
    private final Talk talk;
    private final Ending ending;

    TalkPages(PageMaker pages, Live live, Website.Parts parts, Path spool, SentFiles sentFiles) {
        this.pages = pages;
        this.live = live;
        this.parts = parts;
        this.threads = new Threads(parts);
        this.attachments = new Attachments(parts, spool, sentFiles);
        this.pictures = new Pictures(parts.files(), parts.reader());
        this.talk = new Talk(parts.database(), parts.files(), parts.clock());
        this.ending = new Ending(parts.database(), parts.clock());
    }

    void addTo(Routes routes) {
        routes.get("/o/{token}/talk", Access.ANYONE, ctx -> form(ctx, "order-talk"));
        routes.post("/o/{token}/talk", Access.ANYONE, this::write);
        routes.get("/o/{token}/wrong", Access.ANYONE, this::wrongForm);
        routes.post("/o/{token}/wrong", Access.ANYONE, this::complain);
        routes.get("/o/{token}/cancel", Access.ANYONE, this::cancelForm);
        routes.post("/o/{token}/cancel", Access.ANYONE, this::cancel);
        routes.get("/o/{token}/attached/{file}", Access.ANYONE, this::file);
        routes.get("/o/{token}/attached/{file}/picture", Access.ANYONE, this::picture);
        routes.get("/o/{token}/code.svg", Access.ANYONE, this::code);
    }

    private void form(Context ctx, String template) {
        show(ctx, template, order(ctx), Form.empty(), List.of());
    }

    private void show(Context ctx, String template, Order order, Form form, List<IncomingFile> waiting) {
        ctx.header("Cache-Control", "no-store");
        pages.show(ctx, template, model(order, form, waiting));
    }

    private Map<String, @Nullable Object> model(Order order, Form form, List<IncomingFile> waiting) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("order", order);
        model.put("talk", threads.of(order, place(order)));
        model.put("cursor", live.cursor());
        model.put("form", form);
        model.put("once", form.has("once") ? form.value("once") : Secrets.token());
        model.put("mostFiles", Talk.MOST_FILES);
        model.put("mostBytes", Talk.LARGEST_FILE_BYTES);
        model.put("kinds", Kinds.of(Product.PAPER));
        model.put("waiting", waiting);
        return model;
    }

    private void write(Context ctx) throws IOException, InterruptedException {
        send(ctx, "order-talk", "talk.sent", talk::ask);
    }

    private void wrongForm(Context ctx) {
        var order = order(ctx);
        if (Talk.canComplain(order)) show(ctx, "order-wrong", order, Form.empty(), List.of());
        else ctx.redirect(place(order), HttpStatus.SEE_OTHER);
    }

    private void complain(Context ctx) throws IOException, InterruptedException {
        send(ctx, "order-wrong", "talk.sent-complaint", talk::complain);
    }

    /// One of the ways to say something about an order.
    private interface Way {
        Talk.Outcome say(OrderId order, Talk.Written written);
    }

    private void send(Context ctx, String template, String done, Way way) throws IOException, InterruptedException {
        var order = order(ctx);
        var received = attachments.receive(ctx);
        var form = received.form();
        var body = form.lines("body", Talk.LONGEST_BODY);
        if (form.isFaultless()) {
            var written = new Talk.Written(Attachments.once(form), body, received.files());
            switch (way.say(order.id(), written)) {
                case Talk.Outcome.Kept() -> {
                    attachments.kept(received);
                    pages.goOn(ctx, place(order) + "/talk", Message.of(done));
                    return;
                }
                case Talk.Outcome.Refused(var why) -> form.wrong("body", why);
            }
        }
        attachments.giveBack(received.files());
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        show(ctx, template, order, form, SentFiles.again(received.ahead()));
        form.hearOut(ctx);
    }

    private void cancelForm(Context ctx) {
        var order = order(ctx);
        if (Ending.isFree(order.state())) show(ctx, "order-cancel", order, Form.empty(), List.of());
        else pages.goBack(ctx, place(order), Message.of("talk.begun-already"));
    }

    private void cancel(Context ctx) {
        var order = order(ctx);
        var who = Actor.customer(order.customerName() == null ? "" : order.customerName());
        switch (ending.cancel(order.id(), "", who)) {
            case Act.Done() -> pages.goOn(ctx, place(order), Message.of("talk.done-cancelled"));
            case Act.Refused(var why) -> pages.goBack(ctx, place(order), why);
        }
    }

    private void file(Context ctx) throws IOException {
        send(ctx, parts, attached(ctx, order(ctx)));
    }

    /// As a file to be saved, whatever it says that it is.
    static void send(Context ctx, Website.Parts parts, Attached attached) throws IOException {
        var file = parts.files().find(attached.file()).orElseThrow(NotFoundResponse::new);
        FileSending.send(ctx, file, attached.file(), attached.name());
    }

    private void picture(Context ctx) throws IOException {
        pictures.sendFirst(ctx, attached(ctx, order(ctx)).file());
    }

    private Attached attached(Context ctx, Order order) {
        return attached(ctx, parts, order);
    }

    static Attached attached(Context ctx, Website.Parts parts, Order order) {
        var key = ctx.pathParam("file");
        if (!key.matches("\\d{1,18}")) throw new NotFoundResponse();
        return parts.database()
                .reading(Remarks.class)
                .file(order.id(), Long.parseLong(key))
                .orElseThrow(NotFoundResponse::new);
    }

    /// Leads a worker, and nobody else, to the order's page.
    private void code(Context ctx) {
        Qr.send(ctx, pages.floorOrigin(ctx) + "/work/orders?code=" + order(ctx).code());
    }

    private Order order(Context ctx) {
        return parts.database()
                .reading(Orders.class)
                .byToken(ctx.pathParam("token"))
                .orElseThrow(NotFoundResponse::new);
    }

    private static String place(Order order) {
        return "/o/" + order.token();
    }
}
