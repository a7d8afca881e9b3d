package platen.web;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import platen.books.Entry;
import platen.books.Statement;
import platen.values.Csv;
import platen.values.OrderId;

/// The entries of the books, and statements, as tables for other programs. The names of the columns stay as they are.
final class MoneyCsv {
    private static final String ENTRIES =
            "entry,at,kind,method,amount_cents,order,account,document,reverses,note,taken_by";
    private static final String STATEMENT = "at,kind,document,order,reference,amount_cents,balance_cents";

    private MoneyCsv() {}

    /// `orders` and `accounts` are the names by which those are known.
    static String of(List<Entry> entries, Map<OrderId, String> orders, Map<Long, String> accounts) {
        return table(ENTRIES, entries.stream().map(entry -> row(entry, orders, accounts)));
    }

    private static Stream<Object> row(Entry entry, Map<OrderId, String> orders, Map<Long, String> accounts) {
        return Stream.of(
                entry.id(),
                entry.at(),
                entry.kind(),
                text(entry.method()),
                entry.amount().cents(),
                entry.orderId() == null ? "" : quoted(orders.getOrDefault(entry.orderId(), "")),
                entry.account() == null ? "" : quoted(accounts.getOrDefault(entry.account(), "")),
                text(entry.document()),
                text(entry.reverses()),
                quoted(entry.note()),
                quoted(entry.takenBy()));
    }

    static String of(Statement statement) {
        var opening = Stream.<Object>of(
                statement.month().atDay(1),
                "OPENING",
                "",
                "",
                "",
                "",
                statement.opening().cents());
        var closing = Stream.<Object>of(
                statement.month().atEndOfMonth(),
                "CLOSING",
                "",
                "",
                "",
                "",
                statement.closing().cents());
        var rows = statement.rows().stream().map(MoneyCsv::row);
        return table(
                STATEMENT,
                Stream.of(Stream.of(opening), rows, Stream.of(closing)).flatMap(part -> part));
    }

    private static Stream<Object> row(Statement.Row row) {
        return Stream.of(
                row.at(),
                row.what(),
                row.document(),
                row.order(),
                quoted(row.reference()),
                row.amount().cents(),
                row.balance().cents());
    }

    private static String table(String columns, Stream<Stream<Object>> rows) {
        return columns + "\r\n"
                + rows.map(cells -> cells.map(String::valueOf).collect(Collectors.joining(",")) + "\r\n")
                        .collect(Collectors.joining());
    }

    private static String text(@Nullable Object value) {
        return Objects.toString(value, "");
    }

    /// People wrote it.
    static String quoted(String text) {
        return Csv.cell(text);
    }
}
