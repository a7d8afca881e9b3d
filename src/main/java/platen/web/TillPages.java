package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import platen.books.Booked;
import platen.books.Drawer;
import platen.books.Entries;
import platen.books.Entry;
import platen.books.Till.Hand;
import platen.orders.Order;
import platen.orders.Orders;
import platen.values.Message;
import platen.values.Money;
import platen.values.OrderId;
import platen.values.Secrets;

/// The till: what should be in it, counting it, change and cash for the bank, and lists of the entries.
final class TillPages {
    private static final int LONGEST = 200;
    private static final int MOST_PIECES = 100_000;
    /// Coins and notes by currency, in cents; the others have those of the last.
    private static final Map<String, List<Integer>> PIECES =
            Map.of("USD", List.of(10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 25, 10, 5, 1));

    private static final List<Integer> OTHER_PIECES =
            List.of(20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1);

    private final PageMaker pages;
    private final Website.Parts parts;
    private final Books books;

    TillPages(PageMaker pages, Website.Parts parts) {
        this.pages = pages;
        this.parts = parts;
        this.books = Books.of(parts);
    }

    void addTo(Routes routes) {
        routes.get("/work/till", Access.WORKER, ctx -> show(ctx, Form.empty()));
        routes.post("/work/till/close", Access.WORKER, this::close);
        routes.post("/work/till/in", Access.WORKER, ctx -> move(ctx, "in", "books.did-put-in"));
        routes.post("/work/till/out", Access.WORKER, ctx -> move(ctx, "out", "books.did-take-out"));
        routes.post("/work/till/reverse", Access.WORKER, this::reverse);
        routes.get("/work/till/day.csv", Access.WORKER, this::day);
        routes.get("/work/money/entries.csv", Access.BOOKS, this::entries);
    }

    /// A coin or a note, and the field where it is counted.
    public record Piece(String field, Money worth) {}

    private List<Piece> pieces() {
        return PIECES.getOrDefault(pages.shop().currency().getCurrencyCode(), OTHER_PIECES).stream()
                .map(cents -> new Piece("n" + cents, new Money(cents)))
                .toList();
    }

    private void show(Context ctx, Form form) {
        var now = books.drawer().now();
        var today = today();
        var model = new HashMap<String, @Nullable Object>();
        model.put("till", now);
        model.put("entries", now.entries().stream().filter(TillPages::isMoney).toList());
        model.put(
                "sums",
                now.sums().stream().filter(sum -> sum.method().isMoney()).toList());
        model.put("codes", codes(now.entries()));
        model.put("closings", books.drawer().closings());
        model.put("pieces", pieces());
        model.put("form", form);
        model.put("once", Secrets.token());
        model.put("today", today.toString());
        model.put("seesMoney", Access.BOOKS.admits(Visit.of(ctx).person()));
        pages.show(ctx, "till", model);
    }

    /// What goes on an account, and credit notes, bring nothing into the till.
    private static boolean isMoney(Entry entry) {
        return entry.method() != null && entry.method().isMoney();
    }

    /// How workers call the orders of some entries, by their keys as text.
    private Map<String, String> codes(List<Entry> entries) {
        var codes = new HashMap<String, String>();
        names(entries).forEach((order, code) -> codes.put(String.valueOf(order.value()), code));
        return codes;
    }

    private Map<OrderId, String> names(List<Entry> entries) {
        var orders = parts.database().reading(Orders.class);
        return entries.stream()
                .flatMap(entry -> Optional.ofNullable(entry.orderId()).stream())
                .distinct()
                .flatMap(id -> orders.find(id).stream())
                .collect(Collectors.toMap(Order::id, Order::code));
    }

    private void close(Context ctx) {
        var form = Form.of(ctx);
        var counts = counts(form);
        var counted = counted(form, counts);
        var seen = form.money("seen");
        var note = form.may("note", LONGEST);
        var once = form.need("once", LONGEST);
        if (form.isFaultless()) {
            var who = Visit.worker(ctx).actor();
            switch (books.drawer().close(seen, counted, counts, note, once, who)) {
                case Drawer.Counted.Done(var difference) -> {
                    pages.goOn(ctx, "/work/till", Message.of("books.did-close", difference));
                    return;
                }
                case Drawer.Counted.Refused(var why) ->
                    form.wrong(why.key().equals("books.difference-note") ? "note" : "counted", why);
            }
        }
        again(ctx, form);
    }

