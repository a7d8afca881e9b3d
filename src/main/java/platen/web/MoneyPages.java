package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import platen.books.Booked;
import platen.books.Invoices;
import platen.books.Method;
import platen.books.Till.Hand;
import platen.orders.Order;
import platen.orders.Orders;
import platen.queue.Act;
import platen.values.Message;
import platen.values.Money;
import platen.values.Secrets;

/// The money of an order, at the counter: taking it, giving it back, taking back what was wrong, invoices and credit
/// notes, the account that it is charged to, and whether tax is due.
final class MoneyPages {
    private static final int LONGEST = 100;
    private static final int LONGEST_WHY = 300;
    private static final int LONGEST_ADDRESS = 500;
    private static final int LONGEST_KEY = 18;

    private final PageMaker pages;
    private final Website.Parts parts;
    private final Books books;
    private final SecondPages second;

    MoneyPages(PageMaker pages, Website.Parts parts, SecondPages second) {
        this.pages = pages;
        this.parts = parts;
        this.books = Books.of(parts);
        this.second = second;
    }

    void addTo(Routes routes) {
        routes.get("/work/money", Access.BOOKS, this::overview);
        routes.get("/work/money/orders/{id}", Access.WORKER, ctx -> show(ctx, Form.empty()));
        routes.post("/work/orders/{id}/pay", Access.WORKER, this::pay);
        routes.post("/work/money/orders/{id}/refund", Access.WORKER, this::refund);
        routes.post("/work/money/orders/{id}/reverse", Access.WORKER, this::reverse);
        routes.post("/work/money/orders/{id}/invoice", Access.WORKER, this::invoice);
        routes.post("/work/money/orders/{id}/receipt", Access.WORKER, this::receipt);
        routes.post("/work/money/orders/{id}/charge", Access.WORKER, this::charge);
        routes.post("/work/money/orders/{id}/credit", Access.BOOKS, this::credit);
        routes.post("/work/money/orders/{id}/bill", Access.WORKER, this::bill);
        routes.post("/work/money/orders/{id}/claim", Access.WORKER, this::claim);
        routes.post("/work/money/orders/{id}/exempt", Access.BOOKS, this::exempt);
        routes.post("/work/money/orders/{id}/let-go", Access.WORKER, this::letGo);
    }

