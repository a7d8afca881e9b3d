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
import platen.orders.OrderView;
import platen.orders.Orders;
import platen.orders.Product;
import platen.privacy.FileKeeping;
import platen.queue.Ending;
import platen.talk.Talk;
import platen.uploads.IncomingFile;
import platen.values.Message;
import platen.values.Secrets;

/// What workers do beside an order's page: answer its customer, close what was wrong or not picked up, print
/// the slip.
final class WorkTalkPages {
    private static final int LONGEST_REASON = 300;

    private final PageMaker pages;
    private final Live live;
    private final Website.Parts parts;
    private final Threads threads;
    private final Attachments attachments;
    private final Pictures pictures;
    private final Talk talk;
    private final Ending ending;

    WorkTalkPages(PageMaker pages, Live live, Website.Parts parts, Path spool, SentFiles sentFiles) {
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
        routes.get("/work/orders/{id}/talk", Access.WORKER, ctx -> show(ctx, order(ctx), Form.empty(), List.of()));
        routes.post("/work/orders/{id}/talk", Access.WORKER, this::answer);
        routes.post("/work/orders/{id}/no-answer", Access.WORKER, this::noAnswer);
        routes.post("/work/orders/{id}/settled", Access.WORKER, this::settle);
        routes.post("/work/orders/{id}/cancel", Access.WORKER, this::cancel);
        routes.post("/work/orders/{id}/unclaimed", Access.WORKER, this::unclaimed);
        routes.get("/work/orders/{id}/attached/{file}", Access.WORKER, this::file);
        routes.get("/work/orders/{id}/attached/{file}/picture", Access.WORKER, this::picture);
        routes.get("/work/orders/{id}/slip", Access.WORKER, this::slip);
        routes.get("/work/orders/{id}/slip/link.svg", Access.WORKER, this::link);
    }

    private void show(Context ctx, Order order, Form form, List<IncomingFile> waiting) {
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
        pages.show(ctx, "talk", model);
    }

    private void answer(Context ctx) throws IOException, InterruptedException {
        var order = order(ctx);
        var received = attachments.receive(ctx);
        var form = received.form();
        var body = form.lines("body", Talk.LONGEST_BODY);
        if (form.isFaultless()) {
            var written = new Talk.Written(Attachments.once(form), body, received.files());
            switch (talk.answer(order.id(), written, Visit.worker(ctx).actor())) {
                case Talk.Outcome.Kept() -> {
                    attachments.kept(received);
                    pages.goOn(ctx, place(order) + "/talk", Message.of("talk.sent-answer"));
                    return;
                }
                case Talk.Outcome.Refused(var why) -> form.wrong("body", why);
            }
        }
        attachments.giveBack(received.files());
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        show(ctx, order, form, SentFiles.again(received.ahead()));
        form.hearOut(ctx);
    }

    private void noAnswer(Context ctx) {
        var done = talk.needsNoAnswer(Acts.order(ctx), Visit.worker(ctx).actor());
        tell(ctx, done, "talk.done-no-answer");
    }

    private void settle(Context ctx) {
        tell(ctx, talk.settle(Acts.order(ctx), Visit.worker(ctx).actor()), "talk.done-settled");
    }

    private void tell(Context ctx, boolean isDone, String done) {
        var back = Acts.back(Form.of(ctx));
        if (isDone) pages.goOn(ctx, back, Message.of(done));
        else pages.goBack(ctx, back, Message.of("queue.too-late"));
    }

    private void cancel(Context ctx) {
        var form = Form.of(ctx);
        var reason = form.need("reason", LONGEST_REASON);
        if (!form.isFaultless()) {
            pages.goBack(ctx, Acts.back(form), Message.of("queue.reason-missing"));
            return;
        }
        var act = ending.cancel(Acts.order(ctx), reason, Visit.worker(ctx).actor());
        Acts.tell(pages, ctx, form, act, "talk.done-cancelled");
    }

    private void unclaimed(Context ctx) {
        var act = ending.unclaimed(Acts.order(ctx), Visit.worker(ctx).actor());
        Acts.tell(pages, ctx, Form.of(ctx), act, "talk.done-unclaimed");
    }

    private void file(Context ctx) throws IOException {
        TalkPages.send(ctx, parts, TalkPages.attached(ctx, parts, order(ctx)));
    }

    private void picture(Context ctx) throws IOException {
        pictures.sendFirst(ctx, TalkPages.attached(ctx, parts, order(ctx)).file());
    }

    /// The customer takes it home, so it is in the language in which they read.
    private void slip(Context ctx) {
        var view = view(ctx);
        var language = parts.database()
                .reading(Orders.class)
                .language(view.order().id())
                .orElseGet(() -> pages.language(ctx));
        var stay = new FileKeeping(parts.database(), parts.files(), parts.clock()).of(view.order());
        pages.show(
                ctx,
                "slip",
                Map.of("view", view, "order", view.order(), "lines", view.lines(), "keeping", stay),
                language);
    }

    private void link(Context ctx) {
        Qr.send(ctx, pages.origin(ctx) + "/o/" + order(ctx).token());
    }

    private Order order(Context ctx) {
        return view(ctx).order();
    }

    private OrderView view(Context ctx) {
        return parts.desk().view(Acts.order(ctx)).orElseThrow(NotFoundResponse::new);
    }

    private static String place(Order order) {
        return "/work/orders/" + order.id().value();
    }
}
