package platen.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.Optional;
import platen.orders.OrderLine;
import platen.orders.OrderView;
import platen.values.LineId;
import platen.values.Message;

/// Which line of an order an address or a form means.
final class Lines {
    private Lines() {}

    /// The line that the address names, or the first where it names none.
    static Optional<OrderLine> inPath(Context ctx, OrderView view) {
        var named = ctx.pathParamMap().get("line");
        return named == null ? view.lines().stream().findFirst() : find(view, named);
    }

    /// The line that a form names; one without a name is about an order's only line.
    static Optional<OrderLine> in(Form form, OrderView view) {
        if (form.has("line")) return find(view, form.value("line"));
        return view.lines().size() == 1 ? Optional.of(view.line()) : Optional.empty();
    }

    /// The order whose private link the address is.
    static OrderView inAddress(Context ctx, Website.Parts parts) {
        return parts.desk().view(ctx.pathParam("token")).orElseThrow(NotFoundResponse::new);
    }

    private static Optional<OrderLine> find(OrderView view, String id) {
        return id.matches("\\d{1,18}") ? view.line(new LineId(Long.parseLong(id))) : Optional.empty();
    }

    static String place(OrderView view) {
        return "/o/" + view.order().token();
    }

    /// Where a line can be changed.
    static String place(OrderView view, OrderLine line) {
        return OrderedLine.place(view, line, place(view));
    }

    /// Somebody took it out of the order, perhaps in another window.
    static void gone(PageMaker pages, Context ctx, OrderView view) {
        pages.goBack(ctx, place(view), Message.of("basket.line-gone"));
    }
}
