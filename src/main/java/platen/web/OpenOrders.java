package platen.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.orders.Drafts;
import platen.orders.Order;
import platen.orders.OrderLine;
import platen.orders.OrderLines;
import platen.orders.OrderState;
import platen.orders.Orders;

/// Keeps in a visitor's browser which orders they have begun and not said OK to, so that the front page leads back to
/// them. Only this site reads it, and no script.
final class OpenOrders {
    private static final String COOKIE = "platen-orders";
    private static final int MOST = 5;
    /// What a private link is made of.
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{16,64}");

    private final Database database;

    OpenOrders(Database database) {
        this.database = database;
    }

    /// An order that waits for its customer, or for a price; `keptUntil` is nothing for one that is no draft.
    public record Entry(
            String place,
            String name,
            boolean isDraft,
            boolean isOffered,
            @Nullable Instant keptUntil) {}

    /// The newest first.
    List<Entry> of(Context ctx) {
        var tokens = tokens(ctx);
        if (tokens.isEmpty()) return List.of();
        return database.look(look -> tokens.stream()
                .flatMap(token -> look.attach(Orders.class).byToken(token).stream())
                .filter(order -> isOpen(order.state()))
                .map(order -> entry(order, look.attach(OrderLines.class).of(order.id())))
                .toList());
    }

    private static Entry entry(Order order, List<OrderLine> lines) {
        var isDraft = order.state() == OrderState.DRAFT;
        var name = lines.stream().map(OrderLine::fileName).collect(Collectors.joining(", "));
        return new Entry(
                "/o/" + order.token(),
                name.isEmpty() ? order.code() : name,
                isDraft,
                order.state() == OrderState.QUOTED,
                isDraft ? Drafts.keptUntil(order) : null);
    }

    private static boolean isOpen(OrderState state) {
        return switch (state) {
            case DRAFT, SUBMITTED, QUOTED -> true;
            case APPROVED, IN_PRODUCTION, READY, COLLECTED, DECLINED, CANCELLED, EXPIRED -> false;
        };
    }

    /// Keeps an order that was just begun.
    static void keep(Context ctx, String token) {
        write(
                ctx,
                Stream.concat(Stream.of(token), tokens(ctx).stream())
                        .distinct()
                        .limit(MOST)
                        .toList());
    }

    /// Forgets an order that is open no longer.
    static void forgetIfOver(Context ctx, Order order) {
        if (isOpen(order.state()) || !tokens(ctx).contains(order.token())) return;
        var left = new ArrayList<>(tokens(ctx));
        left.remove(order.token());
        write(ctx, left);
    }

    static void forgetAll(Context ctx) {
        write(ctx, List.of());
    }

    private static List<String> tokens(Context ctx) {
        var value = ctx.cookie(COOKIE);
        if (value == null) return List.of();
        return Arrays.stream(value.split("\\.", MOST + 1))
                .filter(token -> TOKEN.matcher(token).matches())
                .limit(MOST)
                .toList();
    }

    private static void write(Context ctx, List<String> tokens) {
        var seconds = tokens.isEmpty() ? 0 : (int) Drafts.KEPT.toSeconds();
        ctx.cookie(new Cookie(
                COOKIE, String.join(".", tokens), "/", seconds, Visit.of(ctx).secure(), true, null, SameSite.LAX));
    }
}
