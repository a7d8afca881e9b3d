package platen.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.orders.Choices;
import platen.orders.Contents;
import platen.orders.OrderLine;
import platen.orders.OrderView;
import platen.orders.Product;
import platen.orders.Shares;
import platen.values.Message;
import platen.values.Money;

/// A line of an order as pages show it: what it is, what we noticed, and its own part of the price. `place` is where
/// its own pages are.
public record OrderedLine(
        OrderLine line,
        String place,
        Pictures.Shown pictures,
        boolean isPart,
        @Nullable List<Double> size,
        @Nullable Integer pageCount,
        @Nullable Choices choices,
        List<Message> notes,
        @Nullable Message problem,
        boolean isUnseen,
        boolean isPending,
        @Nullable Money amount) {

    /// All lines of an order, whose pages are at `root`.
    static List<OrderedLine> all(OrderView view, Pictures pictures, String root) {
        return view.lines().stream()
                .map(line -> of(view, line, pictures, place(view, line, root)))
                .toList();
    }

    /// An order of one line shows that line on its own page.
    static String place(OrderView view, OrderLine line, String root) {
        return view.lines().size() == 1 ? root : root + "/lines/" + line.id().value();
    }

    static OrderedLine of(OrderView view, OrderLine line, Pictures pictures, String place) {
        var shown = shown(line);
        var share = view.shares().get(line.id());
        return new OrderedLine(
                line,
                place,
                pictures.shown(line, place),
                line.product() == Product.PART,
                size(shown),
                shown instanceof Contents.Document document ? Integer.valueOf(document.pages()) : null,
                line.choices(),
                line.notes(),
                view.problem(line),
                OrderView.isUnseen(line),
                view.isPending(line),
                share == null ? null : Shares.sum(share));
    }

    /// Whether only the customer can go on with it.
    public boolean isToChoose() {
        return choices == null && problem == null;
    }

    /// What is printed.
    private static Contents shown(OrderLine line) {
        var remade = line.remade();
        return remade == null ? line.contents() : remade.contents();
    }

    private static @Nullable List<Double> size(Contents contents) {
        return switch (contents) {
            case Contents.Part part -> part.measures().sizeMm();
            case Contents.Document document -> document.sizeMm().isEmpty() ? null : document.sizeMm();
            case Contents.Program _ -> null;
        };
    }
}
