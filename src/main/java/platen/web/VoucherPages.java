package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import platen.books.Booked;
import platen.books.Entry;
import platen.books.Method;
import platen.books.Till.Hand;
import platen.books.Voucher;
import platen.books.VoucherDesk;
import platen.orders.Order;
import platen.orders.Orders;
import platen.values.Language;
import platen.values.Message;
import platen.values.Secrets;

/// Vouchers: selling one, giving one away, what is left of each, and the slip for who gets it.
final class VoucherPages {
    private static final int LONGEST_REASON = 200;
    private static final int LONGEST_ONCE = 100;
    private static final String PLACE = "/work/vouchers";
    private static final String GIFT = "GIFT";
    private static final List<Method> METHODS =
            List.of(Method.CASH, Method.CARD, Method.TRANSFER, Method.CHEQUE, Method.OTHER);

    private final PageMaker pages;
    private final Website.Parts parts;
    private final VoucherDesk vouchers;

    VoucherPages(PageMaker pages, Website.Parts parts) {
        this.pages = pages;
        this.parts = parts;
        this.vouchers = new VoucherDesk(parts.database(), parts.till(), parts.clock());
    }

    void addTo(Routes routes) {
        routes.get(PLACE, Access.BOOKS, ctx -> list(ctx, Form.empty()));
        routes.post(PLACE, Access.BOOKS, this::issue);
        routes.get(PLACE + "/{name}", Access.BOOKS, ctx -> show(ctx, Form.empty()));
        routes.post(PLACE + "/{name}/take-back", Access.BOOKS, this::takeBack);
        routes.get(PLACE + "/{name}/slip", Access.BOOKS, this::slip);
    }

    private void list(Context ctx, Form form) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("vouchers", vouchers.lately());
        model.put("methods", METHODS);
        model.put("seesMoney", hand(ctx).seesMoney());
        model.put("once", Secrets.token());
        model.put("form", form);
        pages.show(ctx, "vouchers", model);
    }

    private void issue(Context ctx) {
        var form = Form.of(ctx);
        var amount = form.money("amount");
        var reason = form.may("reason", LONGEST_REASON);
        var once = form.need("once", LONGEST_ONCE);
        var words = METHODS.stream().map(Method::name).collect(Collectors.toList());
        words.add(GIFT);
        var paid = form.choice("paid", words);
        if (form.isFaultless()) {
            var method = paid.equals(GIFT) ? null : Method.valueOf(paid);
            switch (vouchers.issue(amount, method, reason, once, hand(ctx))) {
                case Booked.Done(var _, var name) -> {
                    pages.goOn(ctx, PLACE + "/" + name, Message.of("books.did-voucher", name));
                    return;
                }
                case Booked.Refused(var why) ->
                    form.wrong(why.key().equals("books.reason-missing") ? "reason" : "amount", why);
            }
        }
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        list(ctx, form);
    }

    private void show(Context ctx, Form form) {
        var voucher = found(ctx);
        var uses = vouchers.uses(voucher);
        var model = new HashMap<String, @Nullable Object>();
        model.put("voucher", voucher);
        model.put("uses", uses);
        model.put("codes", codes(uses));
        model.put("canTakeBack", voucher.entry() != null || hand(ctx).seesMoney());
        model.put("form", form);
        pages.show(ctx, "voucher", model);
    }

    /// How workers call the orders that were paid, by their keys as text.
    private Map<String, String> codes(List<Entry> entries) {
        var orders = parts.database().reading(Orders.class);
        return entries.stream()
                .flatMap(entry -> Optional.ofNullable(entry.orderId()).stream())
                .distinct()
                .flatMap(id -> orders.find(id).stream())
                .collect(Collectors.toMap(order -> String.valueOf(order.id().value()), Order::code));
    }

    private void takeBack(Context ctx) {
        var voucher = found(ctx);
        var form = Form.of(ctx);
        var why = form.need("why", LONGEST_REASON);
        if (form.isFaultless()) {
            switch (vouchers.takeBack(voucher, why, hand(ctx))) {
                case Booked.Done _ -> {
                    pages.goOn(ctx, PLACE + "/" + voucher.name(), Message.of("books.did-reverse"));
                    return;
                }
                case Booked.Refused(var reason) -> form.wrong("why", reason);
            }
        }
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        show(ctx, form);
    }

    /// In the language of who gets it, which `in` names.
    private void slip(Context ctx) {
        var asked = Optional.ofNullable(ctx.queryParam("in")).flatMap(Language::of);
        var language = asked.orElseGet(() -> parts.settings().speech().usual());
        ctx.header("Cache-Control", "private, no-store");
        pages.show(ctx, "voucher-slip", Map.of("voucher", found(ctx)), language);
    }

    private Voucher found(Context ctx) {
        return vouchers.find(ctx.pathParam("name")).orElseThrow(NotFoundResponse::new);
    }

    private static Hand hand(Context ctx) {
        return new Hand(
                Visit.worker(ctx).actor(),
                Access.COORDINATOR.admits(Visit.of(ctx).person()));
    }
}
