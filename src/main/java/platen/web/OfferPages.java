package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.customers.ConsentDesk;
import platen.orders.OfferDesk.Outcome;
import platen.orders.OrderLine;
import platen.orders.OrderState;
import platen.orders.OrderView;
import platen.orders.Orders;
import platen.orders.PriceBooks;
import platen.pricing.Price;
import platen.pricing.Price.Priced;
import platen.pricing.PriceBook;
import platen.pricing.PriceRequest;
import platen.pricing.Pricing;
import platen.values.Actor;
import platen.values.Language;
import platen.values.Message;
import platen.values.OrderId;
import platen.values.Secrets;

/// Where workers name prices: the orders that wait for one, and the form with the lines of each.
final class OfferPages {
    private static final int LONGEST_REASON = 300;

    private final PageMaker pages;
    private final Live live;
    private final ConsentDesk consents;
    private final Website.Parts parts;
    private final Pictures pictures;

    OfferPages(PageMaker pages, Live live, Website.Parts parts, ConsentDesk consents) {
        this.pages = pages;
        this.live = live;
        this.consents = consents;
        this.parts = parts;
        this.pictures = new Pictures(parts.files(), parts.reader());
    }

    void addTo(Routes routes) {
        routes.get("/work/quotes", Access.COORDINATOR, this::all);
        routes.get("/work/orders/{id}/price", Access.COORDINATOR, this::form);
        routes.post("/work/orders/{id}/price", Access.COORDINATOR, this::offer);
        routes.post("/work/orders/{id}/refuse", Access.COORDINATOR, this::refuse);
        routes.post("/work/orders/{id}/group", Access.COORDINATOR, this::group);
    }

    private void all(Context ctx) {
        var views = parts.database()
                .<List<OrderView>, RuntimeException>look(look -> look.attach(Orders.class).asking().stream()
                        .map(order -> OrderView.of(look, order))
                        .toList());
        var model = new HashMap<String, @Nullable Object>();
        model.put("cursor", live.cursor());
        model.put("toPrice", in(views, OrderState.SUBMITTED));
        model.put("offered", in(views, OrderState.QUOTED));
        pages.show(ctx, "quotes", model);
    }

    private static List<OrderView> in(List<OrderView> views, OrderState state) {
        return views.stream().filter(view -> view.order().state() == state).toList();
    }

    private void form(Context ctx) {
        var view = view(ctx);
        if (!isOpen(view)) {
            ctx.redirect("/work/orders/" + view.order().id().value(), HttpStatus.SEE_OTHER);
            return;
        }
        var rules = rules(view.order().id());
        var start = rules instanceof Priced priced ? priced : null;
        var manner = parts.settings().manner(pages.shop(), reader(view));
        show(
                ctx,
                view,
                OfferForm.begun(view.quote(), start, manner, parts.clock().instant()));
    }

    /// The language of who will read the lines.
    private Language reader(OrderView view) {
        return parts.database()
                .reading(Orders.class)
                .language(view.order().id())
                .orElseGet(() -> parts.settings().speech().usual());
    }

    private static boolean isOpen(OrderView view) {
        return view.order().state() == OrderState.SUBMITTED || view.order().state() == OrderState.QUOTED;
    }

    /// What the rules give without their limits, or why they give nothing.
    private @Nullable Price rules(OrderId id) {
        var request = parts.offers().asked(id);
        return request.items().isEmpty() ? null : Pricing.start(book(), request);
    }

    private PriceBook book() {
        return parts.database()
                .reading(PriceBooks.class)
                .current(parts.clock().instant())
                .orElseThrow()
                .book();
    }

    private void show(Context ctx, OrderView view, Form form) {
        var model = new HashMap<String, @Nullable Object>();
        var terms = view.terms();
        model.put("order", view.order());
        var root = "/work/orders/" + view.order().id().value();
        model.put("lines", OrderedLine.all(view, pictures, root));
        model.put("takes", takes(view));
        model.put("most", FileForm.LARGEST_FILE_BYTES);
        model.put("kinds", Kinds.ANY);
        model.put("once", Secrets.token());
        model.put("handover", view.handover());
        OrderModels.putWish(model, view, pictures, root);
        model.put("view", view);
        model.put("rush", terms == null ? null : book().rush(terms.rush()).orElse(null));
        model.put("group", claimed(view).orElse(null));
        model.put("reader", reader(view));
        model.put("rows", OfferForm.ROWS);
        model.put("form", form);
        pages.show(ctx, "order-price", model);
    }

