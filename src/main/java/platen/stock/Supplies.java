package platen.stock;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.JobId;
import platen.values.SupplyId;

/// The supplies, as the database keeps them, and every change of what there is of each.
public interface Supplies {
    String COLUMNS = """
        select id, kind, name, unit, amount, reorder_at, place, ordered_at, gone_at
          from supply
        """;

    /// Why there is more or less of it.
    enum Why {
        USED,
        CAME,
        COUNTED,
        TAKEN
    }

    record Change(
            long id,
            Why why,
            long taken,
            long shortBy,
            @Nullable JobId job,
            String reason,
            String notedBy,
            Instant at) {}

    record NewChange(
            SupplyId supply,
            Why why,
            long taken,
            long shortBy,
            long spoiled,
            @Nullable JobId job,
            String reason,
            String notedBy,
            Instant at) {}

    /// What jobs used of a supply, and what of it came to nothing.
    record Sum(String name, String unit, long taken, long spoiled) {}

    @SqlQuery(COLUMNS + " where id = :id")
    Optional<Supply> find(SupplyId id);

    /// All that the shop keeps: paper first, then by kind and name.
    @SqlQuery(COLUMNS + """
         where gone_at is null
         order by case kind when 'PAPER' then 0 when 'OTHER' then 2 else 1 end, kind, name, id
        """)
    List<Supply> present();

    @SqlQuery(COLUMNS + " where gone_at is null and kind = 'PAPER' and lower(name) = lower(:name) order by id limit 1")
    Optional<Supply> paper(String name);

    @SqlQuery(COLUMNS + " where gone_at is null and kind = :kind and name = :name")
    Optional<Supply> named(SupplyKind kind, String name);

    /// False when there is one of that name already.
    @SqlUpdate("""
        insert into supply (kind, name, unit, amount, reorder_at, place)
        values (:kind, :name, :unit, :amount, :reorderAt, :place)
            on conflict do nothing
        """)
    boolean add(@BindMethods NewSupply supply);

    /// Nobody else changes it until this transaction is over.
    @SqlUpdate("update supply set amount = amount where id = :id and gone_at is null")
    boolean hold(SupplyId id);

    @SqlUpdate("update supply set amount = :amount where id = :id and amount = :before")
    boolean setAmount(SupplyId id, long before, long amount);

    @SqlUpdate("""
        update supply
           set name = :name, unit = :unit, reorder_at = :reorderAt, place = :place
         where id = :id and gone_at is null
           and not exists (select 1 from supply other
                            where other.id <> supply.id and other.kind = supply.kind and other.name = :name
                              and other.gone_at is null)
        """)
    boolean describe(SupplyId id, @BindMethods Described as);

    @SqlUpdate("update supply set ordered_at = :at where id = :id and gone_at is null")
    boolean setOrdered(SupplyId id, @Nullable Instant at);

    @SqlUpdate("update supply set gone_at = :now where id = :id and gone_at is null")
    boolean giveUp(SupplyId id, Instant now);

    @SqlUpdate("""
        insert into supply_change (supply, why, taken, short_by, spoiled, job, reason, noted_by, at)
        values (:supply, :why, :taken, :shortBy, :spoiled, :job, :reason, :notedBy, :at)
        """)
    void note(@BindMethods NewChange change);

    @SqlQuery("""
        select id, why, taken, short_by, job, reason, noted_by, at
          from supply_change
         where supply = :supply
         order by id desc
         limit :limit
        """)
    List<Change> changes(SupplyId supply, int limit);

    @SqlQuery("""
        select supply.name, supply.unit, cast(sum(taken + short_by) as bigint) as taken,
               cast(sum(spoiled) as bigint) as spoiled
          from supply_change join supply on supply.id = supply_change.supply
         where why in ('USED', 'TAKEN') and at >= :from and at < :to
         group by supply.id, supply.name, supply.unit
         order by supply.name, supply.id
        """)
    List<Sum> used(Instant from, Instant to);

    record NewSupply(SupplyKind kind, String name, String unit, long amount, long reorderAt, String place) {}

    record Described(String name, String unit, long reorderAt, String place) {}
}
