package platen.orders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterColumnMapper;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.Digest;
import platen.values.Json;
import platen.values.LineId;
import platen.values.OrderId;

/// The lines of orders, as the database keeps them; contents and choices are JSON.
@RegisterConstructorMapper(OrderLine.class)
@RegisterColumnMapper(OrderLines.ContentsColumn.class)
@RegisterColumnMapper(OrderLines.ChoicesColumn.class)
@RegisterColumnMapper(OrderLines.RemadeColumn.class)
public interface OrderLines {
    String COLUMNS = """
        select id, order_id, product, file, file_name, contents, choices, slice, remade
          from order_line
        """;

    @SqlQuery(COLUMNS + " where order_id = :order order by id")
    List<OrderLine> of(OrderId order);

    /// Lines of drafts that wait for this slice.
    @SqlQuery(COLUMNS + " where slice = :slice order by id")
    List<OrderLine> waitingFor(long slice);

    @SqlUpdate("""
        insert into order_line (order_id, product, file, file_name, contents)
        values (:order, :product, :file, :fileName, :contents)
        """)
    @GetGeneratedKeys("id")
    LineId addJson(OrderId order, Product product, Digest file, String fileName, String contents);

    default LineId add(OrderId order, Product product, Digest file, String fileName, Contents contents) {
        return addJson(order, product, file, fileName, Json.write(contents));
    }

    @SqlUpdate("update order_line set choices = :choices, slice = :slice where id = :id")
    boolean chooseJson(LineId id, String choices, @Nullable Long slice);

    default boolean choose(LineId id, Choices choices, @Nullable Long slice) {
        return chooseJson(id, Json.write(choices), slice);
    }

    @SqlUpdate("update order_line set remade = :remade where id = :id")
    boolean remakeJson(LineId id, @Nullable String remade);

    default boolean remake(LineId id, @Nullable Remade remade) {
        return remakeJson(id, remade == null ? null : Json.write(remade));
    }

    final class RemadeColumn implements ColumnMapper<@Nullable Remade> {
        @Override
        public @Nullable Remade map(ResultSet row, int column, StatementContext context) throws SQLException {
            var json = row.getString(column);
            return json == null ? null : Json.read(json, Remade.class);
        }
    }

    @SqlUpdate("update order_line set choices = null, slice = null, remade = null where id = :id")
    boolean forget(LineId id);

    final class ContentsColumn implements ColumnMapper<Contents> {
        @Override
        public Contents map(ResultSet row, int column, StatementContext context) throws SQLException {
            return Json.read(row.getString(column), Contents.class);
        }
    }

    final class ChoicesColumn implements ColumnMapper<@Nullable Choices> {
        @Override
        public @Nullable Choices map(ResultSet row, int column, StatementContext context) throws SQLException {
            var json = row.getString(column);
            return json == null ? null : Json.read(json, Choices.class);
        }
    }
}