    private Map<String, Integer> counts(Form form) {
        var counts = new LinkedHashMap<String, Integer>();
        for (var piece : pieces()) {
            if (!form.has(piece.field())) continue;
            var pieces = form.number(piece.field(), 0, MOST_PIECES);
            if (pieces > 0) counts.put(piece.worth().toString(), pieces);
        }
        return counts;
    }

    /// The sum as it was written, or that of the pieces; where both are given they have to agree.
    private Money counted(Form form, Map<String, Integer> counts) {
        var sum = Money.ZERO;
        for (var piece : pieces()) {
            var pieces = counts.getOrDefault(piece.worth().toString(), 0);
            sum = sum.plus(new Money(piece.worth().cents() * pieces));
        }
        if (!form.has("counted")) {
            if (counts.isEmpty() && pieces().stream().noneMatch(piece -> form.has(piece.field())))
                form.wrong("counted", Message.of("books.count-missing"));
            return sum;
        }
        var written = form.money("counted");
        if (!counts.isEmpty() && !written.equals(sum) && form.isFaultless())
            form.wrong("counted", Message.of("books.counts-differ", sum));
        return written;
    }

    private void move(Context ctx, String way, String done) {
        var form = Form.of(ctx);
        var amount = form.money(way);
        var note = form.may(way + "Note", LONGEST);
        var once = form.need("once", LONGEST);
        if (form.isFaultless()) {
            var who = Visit.worker(ctx).actor();
            var booked = way.equals("in")
                    ? books.till().putIn(amount, note, once, who)
                    : books.till().takeOut(amount, note, once, who);
            if (isDone(ctx, booked, form, way, done)) return;
        }
        again(ctx, form);
    }

    private void reverse(Context ctx) {
        var form = Form.of(ctx);
        var entry = form.value("entry");
        var why = form.need("why" + entry, LONGEST);
        if (form.isFaultless() && entry.matches("\\d{1,18}")) {
            var hand = new Hand(
                    Visit.worker(ctx).actor(), Access.BOOKS.admits(Visit.of(ctx).person()));
            var booked = books.till().reverse(Long.parseLong(entry), why, hand);
            if (isDone(ctx, booked, form, "why" + entry, "books.did-reverse")) return;
        }
        again(ctx, form);
    }

    private boolean isDone(Context ctx, Booked booked, Form form, String field, String done) {
        return switch (booked) {
            case Booked.Done _ -> {
                pages.goOn(ctx, "/work/till", Message.of(done));
                yield true;
            }
            case Booked.Refused(var why) -> {
                form.wrong(field, why);
                yield false;
            }
        };
    }

    private void again(Context ctx, Form form) {
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        show(ctx, form);
    }

    private void day(Context ctx) {
        var day = day(ctx, "day").orElse(today());
        csv(ctx, day, day, "till-" + day);
    }

    private void entries(Context ctx) {
        var to = day(ctx, "to").orElse(today());
        var from = day(ctx, "from").orElse(to.withDayOfMonth(1));
        csv(ctx, from, to, "entries-" + from + "-" + to);
    }

    /// The entries of some days, both counted.
    private void csv(Context ctx, LocalDate from, LocalDate to, String name) {
        var entries = parts.database().reading(Entries.class).between(start(from), start(to.plusDays(1)));
        var accounts = books.accounts().all().stream()
                .collect(Collectors.toMap(
                        one -> one.account().id(), one -> one.account().name()));
        send(ctx, name, MoneyCsv.of(entries, names(entries), accounts));
    }

    static void send(Context ctx, String name, String table) {
        ctx.contentType("text/csv; charset=utf-8").header("Cache-Control", "private, no-store");
        ctx.header("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
        ctx.result(table.getBytes(StandardCharsets.UTF_8));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(parts.clock().instant(), pages.shop().zone());
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(pages.shop().zone()).toInstant();
    }

    private static Optional<LocalDate> day(Context ctx, String name) {
        try {
            return Optional.ofNullable(ctx.queryParam(name)).map(LocalDate::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
