package platen.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import platen.values.Message;
import platen.values.Money;

/// One table of a price book, read strictly: each wrong, missing or unknown field becomes a complaint
/// that names the field, what is wrong and what is allowed; reading goes on, so that all are told at once.
final class BookFields {
    private static final int LONGEST_TEXT = 200;
    private static final int MOST_TEXTS = 40;
    private static final int PERCENT_DIGITS = 2;
    private static final int LENGTH_DIGITS = 1;
    private static final BigDecimal MOST_MONEY = BigDecimal.valueOf(100_000);

    private final String path;
    private final JsonNode table;
    private final List<BookComplaint> complaints;
    private final Set<String> asked = new HashSet<>();

    BookFields(String path, JsonNode table, List<BookComplaint> complaints) {
        this.path = path;
        this.table = table;
        this.complaints = complaints;
    }

    String path() {
        return path;
    }

    BookFields table(String name) {
        asked.add(name);
        var node = table.path(name);
        if (!node.isObject()) complain(name, "pricing.book-no-table");
        return new BookFields(path + name + ".", node, complaints);
    }

    /// The rows of a list of tables, which may be missing.
    List<BookFields> rows(String name, int most) {
        asked.add(name);
        var node = table.path(name);
        if (node.isMissingNode()) return List.of();
        if (!node.isArray()) complain(name, "pricing.book-no-rows", name);
        if (node.size() > most) complain(name, "pricing.book-too-many", most);
        var rows = new ArrayList<BookFields>();
        for (var row : node) {
            if (rows.size() == most) break;
            if (!row.isObject()) complain(name, "pricing.book-no-rows", name);
            else rows.add(new BookFields(path + name + "." + rows.size() + ".", row, complaints));
        }
        return rows;
    }

    /// A text that must be there.
    String name(String field) {
        var text = text(field);
        if (text.isEmpty() && table.has(field)) complain(field, "pricing.book-empty");
        if (!table.has(field)) complain(field, "pricing.book-missing");
        if (text.contains("|") || text.contains("+") || text.contains(",")) complain(field, "pricing.book-signs");
        return text;
    }

    /// A text that must be there, with any signs.
    String words(String field) {
        var text = text(field);
        if (text.isEmpty()) complain(field, table.has(field) ? "pricing.book-empty" : "pricing.book-missing");
        return text;
    }

    /// A text that may be left out.
    String text(String field) {
        var node = node(field);
        if (node.isMissingNode()) return "";
        if (!node.isTextual()) complain(field, "pricing.book-no-text");
        var text = node.asText().strip();
        if (text.length() > LONGEST_TEXT) complain(field, "pricing.book-long", LONGEST_TEXT);
        return text;
    }

    /// Texts in square brackets, which may be left out.
    List<String> texts(String field) {
        var node = node(field);
        var texts = new ArrayList<String>();
        if (node.isMissingNode()) return texts;
        if (!node.isArray() || node.size() > MOST_TEXTS) complain(field, "pricing.book-no-texts", MOST_TEXTS);
        for (var entry : node) {
            if (!entry.isTextual() || entry.asText().isBlank() || entry.asText().length() > LONGEST_TEXT) {
                complain(field, "pricing.book-no-texts", MOST_TEXTS);
            } else if (entry.asText().contains("|") || entry.asText().contains(",")) {
                complain(field, "pricing.book-signs");
            } else if (!texts.contains(entry.asText().strip())) {
                texts.add(entry.asText().strip());
            }
        }
        return texts;
    }

    boolean flag(String field) {
        var node = node(field);
        if (!node.isMissingNode() && !node.isBoolean()) complain(field, "pricing.book-no-flag");
        return node.asBoolean();
    }

    /// An amount in whole cents; nothing where it is left out.
    Money money(String field) {
        return new Money(decimal(field, 2, BigDecimal.ZERO, MOST_MONEY, false)
                .movePointRight(2)
                .longValueExact());
    }

    /// An amount with up to four digits behind the point.
    Rate rate(String field) {
        return Rate.of(decimal(field, Rate.DIGITS, BigDecimal.ZERO, MOST_MONEY, false));
    }

    /// As [#rate], of what must be there: a missing price would be none.
    Rate needRate(String field) {
        return Rate.of(decimal(field, Rate.DIGITS, BigDecimal.ZERO, MOST_MONEY, true));
    }

    int percent(String field, int most) {
        return decimal(field, PERCENT_DIGITS, BigDecimal.ZERO, BigDecimal.valueOf(most), false)
                .movePointRight(PERCENT_DIGITS)
                .intValueExact();
    }

    /// A length in tenths of a millimetre.
    int length(String field, int least, int most) {
        return decimal(field, LENGTH_DIGITS, BigDecimal.valueOf(least), BigDecimal.valueOf(most), least > 0)
                .movePointRight(LENGTH_DIGITS)
                .intValueExact();
    }

    /// A whole number; the lowest where it is left out and may be.
    int whole(String field, int least, int most) {
        return decimal(field, 0, BigDecimal.valueOf(least), BigDecimal.valueOf(most), false)
                .intValueExact();
    }

    int needWhole(String field, int least, int most) {
        return decimal(field, 0, BigDecimal.valueOf(least), BigDecimal.valueOf(most), true)
                .intValueExact();
    }

    /// Complains of every field that nobody asked for: mostly a slip of the pen.
    void end() {
        table.fieldNames().forEachRemaining(field -> {
            if (!asked.contains(field)) complain(field, "pricing.book-unknown");
        });
    }

    void complain(String field, String key, Object... args) {
        complaints.add(new BookComplaint(path + field, Message.of(key, args)));
    }

    boolean has(String field) {
        return table.has(field);
    }

    private JsonNode node(String field) {
        asked.add(field);
        return table.path(field);
    }

    private BigDecimal decimal(String field, int digits, BigDecimal least, BigDecimal most, boolean needed) {
        var node = node(field);
        if (node.isMissingNode()) {
            if (needed) complain(field, "pricing.book-missing");
            return least;
        }
        if (!node.isNumber() || (node.isDouble() && !Double.isFinite(node.doubleValue()))) {
            complain(field, "pricing.book-no-number", least.toPlainString(), most.toPlainString());
            return least;
        }
        var value = node.decimalValue();
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            complain(field, "pricing.book-no-number", least.toPlainString(), most.toPlainString());
            return least;
        }
        if (value.stripTrailingZeros().scale() > digits) {
            complain(field, "pricing.book-digits", digits);
            return least;
        }
        return value;
    }
}
