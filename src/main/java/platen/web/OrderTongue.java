package platen.web;

import io.javalin.http.Context;
import platen.orders.Orders;

/// Keeps in which language the customer of an order reads, for what is written to them later.
final class OrderTongue {
    private OrderTongue() {}

    static void keep(Context ctx, PageMaker pages, Website.Parts parts, String token) {
        var language = pages.language(ctx);
        parts.database().use(change -> change.attach(Orders.class).speak(token, language));
    }
}
