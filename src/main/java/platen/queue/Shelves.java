package platen.queue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import platen.values.OrderId;

/// Where orders lie until their customers come, as the database keeps it.
public interface Shelves {
    /// A place and how many orders lie there.
    record Place(long id, String name, int orders) {}

    record Shelved(OrderId orderId, String place, Instant at) {}

    @SqlQuery("""
        select shelf_place.id, shelf_place.name, count(shelved.order_id) as orders
          from shelf_place left join shelved on shelved.place = shelf_place.id
         where shelf_place.gone_at is null
         group by shelf_place.id, shelf_place.name
         order by length(shelf_place.name), shelf_place.name
        """)
    List<Place> places();

    @SqlQuery("""
        select shelved.order_id, shelf_place.name as place, shelved.at
          from shelved join shelf_place on shelf_place.id = shelved.place
         order by length(shelf_place.name), shelf_place.name, shelved.at
        """)
    List<Shelved> shelved();

    @SqlQuery("""
        select shelf_place.name
          from shelved join shelf_place on shelf_place.id = shelved.place
         where shelved.order_id = :order
        """)
    Optional<String> of(OrderId order);

    /// A place that was taken away comes back by its name.
    @SqlUpdate("insert into shelf_place (name) values (:name) on conflict (name) do update set gone_at = null")
    void add(String name);

    @SqlUpdate("""
        update shelf_place
           set gone_at = :now
         where id = :place and gone_at is null and not exists (select 1 from shelved where place = :place)
        """)
    boolean remove(long place, Instant now);

    @SqlUpdate("""
        insert into shelved (order_id, place, at)
        values (:order, :place, :now)
            on conflict (order_id) do update set place = excluded.place, at = excluded.at
        """)
    void put(OrderId order, long place, Instant now);

    @SqlUpdate("delete from shelved where order_id = :order")
    boolean take(OrderId order);

    default Optional<Place> firstFree() {
        return places().stream().filter(place -> place.orders() == 0).findFirst();
    }

    default Map<OrderId, String> byOrder() {
        return shelved().stream().collect(Collectors.toMap(Shelved::orderId, Shelved::place));
    }
}
