package platen.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import platen.values.Csv;
import platen.values.Message;
import platen.values.Money;

/// A table of a report, for people and for other programs. Cells are text, messages, numbers or [Money]; nothing where
/// nobody knows. `bar` is the column that is drawn beside the first, or -1; bars are shares of `most`, or of the
/// largest where it is 0.
public record Table(
        String name,
        String title,
        String note,
        List<Column> columns,
        List<List<@Nullable Object>> rows,
        int bar,
        double most) {
    private static final int WHOLE = 100;

    /// `name` is what programs read, with the unit.
    public record Column(String name, String title) {}

    /// Of a row, from 0 to 100.
    public List<Long> bars() {
        if (bar < 0) return List.of();
        var top = most > 0 ? most : rows.stream().mapToDouble(this::value).max().orElse(0);
        return rows.stream()
                .map(row -> top <= 0 ? 0L : Math.clamp(Math.round(WHOLE * value(row) / top), 0, WHOLE))
                .toList();
    }

    private double value(List<@Nullable Object> row) {
        return plain(row.get(bar)) instanceof Number number ? number.doubleValue() : 0;
    }

    public String csv() {
        var lines = new ArrayList<String>();
        lines.add(columns.stream().map(Column::name).collect(Collectors.joining(",")));
        for (var row : rows)
            lines.add(IntStream.range(0, row.size())
                    .mapToObj(at -> Csv.cell(plain(row.get(at))))
                    .collect(Collectors.joining(",")));
        return Csv.MARK + String.join("\r\n", lines) + "\r\n";
    }

    private static @Nullable Object plain(@Nullable Object cell) {
        return switch (cell) {
            case Money money -> money.cents();
            case Message message -> message.key();
            case null, default -> cell;
        };
    }
}
