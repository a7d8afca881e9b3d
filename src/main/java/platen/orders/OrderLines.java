package platen.orders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterColumnMapper;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.Digest;
import platen.values.Json;
import platen.values.LineId;
import platen.values.OrderId;

/// The lines of orders, as the database keeps them; contents and choices are JSON.
@RegisterColumnMapper(OrderLines.ContentsColumn.class)
@RegisterColumnMapper(OrderLines.ChoicesColumn.class)
@RegisterColumnMapper(OrderLines.RemadeColumn.class)
public interface OrderLines {
    String COLUMNS = """
        select id, order_id, product, file, file_name, contents, choices, remade
          from order_line
        """;

    @SqlQuery(COLUMNS + " where order_id = :order order by id")
    List<OrderLine> of(OrderId order);

    @SqlQuery(COLUMNS + " where id = :id")
    Optional<OrderLine> find(LineId id);

    /// A line of this order, and of no other.
    @SqlQuery(COLUMNS + " where id = :id and order_id = :order")
    Optional<OrderLine> find(OrderId order, LineId id);

    /// Lines of drafts that are to be printed on plates of this slice.
    @SqlQuery(COLUMNS + """
         where id in (select line_id from line_plate where plate = :slice)
           and exists (select 1 from customer_order
                        where customer_order.id = order_line.order_id and customer_order.state = 'DRAFT')
         order by id
        """)
    List<OrderLine> waitingFor(long slice);

    /// The line of a draft whose file came first of those that nobody has looked into.
    @SqlQuery(COLUMNS + """
         where contents like '%"unseen":true%'
           and order_id in (select customer_order.id from customer_order where customer_order.state = 'DRAFT')
         order by id
         limit 1
        """)
    Optional<OrderLine> unseen();

    @SqlUpdate("update order_line set contents = :contents where id = :id")
    boolean setContentsJson(LineId id, String contents);

    default boolean setContents(LineId id, Contents contents) {
        return setContentsJson(id, Json.write(contents));
    }

    @SqlUpdate("""
        insert into order_line (order_id, product, file, file_name, contents, once)
        values (:order, :product, :file, :fileName, :contents, :once)
        """)
    @GetGeneratedKeys("id")
    LineId addJson(
            OrderId order, Product product, Digest file, String fileName, String contents, @Nullable String once);

    /// `once` names the form that brings it.
    default LineId add(
            OrderId order, Product product, Digest file, String fileName, Contents contents, @Nullable String once) {
        return addJson(order, product, file, fileName, Json.write(contents), once);
    }

    /// The line that a form has brought already.
    @SqlQuery(COLUMNS + " where once = :once")
    Optional<OrderLine> byOnce(String once);

    /// The same line with another file.
    @SqlUpdate("""
        update order_line
           set product = :product, file = :file, file_name = :fileName, contents = :contents, remade = null
         where id = :id
        """)
    boolean replaceJson(LineId id, Product product, Digest file, String fileName, String contents);

    default boolean replace(LineId id, Product product, Digest file, String fileName, Contents contents) {
        return replaceJson(id, product, file, fileName, Json.write(contents));
    }

    /// The file of a line is deleted; what is known of it stays.
    @SqlUpdate("""
        update order_line
           set file_was = file, file = :deleted, contents = :contents, remade = :remade
         where id = :id and file <> :deleted
        """)
    boolean spendJson(LineId id, Digest deleted, String contents, @Nullable String remade);

    default boolean spend(LineId id, Digest deleted, Contents contents, @Nullable Remade remade) {
        return spendJson(id, deleted, Json.write(contents), remade == null ? null : Json.write(remade));
    }

    @SqlUpdate("delete from order_line where id = :id")
    boolean remove(LineId id);

    @SqlUpdate("update order_line set choices = :choices where id = :id")
    boolean chooseJson(LineId id, String choices);

    default boolean choose(LineId id, Choices choices) {
        return chooseJson(id, Json.write(choices));
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

    @SqlUpdate("update order_line set choices = null, remade = null where id = :id")
    boolean unchoose(LineId id);

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
