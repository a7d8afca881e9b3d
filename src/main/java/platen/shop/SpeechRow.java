package platen.shop;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Currency;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import platen.values.Language;

/// What the shop's row holds of its speech. A country that nobody has set is the likely one.
@RegisterRowMapper(SpeechRow.Mapper.class)
interface SpeechRow {

    @SqlQuery("select language, country, currency, zone from shop where id = 1")
    Speech read();

    @SqlUpdate("update shop set language = :language, country = :country where id = 1")
    void write(Language language, String country);

    final class Mapper implements RowMapper<Speech> {
        @Override
        public Speech map(ResultSet row, StatementContext ctx) throws SQLException {
            var set = row.getString("country");
            var country = set == null
                    ? Countries.likely(
                            Currency.getInstance(row.getString("currency")), ZoneId.of(row.getString("zone")))
                    : set;
            return new Speech(Language.of(row.getString("language")).orElse(Language.ENGLISH), country);
        }
    }
}
