package platen.machines;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.HostId;
import platen.values.MachineId;

/// The machines, as the database keeps them.
public interface Machines {

    @SqlQuery("""
        select id, name, kind, host, port, profile, baud, bed, material, colour, out_of_order, created_at,
               steps, dry_minutes
          from machine
         order by kind, name
        """)
    List<Machine> all();

    @SqlQuery("""
        select id, name, kind, host, port, profile, baud, bed, material, colour, out_of_order, created_at,
               steps, dry_minutes
          from machine
         where id = :id
        """)
    Optional<Machine> find(MachineId id);

    @SqlQuery("""
        select id, name, kind, host, port, profile, baud, bed, material, colour, out_of_order, created_at,
               steps, dry_minutes
          from machine
         where host = :host
         order by id
        """)
    List<Machine> at(HostId host);

    @SqlUpdate("""
        insert into machine (name, kind, host, port, profile, baud, bed, material, colour, created_at)
        values (:name, :kind, :host, :port, :profile, :baud, :bed, :material, :colour, :createdAt)
        """)
    @GetGeneratedKeys("id")
    MachineId add(@BindMethods NewMachine machine);

    /// A person has looked at the plate, or a start has taken it.
    @SqlUpdate("update machine set bed = :bed where id = :id")
    boolean setBed(MachineId id, BedState bed);

    /// Takes a clear plate; false when it is not clear or somebody else was quicker.
    @SqlUpdate("update machine set bed = 'OCCUPIED' where id = :id and bed = 'CLEAR' and out_of_order is null")
    boolean takeBed(MachineId id);

    /// Takes a plate with a part on it that is gone on with; false when somebody has called it clear.
    @SqlUpdate("update machine set bed = 'OCCUPIED' where id = :id and bed <> 'CLEAR' and out_of_order is null")
    boolean keepBed(MachineId id);

    /// Gives back a plate that was taken for nothing.
    @SqlUpdate("update machine set bed = :bed where id = :id and bed = 'OCCUPIED'")
    boolean giveBackBed(MachineId id, BedState bed);

    @SqlUpdate("update machine set material = :material, colour = :colour where id = :id")
    boolean load(MachineId id, @Nullable String material, @Nullable String colour);

    @SqlUpdate("update machine set out_of_order = :reason where id = :id")
    boolean setOutOfOrder(MachineId id, @Nullable String reason);

    @SqlUpdate("update machine set host = :host, port = :port, baud = :baud, profile = :profile where id = :id")
    boolean connect(MachineId id, HostId host, String port, @Nullable Integer baud, String profile);

    /// What is done at a bench, a step on each line.
    @SqlUpdate("update machine set steps = :steps where id = :id and kind = 'BENCH'")
    boolean setSteps(MachineId id, @Nullable String steps);

    @SqlUpdate("update machine set dry_minutes = :minutes where id = :id and kind in ('PRESS', 'RISO')")
    boolean setDryMinutes(MachineId id, int minutes);

    /// What a new machine needs; a machine begins with its plate unknown.
    record NewMachine(
            String name,
            MachineKind kind,
            @Nullable HostId host,
            @Nullable String port,
            @Nullable String profile,
            @Nullable Integer baud,
            BedState bed,
            @Nullable String material,
            @Nullable String colour,
            Instant createdAt) {}
}
