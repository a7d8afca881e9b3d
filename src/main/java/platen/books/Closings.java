package platen.books;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.Money;

/// The counts of the till, as the database keeps them. Nothing here changes or deletes one.
public interface Closings {
    String COLUMNS = """
        select id, expected, counted, counts, note, last_entry, closed_by, at
          from book_closing
        """;

    @SqlQuery(COLUMNS + " order by id desc limit 1")
    Optional<Closing> last();

    @SqlQuery(COLUMNS + " order by id desc limit :limit")
    List<Closing> lately(int limit);

    @SqlQuery(COLUMNS + " where once = :once")
    Optional<Closing> byOnce(String once);

    @SqlUpdate("""
        insert into book_closing (expected, counted, counts, note, last_entry, once, closed_by, at)
        values (:expected, :counted, :counts, :note, :lastEntry, :once, :closedBy, :at)
        """)
    void add(
            Money expected,
            Money counted,
            @Nullable String counts,
            String note,
            long lastEntry,
            String once,
            String closedBy,
            Instant at);
}
