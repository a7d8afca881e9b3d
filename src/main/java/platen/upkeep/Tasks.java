package platen.upkeep;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.MachineId;

/// The tasks of machines, as the database keeps them.
interface Tasks {
    String COLUMNS = """
        select upkeep_task.id, upkeep_task.machine, machine.name as machine_name, upkeep_task.name, upkeep_task.meter,
               upkeep_task.every_units, upkeep_task.every_days, upkeep_task.done_at, upkeep_task.done_reading
          from upkeep_task join machine on machine.id = upkeep_task.machine
         where upkeep_task.ended_at is null
        """;

    @SqlQuery(COLUMNS + " order by machine.name, upkeep_task.id")
    List<Task> all();

    @SqlQuery(COLUMNS + " and upkeep_task.machine = :machine order by upkeep_task.id")
    List<Task> of(MachineId machine);

    @SqlQuery(COLUMNS + " and upkeep_task.machine = :machine and upkeep_task.id = :id")
    Optional<Task> find(MachineId machine, long id);

    /// False where the machine has one of that name.
    @SqlUpdate("""
        insert into upkeep_task (machine, name, meter, every_units, every_days, done_at, done_reading)
        values (:machine, :name, :meter, :everyUnits, :everyDays, :doneAt, :doneReading)
            on conflict do nothing
        """)
    boolean add(
            MachineId machine,
            String name,
            @Nullable Meter meter,
            @Nullable Long everyUnits,
            @Nullable Integer everyDays,
            Instant doneAt,
            long doneReading);

    /// False where somebody else has noted it since `seen`.
    @SqlUpdate("""
        update upkeep_task
           set done_at = :now, done_reading = :reading
         where id = :id and ended_at is null and done_at = :seen
        """)
    boolean done(long id, Instant seen, Instant now, long reading);

    @SqlUpdate("update upkeep_task set ended_at = :now where id = :id and ended_at is null")
    boolean end(long id, Instant now);
}
