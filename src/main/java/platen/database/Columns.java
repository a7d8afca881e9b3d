package platen.database;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jspecify.annotations.Nullable;
import platen.values.AttemptId;
import platen.values.CustomerId;
import platen.values.Digest;
import platen.values.HostId;
import platen.values.Id;
import platen.values.JobId;
import platen.values.Json;
import platen.values.Language;
import platen.values.LineId;
import platen.values.MachineId;
import platen.values.Message;
import platen.values.Money;
import platen.values.OrderId;
import platen.values.PersonId;
import platen.values.QuoteId;
import platen.values.Reasons;
import platen.values.SpoolId;
import platen.values.SupplyId;

/// How values look in a row, in SQLite and in PostgreSQL alike: keys, money (cents) and times
/// (milliseconds since 1970) are a `bigint`; digests and messages are `text`.
final class Columns {
    private Columns() {}

    static void teach(Jdbi jdbi) {
        key(jdbi, AttemptId.class, AttemptId::new);
        key(jdbi, CustomerId.class, CustomerId::new);
        key(jdbi, HostId.class, HostId::new);
        key(jdbi, JobId.class, JobId::new);
        key(jdbi, LineId.class, LineId::new);
        key(jdbi, MachineId.class, MachineId::new);
        key(jdbi, OrderId.class, OrderId::new);
        key(jdbi, PersonId.class, PersonId::new);
        key(jdbi, QuoteId.class, QuoteId::new);
        key(jdbi, SpoolId.class, SpoolId::new);
        key(jdbi, SupplyId.class, SupplyId::new);
        number(jdbi, Money.class, Money::cents, Money::new);
        number(jdbi, Instant.class, Instant::toEpochMilli, Instant::ofEpochMilli);
        text(jdbi, Digest.class, Digest::hex, Digest::new);
        text(jdbi, Language.class, Language::tag, tag -> Language.of(tag).orElseThrow());
        text(jdbi, Message.class, Columns::written, Columns::message);
        text(
                jdbi,
                Reasons.class,
                reasons -> reasons.all().stream().map(Columns::written).collect(Collectors.joining("\n")),
                stored -> new Reasons(stored.lines().map(Columns::message).toList()));
        jdbi.registerRowMapper(new Records());
    }

    private static String written(Message message) {
        return message.args().isEmpty() ? message.key() : message.key() + " " + Json.write(message.args());
    }

    /// A message is its key, then its arguments as a JSON list: `job.waits-for-bed ["Ender 3"]`.
    private static Message message(String stored) {
        var blank = stored.indexOf(' ');
        return blank < 0
                ? new Message(stored, List.of())
                : new Message(
                        stored.substring(0, blank),
                        Json.read(stored.substring(blank + 1), new TypeReference<List<String>>() {}));
    }

    private static <T extends Id> void key(Jdbi jdbi, Class<T> type, LongFunction<T> read) {
        number(jdbi, type, Id::value, read);
    }

    private static <T> void number(Jdbi jdbi, Class<T> type, ToLongFunction<T> write, LongFunction<T> read) {
        column(jdbi, type, Types.BIGINT, write::applyAsLong, (row, column) -> {
            var value = row.getLong(column);
            return row.wasNull() ? null : read.apply(value);
        });
    }

    private static <T> void text(Jdbi jdbi, Class<T> type, Function<T, String> write, Function<String, T> read) {
        column(jdbi, type, Types.VARCHAR, write::apply, (row, column) -> {
            var value = row.getString(column);
            return value == null ? null : read.apply(value);
        });
    }

    private interface Reading<T> {
        @Nullable
        T from(ResultSet row, int column) throws SQLException;
    }

    private static <T> void column(
            Jdbi jdbi, Class<T> type, int sqlType, Function<T, Object> write, Reading<T> reading) {
        // Preparable, because Jdbi asks those first and has one of its own for Instant.
        ArgumentFactory.Preparable argument = (asked, _) -> asked.equals(type)
                ? Optional.of(
                        value -> (position, statement, _) -> bind(statement, position, type, sqlType, value, write))
                : Optional.empty();
        jdbi.registerArgument(argument);
        jdbi.registerColumnMapper(type, (row, column, _) -> reading.from(row, column));
    }

    private static <T> void bind(
            PreparedStatement statement,
            int position,
            Class<T> type,
            int sqlType,
            @Nullable Object value,
            Function<T, Object> write)
            throws SQLException {
        if (value == null) statement.setNull(position, sqlType);
        else statement.setObject(position, write.apply(type.cast(value)), sqlType);
    }
}
