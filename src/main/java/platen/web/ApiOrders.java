package platen.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import platen.books.Booked;
import platen.customers.CustomersByKey;
import platen.orders.Arrival;
import platen.orders.Contact;
import platen.orders.Order;
import platen.orders.OrderDesk.Begun;
import platen.orders.OrderDesk.Chosen;
import platen.orders.OrderLines;
import platen.orders.OrderState;
import platen.orders.OrderView;
import platen.orders.OrdersByKey;
import platen.orders.Quotes;
import platen.orders.Wish;
import platen.orders.WishDesk;
import platen.people.Scope;
import platen.queue.Act;
import platen.talk.Talk;
import platen.values.Digest;
import platen.values.Money;
import platen.values.OrderId;

/// Orders, prices, customers and payments for programs.
final class ApiOrders {
    private static final int LONGEST_WORDS = 2_000;
    private static final String SHA256 = "[0-9a-f]{64}";
    private static final List<String> STATES = Arrays.stream(OrderState.values())
            .filter(state -> state != OrderState.DRAFT)
            .map(Enum::name)
            .toList();

    private final Website.Parts parts;
    private final ApiWords words;
    private final Talk talk;

    ApiOrders(Website.Parts parts, ApiWords words) {
        this.parts = parts;
        this.words = words;
        this.talk = new Talk(parts.database(), parts.files(), parts.clock());
    }

    void addTo(ApiRoutes api) {
        var sees = Access.PROGRAM_SEES_ORDERS;
        var runs = Access.PROGRAM_RUNS_ORDERS;
        var states = List.of(new ApiRoute.Query("state", "Only those in this state.", STATES));
        api.list("orders", sees, "Orders, the oldest first", ApiRecords.Order.class, states, this::orders);
        api.get("orders/{id}", sees, "An order", ApiRecords.Order.class, ctx -> seen(ctx, find(ctx)));
        api.get(
                "orders/{id}/quote",
                Access.PROGRAM_SEES_MONEY,
                "The price that stands",
                ApiRecords.Quote.class,
                ctx -> quote(view(find(ctx).id())));
        api.post(
                "orders",
                runs,
                "Take an order at the counter",
                ApiRecords.ToOrder.class,
                ApiRecords.Order.class,
                this::take);
        api.post(
                "orders/{id}/remarks",
                runs,
                "Write to its customer",
                ApiRecords.ToWrite.class,
                ApiRecords.Done.class,
                this::write);
        api.post(
                "orders/{id}/collect",
                runs,
                "Say that it was handed over",
                ApiRoutes.Nothing.class,
                ApiRecords.Order.class,
                this::collect);
        api.post(
                "orders/{id}/payments",
                Access.PROGRAM_TAKES_MONEY,
                "Take money for it",
                ApiRecords.ToPay.class,
                ApiRecords.Payment.class,
                this::pay);
        api.post(
                "quotes",
                runs,
                "Price a stored file, as a draft that nobody has ordered yet",
                ApiRecords.ToPrice.class,
                ApiRecords.Quote.class,
                this::price);
        api.list("customers", sees, "Customers with an account", ApiRecords.Customer.class, List.of(), this::customers);
    }

    private List<ApiRoutes.Row<ApiRecords.Order>> orders(Context ctx, long after, int limit) {
        var state = ApiRoutes.choice(ctx, "state", STATES);
        return parts.database().reading(OrdersByKey.class).page(after, state, limit).stream()
                .map(order -> new ApiRoutes.Row<>(order.id().value(), seen(ctx, order)))
                .toList();
    }

    private Order find(Context ctx) {
        return parts.database()
                .reading(platen.orders.Orders.class)
                .find(Acts.order(ctx))
                .filter(order -> order.state() != OrderState.DRAFT)
                .orElseThrow(NotFoundResponse::new);
    }

    private OrderView view(OrderId id) {
        return parts.desk().view(id).orElseThrow(NotFoundResponse::new);
    }

    private ApiRecords.Order seen(Context ctx, Order order) {
        var quote = Gate.program(ctx).covers(Scope.SEE_MONEY) ? order.quote() : null;
        var lines = parts.database().reading(OrderLines.class).of(order.id()).stream()
                .map(line -> new ApiRecords.Line(
                        line.id().value(),
                        line.product(),
                        line.fileName(),
                        line.choices() == null ? null : line.choices().quantity()))
                .toList();
        return new ApiRecords.Order(
                order.id().value(),
                order.code(),
                order.state(),
                order.customerName(),
                order.email(),
                order.phone(),
                quote == null
                        ? null
                        : parts.database().reading(Quotes.class).total(quote).cents(),
                quote == null ? null : parts.till().open(order.id()).cents(),
                order.createdAt(),
                order.approvedAt(),
                order.promised(),
                lines);
    }

    private ApiRecords.Quote quote(OrderView view) {
        var quote = view.quote();
        var problem = view.problem();
        var says = problem == null ? null : words.say(problem);
        var order = view.order().id().value();
        if (quote == null) return new ApiRecords.Quote(order, null, null, view.isPending(), says, null, List.of());
        var lines = quote.price().lines().stream()
                .map(line -> new ApiRecords.QuoteLine(
                        words.say(line.what()), line.amount().cents()))
                .toList();
        return new ApiRecords.Quote(
                order,
                quote.id().value(),
                quote.price().total().cents(),
                quote.estimate(),
                says,
                quote.validUntil(),
                lines);
    }

