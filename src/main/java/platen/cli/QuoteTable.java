package platen.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import platen.pricing.BookComplaint;
import platen.pricing.Price;
import platen.pricing.PriceLine;
import platen.pricing.PriceRequest;
import platen.pricing.Pricing;
import platen.templating.Words;
import platen.values.Json;
import platen.values.Message;
import platen.values.Money;

/// Prices on the terminal: lines for people, or a line of JSON.
final class QuoteTable {
    private final PrintWriter out;
    private final boolean json;

    QuoteTable(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    void show(String file, int quantity, PriceRequest request, Price price, boolean isEstimate) {
        if (json) {
            var node = node(file, quantity);
            node.put("estimate", isEstimate);
            node.put("engine", Pricing.ENGINE);
            node.set("request", Json.MAPPER.valueToTree(request));
            addTo(node, price);
            out.println(node);
            return;
        }
        out.println(file + ", " + quantity + (quantity == 1 ? " copy" : " copies")
                + (isEstimate ? ", time and material estimated" : ""));
        switch (price) {
            case Price.Priced priced -> {
                priced.lines().forEach(this::line);
                row("Together", priced.total());
            }
            case Price.AskUs(var why) -> why.all().forEach(one -> out.println("  " + said(one)));
        }
    }

    /// A file that must not be printed has no price.
    void refused(String file, Message why) {
        if (json) {
            var node = node(file, 0);
            node.put("to_a_person", said(why));
            out.println(node);
        } else out.println(file + ": " + said(why));
    }

    static String said(List<BookComplaint> complaints) {
        return complaints.stream()
                .map(one -> "  " + (one.field().isEmpty() ? "" : one.field() + ": ") + said(one.what()))
                .collect(Collectors.joining("\n"));
    }

    private static ObjectNode node(String file, int quantity) {
        return Json.MAPPER.createObjectNode().put("file", file).put("quantity", quantity);
    }

    private static void addTo(ObjectNode node, Price price) {
        switch (price) {
            case Price.Priced priced -> {
                node.put("price_cents", priced.total().cents());
                var lines = node.putArray("lines");
                for (var line : priced.lines()) {
                    var one = lines.addObject();
                    one.put("what", said(line.what()));
                    one.put("full_cents", line.full().cents());
                    for (var off : line.offs()) {
                        one.put(
                                "off_" + off.by().name().toLowerCase(Locale.ROOT) + "_cents",
                                off.amount().cents());
                    }
                    one.put("price_cents", line.amount().cents());
                }
            }
            case Price.AskUs(var why) ->
                node.put("to_a_person", why.all().stream().map(QuoteTable::said).collect(Collectors.joining(" ")));
        }
    }

    private void line(PriceLine line) {
        row(said(line.what()), line.amount());
        for (var sum : line.sums()) {
            out.printf(
                    "      %s: %s%n",
                    said(sum.what()), sum.amount().stripTrailingZeros().toPlainString());
        }
        for (var off : line.offs()) {
            var by = off.name().isEmpty() ? off.by().name().toLowerCase(Locale.ROOT) : off.name();
            out.printf("      less for %s: %s%n", by, off.amount());
        }
    }

    private void row(String what, Money amount) {
        out.printf("  %-50s %10s%n", what, amount);
    }

    private static String said(Message message) {
        return Words.say(message, Locale.getDefault());
    }
}
