package platen.web;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import platen.books.PostCalculation.OfJob;
import platen.books.Took;
import platen.values.Csv;

/// What jobs took, as a table for a spreadsheet: a row for each job; what nobody has noted is empty.
final class TookCsv {
    private static final String COLUMNS =
            "job,title,product,ended_at,price_cents,copies,good,spoiled,tries,failed_tries,"
                    + "machine_s_quoted,machine_s,plastic_mg_quoted,plastic_mg,sheets_quoted,sheets,hand_s_quoted,hand_s";

    private TookCsv() {}

    static String of(List<OfJob> jobs) {
        return COLUMNS + "\r\n" + jobs.stream().map(TookCsv::row).collect(Collectors.joining());
    }

    private static String row(OfJob one) {
        var job = one.job();
        var took = one.took();
        return Stream.of(
                                Stream.of(job.id().value(), quoted(job.title()), one.product(), text(job.endedAt())),
                                Stream.of(one.price().cents(), took.wanted(), took.good(), took.spoiled()),
                                Stream.of(took.runs(), took.failed()),
                                Stream.of(took.machine(), took.plastic(), took.sheets(), took.hand())
                                        .flatMap(TookCsv::both))
                        .flatMap(cells -> cells)
                        .map(String::valueOf)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    private static Stream<Object> both(Took.Amount amount) {
        return Stream.of(amount.quoted(), text(amount.took()));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /// A title is what a customer called a file.
    static String quoted(String title) {
        return Csv.cell(title);
    }
}
