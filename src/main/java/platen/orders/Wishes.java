package platen.orders;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import platen.machines.MachineKind;
import platen.values.Digest;
import platen.values.OrderId;

/// What is wanted in words, and its pictures, as the database keeps them.
public interface Wishes {
    /// A photo or a drawing that says what is wanted.
    record Picture(long id, Digest file, String fileName) {}

    @SqlQuery("select quantity, kind, measures, brings_part from order_wish where order_id = :order")
    Optional<Wish> find(OrderId order);

    @SqlUpdate("""
        insert into order_wish (order_id, quantity, kind, measures, brings_part)
        values (:order, :quantity, :kind, :measures, :bringsPart)
        """)
    void add(OrderId order, int quantity, MachineKind kind, String measures, boolean bringsPart);

    default void add(OrderId order, Wish wish) {
        add(order, wish.quantity(), wish.kind(), wish.measures(), wish.bringsPart());
    }

    @SqlQuery("select id, file, file_name from wish_picture where order_id = :order order by id")
    List<Picture> pictures(OrderId order);

    /// False when the same form brought it before.
    @SqlUpdate("""
        insert into wish_picture (order_id, file, file_name, once)
        values (:order, :file, :fileName, :once)
            on conflict (once) do nothing
        """)
    boolean addPicture(OrderId order, Digest file, String fileName, String once);

    /// Their files are deleted; their names stay.
    @SqlUpdate("update wish_picture set file = :deleted where order_id = :order")
    void spendPictures(OrderId order, Digest deleted);

    @SqlUpdate("delete from wish_picture where order_id = :order")
    void forgetPictures(OrderId order);

    @SqlUpdate("delete from order_wish where order_id = :order")
    void forget(OrderId order);
}
