package platen.stock;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.MachineId;
import platen.values.Money;
import platen.values.SpoolId;

/// The spools, as the database keeps them.
public interface Spools {
    String COLUMNS = """
        select id, material, colour, maker, price, net_mg, empty_mg, left_mg, place, dry_since, state,
               came_at, opened_at, emptied_at, machine, loaded_at, unloaded_at
          from spool
        """;

    @SqlQuery(COLUMNS + " where id = :id")
    Optional<Spool> find(SpoolId id);

    /// What is on a machine.
    @SqlQuery(COLUMNS + " where machine = :machine")
    Optional<Spool> on(MachineId machine);

    /// What there is, of which the least is left first.
    @SqlQuery(COLUMNS + " where state <> 'EMPTY' order by left_mg, id")
    List<Spool> present();

    @SqlQuery(COLUMNS + " where state = 'EMPTY' order by emptied_at desc, id desc limit :limit")
    List<Spool> emptied(int limit);

    @SqlUpdate("""
        insert into spool (material, colour, maker, price, net_mg, empty_mg, left_mg, place, state, came_at, opened_at)
        values (:material, :colour, :maker, :price, :netMg, :emptyMg, :leftMg, :place, :state, :cameAt, :openedAt)
        """)
    @GetGeneratedKeys("id")
    SpoolId add(@BindMethods NewSpool spool);

    /// Nobody else changes it until this transaction is over.
    @SqlUpdate("update spool set left_mg = left_mg where id = :id")
    boolean hold(SpoolId id);

    @SqlUpdate("""
        update spool
           set material = :material, colour = :colour, maker = :maker, price = :price, empty_mg = :emptyMg,
               place = :place
         where id = :id and machine is null
        """)
    boolean describe(SpoolId id, @BindMethods Described as);

    @SqlUpdate("update spool set place = :place where id = :id")
    boolean move(SpoolId id, String place);

    @SqlUpdate("update spool set dry_since = :since where id = :id and state <> 'EMPTY'")
    boolean dry(SpoolId id, @Nullable Instant since);

    @SqlUpdate("update spool set left_mg = :left where id = :id and left_mg = :before")
    boolean setLeft(SpoolId id, long before, long left);

    @SqlUpdate("update spool set state = 'OPEN', opened_at = :now where id = :id and state = 'SEALED'")
    boolean open(SpoolId id, Instant now);

    @SqlUpdate("""
        update spool
           set state = 'EMPTY', emptied_at = :now, left_mg = 0, dry_since = null
         where id = :id and state <> 'EMPTY' and machine is null
        """)
    boolean empty(SpoolId id, Instant now);

    /// False when it is on a machine already, or empty.
    @SqlUpdate("""
        update spool
           set machine = :machine, loaded_at = :now, dry_since = null
         where id = :id and machine is null and state = 'OPEN'
           and not exists (select 1 from spool other where other.machine = :machine)
        """)
    boolean load(SpoolId id, MachineId machine, Instant now);

    @SqlUpdate("""
        update spool
           set machine = null, loaded_at = null, unloaded_at = :now
         where id = :id and machine = :machine
        """)
    boolean unload(SpoolId id, MachineId machine, Instant now);

    /// What a new spool needs.
    record NewSpool(
            String material,
            String colour,
            String maker,
            @Nullable Money price,
            long netMg,
            @Nullable Long emptyMg,
            long leftMg,
            String place,
            SpoolState state,
            Instant cameAt,
            @Nullable Instant openedAt) {}

    /// What people can say anew of one that is on no machine.
    record Described(
            String material,
            String colour,
            String maker,
            @Nullable Money price,
            @Nullable Long emptyMg,
            String place) {}
}
