package platen.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import platen.pricing.BookComplaint;
import platen.pricing.BookWords;
import platen.values.Message;

/// A price book as the fields of a form: `papers.2.per_sheet` is the price of the third paper. What is
/// right and what is not, the reader of price books alone knows.
final class PriceForm {
    private static final int MOST_ROWS = 60;
    private static final int SPARE_ROWS = 2;
    private static final int LONGEST = 1_000;
    private static final int CENT_DIGITS = 2;
    private static final Pattern NUMBER = Pattern.compile("[$€£]?(-?\\d{1,9})(?:[.,](\\d{1,8}))?");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private enum Kind {
        TEXT,
        LIST,
        NUMBER,
        /// A number that is written with cents.
        MONEY,
        FLAG
    }

    /// A column of a table; its label is the message `web.book-papers-per-sheet`.
    public record Column(String name, Message label, boolean isFlag, boolean isNumber) {}

    /// A table of the form, and the numbers of the rows that it shows; -1 is a table that has no rows.
    public record Table(String name, Message title, Message hint, List<Column> columns, List<Integer> rows) {}

    private static final String PRODUCT_LISTS = "sizes papers covers presses always offered";
    private static final List<String> SINGLE = List.of("general", "parts", "delivery");
    /// A shop that delivers nothing leaves it empty.
    private static final String MAY_BE_MISSING = "delivery";

    /// The Spanish of what stands above. A row without it is there to be filled in.
    private static final String WORDS = "words";

    private static final Map<String, Map<String, Kind>> TABLES = new LinkedHashMap<>();

    static {
        table("general").put(Kind.MONEY, "labour_per_hour round_up_to").put(Kind.NUMBER, "ready_in_days");
        table("parts")
                .put(Kind.MONEY, "setup")
                .put(Kind.NUMBER, "labour_minutes labour_minutes_each")
                .put(Kind.MONEY, "per_machine_hour")
                .put(Kind.NUMBER, "failure_percent")
                .put(Kind.MONEY, "minimum")
                .put(Kind.NUMBER, "most longest_hours longest_side_mm")
                .put(Kind.FLAG, "defects_to_a_person");
        table("materials").put(Kind.TEXT, "name").put(Kind.LIST, "colours").put(Kind.MONEY, "per_kilogram");
        table("products")
                .put(Kind.TEXT, "name")
                .put(Kind.LIST, PRODUCT_LISTS)
                .put(Kind.NUMBER, "bleed_mm gutter_mm")
                .put(Kind.MONEY, "setup")
                .put(Kind.NUMBER, "labour_minutes")
                .put(Kind.MONEY, "minimum")
                .put(Kind.NUMBER, "most most_pages");
        table("papers")
                .put(Kind.TEXT, "name sheet")
                .put(Kind.NUMBER, "width_mm height_mm")
                .put(Kind.MONEY, "per_sheet")
                .put(Kind.NUMBER, "clicks");
        table("sizes").put(Kind.TEXT, "name").put(Kind.NUMBER, "width_mm height_mm");
        table("presses")
                .put(Kind.TEXT, "name")
                .put(Kind.NUMBER, "margin_mm")
                .put(Kind.MONEY, "setup")
                .put(Kind.NUMBER, "labour_minutes waste_sheets waste_percent")
                .put(Kind.FLAG, "combines");
        table("inks")
                .put(Kind.TEXT, "press name")
                .put(Kind.MONEY, "click stencil")
                .put(Kind.NUMBER, "stencil_lasts");
        table("finishing")
                .put(Kind.TEXT, "name")
                .put(Kind.MONEY, "setup")
                .put(Kind.NUMBER, "labour_minutes")
                .put(Kind.MONEY, "each")
                .put(Kind.NUMBER, "seconds_each")
                .put(Kind.TEXT, "per");
        table("breaks").put(Kind.TEXT, "product").put(Kind.NUMBER, "from percent_off");
        table("rush")
                .put(Kind.TEXT, "name words")
                .put(Kind.NUMBER, "percent")
                .put(Kind.MONEY, "least")
                .put(Kind.NUMBER, "ready_in_days");
        table("groups").put(Kind.TEXT, "name words").put(Kind.NUMBER, "percent_off");
        table("bands").put(Kind.TEXT, "name words").put(Kind.NUMBER, "pays_percent");
        table("delivery").put(Kind.TEXT, "words").put(Kind.MONEY, "price");
        table(WORDS).put(Kind.TEXT, "name es");
    }

    private record Columns(Map<String, Kind> kinds) {
        Columns put(Kind kind, String names) {
            for (var name : names.split(" ", -1)) kinds.put(name, kind);
            return this;
        }
    }

    private static Columns table(String name) {
        return new Columns(TABLES.computeIfAbsent(name, _ -> new LinkedHashMap<>()));
    }

    private final Form form;
    /// Where a row of the book stands in the form, which may have empty rows.
    private final Map<String, String> places = new HashMap<>();

    PriceForm(Form form) {
        this.form = form;
    }

