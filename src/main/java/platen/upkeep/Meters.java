package platen.upkeep;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import platen.values.MachineId;

/// The counters of machines, one row each, as the database keeps them: adding to one costs the same however much a
/// machine has done.
public interface Meters {
    @SqlUpdate("""
        insert into machine_meter (machine, ran_s, runs, finished, filament_mm, copies, sheets)
        values (:machine, :ranS, :runs, :finished, :filamentMm, :copies, :sheets)
            on conflict (machine) do update
           set ran_s = machine_meter.ran_s + excluded.ran_s,
               runs = machine_meter.runs + excluded.runs,
               finished = machine_meter.finished + excluded.finished,
               filament_mm = machine_meter.filament_mm + excluded.filament_mm,
               copies = machine_meter.copies + excluded.copies,
               sheets = machine_meter.sheets + excluded.sheets
        """)
    void add(MachineId machine, long ranS, long runs, long finished, long filamentMm, long copies, long sheets);

    @SqlQuery("""
        select machine, ran_s, runs, finished, filament_mm, copies, sheets from machine_meter where machine = :machine
        """)
    Optional<Readings> find(MachineId machine);

    @SqlQuery("select machine, ran_s, runs, finished, filament_mm, copies, sheets from machine_meter")
    List<Readings> all();
}