    /// What each of a part takes, by its line.
    private Map<Long, PriceRequest.@Nullable Part> takes(OrderView view) {
        var items = parts.offers().asked(view.order().id()).items();
        var reckoned = view.lines().stream().filter(OrderLine::isReckoned).toList();
        var takes = new HashMap<Long, PriceRequest.@Nullable Part>();
        for (var line : view.lines()) takes.put(line.id().value(), null);
        for (int i = 0; i < items.size() && i < reckoned.size(); i++) {
            if (items.get(i) instanceof PriceRequest.Part part)
                takes.put(reckoned.get(i).id().value(), part);
        }
        return takes;
    }

    /// The group that the customer named and nobody has looked at yet.
    private Optional<String> claimed(OrderView view) {
        var terms = view.terms();
        return terms == null || !terms.claimsGroup() ? Optional.empty() : Optional.of(words(terms.priceGroup()));
    }

    private String words(String group) {
        return book().group(group)
                .map(PriceBook.Group::words)
                .filter(words -> !words.isEmpty())
                .orElse(group);
    }

    private void offer(Context ctx) {
        var view = view(ctx);
        var form = Form.of(ctx);
        var offered = OfferForm.read(form, pages.shop().zone(), claimed(view).isPresent());
        if (form.isFaultless()) {
            var who = Visit.worker(ctx).actor();
            switch (parts.offers().offer(view.order().id(), offered, who)) {
                case Outcome.Done() -> {
                    pages.goOn(
                            ctx,
                            "/work/quotes",
                            Message.of("web.offered", view.order().code()));
                    return;
                }
                case Outcome.Refused(var why) -> {
                    pages.goBack(ctx, ctx.path(), why);
                    return;
                }
                case Outcome.Wrong(var problems) -> problems.forEach(form::wrong);
            }
        }
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        show(ctx, view, form);
    }

    private void refuse(Context ctx) {
        var id = view(ctx).order().id();
        var form = Form.of(ctx);
        var reason = form.need("reason", LONGEST_REASON);
        if (!form.isFaultless()) {
            pages.goBack(ctx, "/work/orders/" + id.value() + "/price", Message.of("web.reason-missing"));
            return;
        }
        tell(ctx, parts.offers().refuse(id, reason, Visit.worker(ctx).actor()), "web.order-refused");
    }

    private void group(Context ctx) {
        var id = view(ctx).order().id();
        var who = Visit.worker(ctx).actor();
        var right = Form.of(ctx).value("right");
        switch (right) {
            case "yes" -> tell(ctx, parts.offers().confirmGroup(id, who, this::goOn), "web.group-right");
            case "no" -> tell(ctx, parts.offers().refuseGroup(id, who), "web.group-wrong");
            default -> pages.goBack(ctx, "/work/quotes", Message.of("web.no-choice"));
        }
    }

    /// An order that an organisation has said yes to goes on its account now.
    private void goOn(Handle change, OrderId order, Actor who, Instant now) {
        parts.intake().addJobs(change, order, who, now);
        consents.confirmed(change, order, who, now);
    }

    private void tell(Context ctx, Outcome outcome, String done) {
        switch (outcome) {
            case Outcome.Done() -> pages.goOn(ctx, "/work/quotes", Message.of(done));
            case Outcome.Refused(var why) -> pages.goBack(ctx, "/work/quotes", why);
            case Outcome.Wrong(var problems) ->
                pages.goBack(ctx, "/work/quotes", problems.values().iterator().next());
        }
    }

    private OrderView view(Context ctx) {
        return parts.desk().view(Acts.order(ctx)).orElseThrow(NotFoundResponse::new);
    }
}