    /// The fields of a book, as text.
    static Map<String, String> written(ObjectNode book) {
        var written = new HashMap<String, String>();
        TABLES.forEach((table, columns) -> {
            if (SINGLE.contains(table)) write(written, table + ".", book.path(table), columns);
            else
                for (int i = 0; i < book.path(table).size(); i++) {
                    write(written, table + "." + i + ".", book.path(table).path(i), columns);
                }
        });
        return written;
    }

    /// The same, and below it a row for each word that has no Spanish, with what our own books have for it.
    static Map<String, String> withUnsaid(ObjectNode book, List<String> unsaid) {
        var written = written(book);
        var row = book.path(WORDS).size();
        for (var word : unsaid) {
            if (row == BookWords.MOST) break;
            written.put(WORDS + "." + row + ".name", word);
            written.put(WORDS + "." + row + ".es", BookWords.suggested(word));
            row++;
        }
        return written;
    }

    private static int most(String table) {
        return table.equals(WORDS) ? BookWords.MOST : MOST_ROWS;
    }

    private static void write(Map<String, String> written, String at, JsonNode table, Map<String, Kind> columns) {
        table.properties().forEach(entry -> {
            var node = entry.getValue();
            var text = node.isArray()
                    ? StreamSupport.stream(node.spliterator(), false)
                            .map(JsonNode::asText)
                            .collect(Collectors.joining(", "))
                    : node.isNumber() ? number(node, columns.get(entry.getKey())) : node.asText();
            written.put(at + entry.getKey(), node.isBoolean() && !node.asBoolean() ? "" : text);
        });
    }

    /// `2.50`, not `2.5`, where it is money; a click may be `0.0075`.
    private static String number(JsonNode node, @Nullable Kind kind) {
        var number = node.decimalValue().stripTrailingZeros();
        var digits = kind == Kind.MONEY ? CENT_DIGITS : 0;
        return (number.scale() < digits ? number.setScale(digits) : number).toPlainString();
    }

    /// The tables as the page shows them, with some empty rows below those that are filled in.
    List<Table> tables() {
        var tables = new ArrayList<Table>();
        TABLES.forEach((table, kinds) -> tables.add(new Table(
                table,
                label(table, ""),
                label(table, "-hint"),
                kinds.entrySet().stream()
                        .map(column -> new Column(
                                column.getKey(),
                                label(table, "-" + column.getKey()),
                                column.getValue() == Kind.FLAG,
                                column.getValue() == Kind.NUMBER || column.getValue() == Kind.MONEY))
                        .toList(),
                SINGLE.contains(table) ? List.of() : rows(table))));
        return tables;
    }

    private static Message label(String table, String field) {
        return Message.of("web.book-" + table + field.replace('_', '-'));
    }

    private List<Integer> rows(String table) {
        var rows = new ArrayList<Integer>();
        for (int row = 0, empty = 0; row < most(table) && empty < SPARE_ROWS; row++) {
            if (isEmpty(table, row)) empty++;
            rows.add(row);
        }
        return rows;
    }

    private boolean isEmpty(String table, int row) {
        return TABLES.getOrDefault(table, Map.of()).keySet().stream()
                .noneMatch(column -> form.has(table + "." + row + "." + column));
    }

    private boolean isUnsaid(String table, int row) {
        return table.equals(WORDS) && !form.has(WORDS + "." + row + ".es");
    }

    /// What the form says, for the reader of price books.
    ObjectNode tree() {
        var tree = NODES.objectNode();
        TABLES.forEach((table, columns) -> {
            if (SINGLE.contains(table)) {
                places.put(table + ".", table + ".");
                var row = row(table + ".", columns);
                if (!table.equals(MAY_BE_MISSING) || !row.isEmpty()) tree.set(table, row);
                return;
            }
            var rows = tree.putArray(table);
            for (int row = 0; row < most(table); row++) {
                if (isEmpty(table, row) || isUnsaid(table, row)) continue;
                places.put(table + "." + rows.size() + ".", table + "." + row + ".");
                rows.add(row(table + "." + row + ".", columns));
            }
        });
        return tree;
    }

    private ObjectNode row(String at, Map<String, Kind> columns) {
        var row = NODES.objectNode();
        columns.forEach((column, kind) -> {
            var text = form.may(at + column, LONGEST);
            if (kind == Kind.FLAG) row.put(column, form.ticked(at + column));
            else if (!text.isEmpty()) row.set(column, node(kind, text));
        });
        return row;
    }

    private static JsonNode node(Kind kind, String text) {
        return switch (kind) {
            case TEXT, FLAG -> NODES.textNode(text);
            case LIST -> {
                var list = NODES.arrayNode();
                OrderForm.several(text).forEach(list::add);
                yield list;
            }
            case NUMBER, MONEY -> {
                var number = NUMBER.matcher(text);
                yield number.matches()
                        ? NODES.numberNode(new BigDecimal(
                                number.group(1) + (number.group(2) == null ? "" : "." + number.group(2))))
                        : NODES.textNode(text);
            }
        };
    }

    /// Notes at the fields what the reader complains of.
    void tell(List<BookComplaint> complaints) {
        for (var complaint : complaints) {
            var field = complaint.field();
            var end = field.lastIndexOf('.') + 1;
            var at = places.getOrDefault(field.substring(0, end), field.substring(0, end));
            form.wrong(at + field.substring(end), complaint.what());
        }
    }
}