    private ApiRecords.Order take(Context ctx, ApiRecords.ToOrder to) throws InterruptedException {
        var contact = Contact.of(to.customerName(), to.email(), to.phone());
        if (!contact.problems().isEmpty()) throw ApiProblem.of(422, "api.contact-wrong");
        if (to.quantity() < 1 || to.quantity() > Wish.MOST) throw ApiProblem.of(422, "api.copies-wrong", 1, Wish.MOST);
        if (to.priceCents() < 0) throw ApiProblem.of(422, "api.field-wrong", "price_cents");
        var wish = new Wish(to.quantity(), to.kind(), "", false);
        var counter = new WishDesk.Counter(
                once(ctx), contact, text("what", to.what(), LONGEST_WORDS), wish, new Money(to.priceCents()));
        var who = Gate.program(ctx).actor();
        return switch (parts.wishes().take(counter, Optional.empty(), who, parts.intake()::addJobs)) {
            case Begun.Draft(var token) ->
                seen(ctx, parts.desk().view(token).orElseThrow().order());
            case Begun.Refused(var why) -> throw new ApiProblem(409, why, null);
        };
    }

    private ApiRecords.Done write(Context ctx, ApiRecords.ToWrite to) {
        var order = find(ctx);
        var written = new Talk.Written(once(ctx), text("body", to.body(), Talk.LONGEST_BODY), List.of());
        return switch (talk.answer(order.id(), written, Gate.program(ctx).actor())) {
            case Talk.Outcome.Kept() -> new ApiRecords.Done(order.id().value());
            case Talk.Outcome.Refused(var why) -> throw new ApiProblem(409, why, seen(ctx, order));
        };
    }

    private ApiRecords.Order collect(Context ctx, ApiRoutes.Nothing nothing) {
        var act = parts.floor().collected(find(ctx).id(), Gate.program(ctx).actor());
        if (act instanceof Act.Refused(var why)) throw new ApiProblem(409, why, seen(ctx, find(ctx)));
        return seen(ctx, find(ctx));
    }

    private ApiRecords.Payment pay(Context ctx, ApiRecords.ToPay to) {
        var order = find(ctx);
        var note = to.note() == null ? "" : Form.line(to.note());
        var booked = parts.till()
                .take(
                        order.id(),
                        new Money(to.amountCents()),
                        to.method(),
                        note,
                        once(ctx),
                        Gate.program(ctx).actor());
        return switch (booked) {
            case Booked.Done(var open, var document) ->
                new ApiRecords.Payment(order.id().value(), open.cents(), document);
            case Booked.Refused(var why) -> throw new ApiProblem(409, why, seen(ctx, order));
        };
    }

    /// The customer's own way: a draft, with what is usual chosen.
    private ApiRecords.Quote price(Context ctx, ApiRecords.ToPrice to) throws InterruptedException {
        if (to.quantity() < 1 || to.quantity() > Wish.MOST) throw ApiProblem.of(422, "api.copies-wrong", 1, Wish.MOST);
        var digest = digest(to.fileSha256());
        parts.reader().expect();
        var arrival = new Arrival(to.product(), once(ctx), digest, Form.line(to.fileName()), Optional.empty());
        var token = switch (parts.desk().begin(arrival)) {
            case Begun.Draft(var begun) -> begun;
            case Begun.Refused(var why) -> throw new ApiProblem(422, why, null);
        };
        var view = parts.desk().view(token).orElseThrow();
        if (parts.desk().take(token, view.line().id(), to.quantity()) instanceof Chosen.Refused(var problems))
            throw new ApiProblem(422, problems.values().iterator().next(), null);
        return quote(parts.desk().view(token).orElseThrow());
    }

    private Digest digest(String hex) {
        if (!hex.matches(SHA256)) throw ApiProblem.of(422, "api.no-such-file");
        var digest = new Digest(hex);
        if (parts.files().find(digest).isEmpty()) throw ApiProblem.of(422, "api.no-such-file");
        return digest;
    }

    private List<ApiRoutes.Row<ApiRecords.Customer>> customers(Context ctx, long after, int limit) {
        return parts.database().reading(CustomersByKey.class).page(after, limit).stream()
                .map(one -> new ApiRoutes.Row<>(
                        one.id().value(),
                        new ApiRecords.Customer(
                                one.id().value(), one.name(), one.email(), one.phone(), one.createdAt())))
                .toList();
    }

    private static String text(String field, String text, int longest) {
        if (text.isBlank() || text.length() > longest) throw ApiProblem.of(422, "api.words-missing", field, longest);
        return text.strip();
    }

    /// The act's own name, as the desks know it: they, too, do nothing twice.
    private static String once(Context ctx) {
        return "key " + Gate.program(ctx).id() + " " + ctx.header(OnceGate.HEADER);
    }
}
