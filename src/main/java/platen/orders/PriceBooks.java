package platen.orders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterColumnMapper;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.pricing.PriceBook;
import platen.values.Json;

/// The versions of the price book. The newest published one is in force.
@RegisterConstructorMapper(PriceBooks.Version.class)
@RegisterColumnMapper(PriceBooks.Body.class)
public interface PriceBooks {

    record Version(
            long version,
            PriceBook body,
            Instant createdAt,
            @Nullable Instant publishedAt) {}

    /// The prices that customers are charged; empty until somebody has published some.
    @SqlQuery("""
        select version, body, created_at, published_at
          from price_book
         where published_at is not null
         order by published_at desc, version desc
         limit 1
        """)
    Optional<Version> current();

    @SqlQuery("select version, body, created_at, published_at from price_book order by version desc limit 1")
    Optional<Version> newest();

    @SqlQuery("select version, body, created_at, published_at from price_book where version = :version")
    Optional<Version> find(long version);

    @SqlUpdate("insert into price_book (body, created_at) values (:body, :now)")
    @GetGeneratedKeys("version")
    long addJson(String body, Instant now);

    default long add(PriceBook book, Instant now) {
        return addJson(Json.write(book), now);
    }

    @SqlUpdate("update price_book set published_at = :now where version = :version and published_at is null")
    boolean publish(long version, Instant now);

    /// A price book stands in its column as JSON.
    final class Body implements ColumnMapper<PriceBook> {
        @Override
        public PriceBook map(ResultSet row, int column, StatementContext context) throws SQLException {
            return Json.read(row.getString(column), PriceBook.class);
        }
    }
}
