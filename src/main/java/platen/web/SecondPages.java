package platen.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import platen.books.Booked;
import platen.books.Method;
import platen.books.Till;
import platen.orders.PriceDesk;
import platen.people.Person;
import platen.people.SecondLook;
import platen.people.SecondLook.Kind;
import platen.people.SecondLook.State;
import platen.people.SecondLooks;
import platen.shop.Step;
import platen.values.Json;
import platen.values.Message;
import platen.values.Money;
import platen.values.OrderId;

/// Where a second person looks at new prices and at much money given back, and says yes or no.
final class SecondPages {
    static final String PAGE = "/work/second";

    private final PageMaker pages;
    private final Website.Parts parts;
    private final SecondLooks looks;
    private final PriceDesk prices;

    SecondPages(PageMaker pages, Website.Parts parts) {
        this.pages = pages;
        this.parts = parts;
        this.looks = new SecondLooks(parts.database(), parts.clock());
        this.prices = new PriceDesk(parts.database(), parts.clock());
    }

    /// What is to be published.
    record Publishing(long from, String note) {}

    /// What is to be given back, and how.
    record GivingBack(String method, String why, String once) {}

    /// One that waits, as a page shows it to this visitor.
    public record Row(SecondLook look, LogNames.Name about, String note, boolean mine, boolean mayDecide) {}

    void addTo(Routes routes) {
        routes.get(PAGE, Access.BOOKS, this::show);
        routes.post(PAGE + "/{id}/yes", Access.BOOKS, ctx -> decide(ctx, true));
        routes.post(PAGE + "/{id}/no", Access.BOOKS, ctx -> decide(ctx, false));
    }

    private void show(Context ctx) {
        var visitor = Visit.worker(ctx);
        var names = new LogNames(parts);
        var rows = looks.open().stream().map(look -> row(look, visitor, names)).toList();
        var model = new HashMap<String, @Nullable Object>(Map.of("rows", rows));
        pages.show(ctx, "second", model);
    }

    private static Row row(SecondLook look, Person visitor, LogNames names) {
        var mine = look.askedBy().equals(visitor.id());
        var about = switch (look.kind()) {
            case PRICES -> new LogNames.Name("Prices, version", "" + look.subject(), "/work/prices/" + look.subject());
            case REFUND -> names.order(new OrderId(look.subject()), "/work/money/orders/");
        };
        var note = switch (look.kind()) {
            case PRICES -> Json.read(look.content(), Publishing.class).note();
            case REFUND -> Json.read(look.content(), GivingBack.class).why();
        };
        return new Row(look, about, note, mine, look.isFor(visitor));
    }

    private void decide(Context ctx, boolean yes) {
        var id = ctx.pathParam("id");
        if (!id.matches("\\d{1,18}")) throw new NotFoundResponse();
        var look = looks.find(Long.parseLong(id)).orElseThrow(NotFoundResponse::new);
        var by = Visit.worker(ctx);
        // What was confirmed and cut off is done now; doing it twice does nothing.
        var goesOn = yes && look.state() == State.CONFIRMED && look.isFor(by);
        if (!goesOn && !looks.decide(by, look, yes)) {
            pages.goBack(ctx, PAGE, Message.of("team.second-not-you"));
            return;
        }
        if (!yes) {
            pages.goOn(ctx, PAGE, Message.of("team.second-declined"));
            return;
        }
        var why = perform(look, by);
        looks.done(look);
        if (why == null) pages.goOn(ctx, PAGE, Message.of("team.second-done"));
        else pages.goBack(ctx, PAGE, why);
    }

    /// Does what was confirmed, as who confirmed it; or why it cannot be done.
    private @Nullable Message perform(SecondLook look, Person by) {
        return switch (look.kind()) {
            case PRICES -> publish(look, by);
            case REFUND -> giveBack(look, by);
        };
    }

    private @Nullable Message publish(SecondLook look, Person by) {
        var asked = Json.read(look.content(), Publishing.class);
        var from = Instant.ofEpochMilli(asked.from());
        if (!prices.publish(look.subject(), from, asked.note(), by.actor())) return Message.of("team.second-too-late");
        parts.settings().finish(by.actor(), Step.PRICES);
        return null;
    }

    private @Nullable Message giveBack(SecondLook look, Person by) {
        var asked = Json.read(look.content(), GivingBack.class);
        var hand = new Till.Hand(by.actor(), true);
        var booked = parts.till()
                .refund(
                        new OrderId(look.subject()),
                        look.amount(),
                        Method.valueOf(asked.method()),
                        asked.why(),
                        asked.once(),
                        hand);
        return switch (booked) {
            case Booked.Done _ -> null;
            case Booked.Refused(var why) -> why;
        };
    }

    /// Asks for a second person where the shop wants one; false where it does not, and the thing is done at once.
    boolean askForPrices(Context ctx, long version, Instant from, String note) {
        if (!looks.isWanted()) return false;
        var content = Json.write(new Publishing(from.toEpochMilli(), note));
        tell(ctx, "/work/prices", looks.ask(Visit.worker(ctx), Kind.PRICES, Money.ZERO, version, content));
        return true;
    }

    /// The same for money given back.
    boolean askForRefund(Context ctx, OrderId order, Money amount, Method method, String why, String once) {
        if (!looks.isWanted(amount)) return false;
        var content = Json.write(new GivingBack(method.name(), why, once));
        var asked = looks.ask(Visit.worker(ctx), Kind.REFUND, amount, order.value(), content);
        tell(ctx, "/work/money/orders/" + order.value(), asked);
        return true;
    }

    private void tell(Context ctx, String place, boolean asked) {
        if (asked) pages.goOn(ctx, place, Message.of("team.second-asked"));
        else pages.goBack(ctx, place, Message.of("team.second-asked-before"));
    }
}