    private void overview(Context ctx) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("claims", books.exemptions().open());
        model.put("rules", books.rules().rules());
        model.put("accounts", books.accounts().all());
        var today = parts.clock().instant().atZone(pages.shop().zone()).toLocalDate();
        model.put("from", today.withDayOfMonth(1).toString());
        model.put("to", today.toString());
        pages.show(ctx, "money", model);
    }

    private void pay(Context ctx) {
        act(ctx, "amount", "/work/orders/", "web.paid", form -> {
            var amount = form.money("amount");
            var method = form.choice("method", Method.class);
            var note = form.may("note", LONGEST);
            var once = form.need("once", LONGEST);
            if (!form.isFaultless() || method.isEmpty()) return null;
            var who = Visit.worker(ctx).actor();
            return books.till().take(Acts.order(ctx), amount, method.get(), note, once, who);
        });
    }

    private void refund(Context ctx) {
        if (isLookedAtFirst(ctx)) return;
        act(ctx, "back", "books.did-refund", form -> {
            var amount = form.money("back");
            var method = form.choice("backMethod", Method.class);
            var why = form.need("backWhy", LONGEST_WHY);
            var once = form.need("once", LONGEST);
            if (!form.isFaultless() || method.isEmpty()) return null;
            return books.till().refund(Acts.order(ctx), amount, method.get(), why, once, hand(ctx));
        });
    }

    /// Whether a second person is asked first. What is wrong with the form, or refused in any case, is told at once.
    private boolean isLookedAtFirst(Context ctx) {
        var form = Form.of(ctx);
        var amount = form.money("back");
        var method = form.choice("backMethod", Method.class);
        var why = form.need("backWhy", LONGEST_WHY);
        var once = form.need("once", LONGEST);
        if (!form.isFaultless() || method.isEmpty()) return false;
        return second.askForRefund(ctx, order(ctx).id(), amount, method.get(), why, once);
    }

    private void reverse(Context ctx) {
        var entry = Form.of(ctx).value("entry");
        act(ctx, "why" + entry, "books.did-reverse", form -> {
            var why = form.need("why" + entry, LONGEST_WHY);
            if (!form.isFaultless()) return null;
            var id = key(entry);
            var ofOrder = books.till()
                    .find(id)
                    .filter(one -> Acts.order(ctx).equals(one.orderId()))
                    .isPresent();
            if (!ofOrder) throw new NotFoundResponse();
            return books.till().reverse(id, why, hand(ctx));
        });
    }

    private void invoice(Context ctx) {
        act(
                ctx,
                "invoice",
                "books.did-invoice",
                _ -> books.invoices().invoice(Acts.order(ctx), Visit.worker(ctx).actor()));
    }

    private void receipt(Context ctx) {
        act(
                ctx,
                "invoice",
                "books.did-receipt",
                form -> books.invoices()
                        .receipt(key(form.value("entry")), Visit.worker(ctx).actor()));
    }

    private void charge(Context ctx) {
        act(ctx, "account", "books.did-charge", form -> {
            var account = form.value("account");
            var once = form.need("once", LONGEST);
            if (!form.isFaultless()) return null;
            if (!account.matches("\\d{1," + LONGEST_KEY + "}")) return Booked.refused("books.choose-account");
            return books.accounts()
                    .charge(
                            Acts.order(ctx),
                            key(account),
                            once,
                            Visit.worker(ctx).actor());
        });
    }

    private void credit(Context ctx) {
        act(ctx, "creditWhy", "books.did-credit", form -> {
            var why = form.need("creditWhy", LONGEST_WHY);
            var once = form.need("once", LONGEST);
            if (!form.isFaultless()) return null;
            var lines = new TreeSet<Integer>();
            for (var line : form.value("lines").split(",", -1))
                if (line.matches("\\d{1,4}")) lines.add(Integer.valueOf(line));
            return books.invoices()
                    .credit(Acts.order(ctx), lines, why, once, Visit.worker(ctx).actor());
        });
    }

    private void exempt(Context ctx) {
        act(ctx, "exempt", "books.did-exempt", form -> {
            var right = form.value("right").equals("yes");
            return books.invoices()
                    .exempt(Acts.order(ctx), right, Visit.worker(ctx).actor());
        });
    }

    private void bill(Context ctx) {
        var form = Form.of(ctx);
        var reference = form.may("reference", LONGEST);
        var billTo = form.lines("billTo", LONGEST_ADDRESS);
        if (!form.isFaultless()) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            show(ctx, form);
            return;
        }
        var order = order(ctx);
        books.invoices().bill(order.id(), reference, billTo, Visit.worker(ctx).actor());
        pages.goOn(ctx, place(order), Message.of("web.saved"));
    }

    private void claim(Context ctx) {
        var form = Form.of(ctx);
        var number = form.need("exemptNumber", LONGEST);
        if (!form.isFaultless()) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            show(ctx, form);
            return;
        }
        var order = order(ctx);
        books.exemptions().claim(order.id(), number, Visit.worker(ctx).actor());
        pages.goOn(ctx, place(order), Message.of("web.saved"));
    }

    private void letGo(Context ctx) {
        var form = Form.of(ctx);
        var order = order(ctx);
        var why = form.may("goWhy", LONGEST_WHY);
        switch (parts.floor().letGo(order.id(), why, Visit.worker(ctx).actor())) {
            case Act.Done() -> pages.goOn(ctx, place(order), Message.of("books.did-let-go"));
            case Act.Refused(var reason) -> {
                form.wrong("goWhy", reason);
                ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
                show(ctx, form);
            }
        }
    }

    private void act(Context ctx, String field, String done, Function<Form, @Nullable Booked> act) {
        act(ctx, field, "/work/money/orders/", done, act);
    }

    /// Does something with the books; what is refused is said at `field`. Nothing is done where the form is wrong.
    private void act(Context ctx, String field, String next, String done, Function<Form, @Nullable Booked> act) {
        var order = order(ctx);
        var form = Form.of(ctx);
        switch (act.apply(form)) {
            case Booked.Done(var _, var document) -> {
                pages.goOn(ctx, next + order.id().value(), Message.of(done, document));
                return;
            }
            case Booked.Refused(var why) -> form.wrong(field, why);
            case null -> {}
        }
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        show(ctx, form);
    }

    private void show(Context ctx, Form written) {
        var order = order(ctx);
        var money = books.money(order);
        var model = new HashMap<String, @Nullable Object>();
        model.put("order", order);
        model.put("money", money);
        model.put("accounts", books.accounts().all());
        model.put(
                "standing",
                books.invoices().standing(order.id()).map(MoneyPages::lines).orElse(null));
        model.put("seesMoney", seesMoney(ctx));
        model.put("once", Secrets.token());
        model.put("methods", money.methods());
        model.put("backMethods", Method.values());
        model.put("form", filled(written, money));
        model.put("place", place(order));
        model.put("orderPath", "/work/orders/" + order.id().value());
        model.put("isTaxed", isTaxed(order));
        pages.show(ctx, "money-order", model);
    }

    /// A line of an invoice that can be taken back.
    public record Line(int place, String what, Money amount) {}

    public record Standing(String name, List<Line> lines, Money left) {}

    private static Standing lines(Invoices.Standing standing) {
        var rows = standing.document().given().rows();
        var lines = standing.lines().stream()
                .map(place ->
                        new Line(place, rows.get(place).what(), rows.get(place).amount()))
                .toList();
        return new Standing(standing.document().name(), lines, standing.left());
    }

    private boolean isTaxed(Order order) {
        return parts.desk()
                .view(order.id())
                .filter(view -> view.quote() != null && view.quote().asked().taxBasisPoints() > 0)
                .isPresent();
    }

    /// What was written stays; what is known stands in what was not.
    private static Form filled(Form written, Books.OrderMoney money) {
        var known = new HashMap<>(Map.of(
                "amount", money.sums().open().toString(),
                "back", money.sums().overpaid().toString(),
                "reference", money.billing().reference(),
                "billTo", money.billing().billTo(),
                "exemptNumber",
                        money.exemption() == null ? "" : money.exemption().number()));
        return written.over(known);
    }

    private static Hand hand(Context ctx) {
        return new Hand(Visit.worker(ctx).actor(), seesMoney(ctx));
    }

    private static boolean seesMoney(Context ctx) {
        return Access.BOOKS.admits(Visit.of(ctx).person());
    }

    private Order order(Context ctx) {
        return parts.database().reading(Orders.class).find(Acts.order(ctx)).orElseThrow(NotFoundResponse::new);
    }

    private static String place(Order order) {
        return "/work/money/orders/" + order.id().value();
    }

    private static long key(String text) {
        if (!text.matches("\\d{1," + LONGEST_KEY + "}")) throw new NotFoundResponse();
        return Long.parseLong(text);
    }
}
