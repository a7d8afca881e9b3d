package platen.orders;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.pricing.PriceBook;
import platen.pricing.PriceBookWriter;
import platen.pricing.Reckoning;

/// The versions of the price book. Of those that are published, the one whose day came last is in force.
public interface PriceBooks {
    String COLUMNS = """
        select version, body, created_at, published_at, in_force_from, note, decided_by
          from price_book
        """;

    /// A version as it is stored; `note` is what was decided with it.
    record Version(
            long version,
            String body,
            Instant createdAt,
            @Nullable Instant publishedAt,
            @Nullable Instant inForceFrom,
            @Nullable String note,
            @Nullable String decidedBy) {

        public PriceBook book() {
            return Reckoning.book(body);
        }

        public String toml() {
            return Reckoning.toml(body);
        }
    }

    /// The prices that customers are charged; empty until somebody has published some.
    @SqlQuery(COLUMNS + """
         where published_at is not null and in_force_from <= :now
         order by in_force_from desc, version desc
         limit 1
        """)
    Optional<Version> current(Instant now);

    @SqlQuery(COLUMNS + " order by version desc limit 1")
    Optional<Version> newest();

    @SqlQuery(COLUMNS + " where version = :version")
    Optional<Version> find(long version);

    /// Those that were published, the newest decision first.
    @SqlQuery(COLUMNS + " where published_at is not null order by in_force_from desc, version desc limit :limit")
    List<Version> published(int limit);

    @SqlUpdate("insert into price_book (body, created_at) values (:body, :now)")
    @GetGeneratedKeys("version")
    long add(String body, Instant now);

    default long add(PriceBook book, Instant now) {
        return add(PriceBookWriter.write(book), now);
    }

    @SqlUpdate("""
        update price_book
           set published_at = :now, in_force_from = :from, note = :note, decided_by = :who
         where version = :version and published_at is null
        """)
    boolean publish(long version, Instant now, Instant from, String note, String who);

    default boolean publish(long version, Instant now) {
        return publish(version, now, now, "", "");
    }
}
