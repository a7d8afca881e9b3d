package platen.devices;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.MachineId;

/// The plugs, as the database keeps them.
public interface Plugs {
    String COLUMNS = """
        select machine, on_url, off_url, method, login, password, off_when_cold, state, switched_at, off_wanted_by
          from plug
        """;

    @SqlQuery(COLUMNS + " where machine = :machine")
    Optional<Plug> at(MachineId machine);

    /// Those that go off as soon as their machine is cold.
    @SqlQuery(COLUMNS + " where off_wanted_by is not null or (off_when_cold and state = 'ON') order by machine")
    List<Plug> toSwitchOff();

    @SqlUpdate("""
        insert into plug (machine, on_url, off_url, method, login, password, off_when_cold, state)
        values (:machine, :onUrl, :offUrl, :method, :login, :password, :offWhenCold, 'UNKNOWN')
            on conflict (machine) do update
           set on_url = excluded.on_url, off_url = excluded.off_url, method = excluded.method,
               login = excluded.login, password = excluded.password, off_when_cold = excluded.off_when_cold
        """)
    void set(
            MachineId machine,
            String onUrl,
            String offUrl,
            Plug.Method method,
            String login,
            String password,
            boolean offWhenCold);

    @SqlUpdate("delete from plug where machine = :machine")
    boolean remove(MachineId machine);

    @SqlUpdate("""
        update plug set state = :state, switched_at = :now, off_wanted_by = null where machine = :machine
        """)
    boolean switched(MachineId machine, Plug.State state, Instant now);

    @SqlUpdate("update plug set off_wanted_by = :by where machine = :machine")
    boolean want(MachineId machine, @Nullable String by);

    /// Holds the machine for this transaction: a release takes its plate, and so waits.
    @SqlUpdate("update machine set bed = bed where id = :machine")
    boolean hold(MachineId machine);

    /// Whether a print or another job has it, by all that is written.
    @SqlQuery("""
        select count(*) > 0
          from machine
         where id = :machine
           and (exists (select 1 from attempt where busy_machine = machine.id)
             or exists (select 1 from job
                         where job.machine = machine.id and job.state in ('RELEASED', 'RUNNING', 'PAUSED')))
        """)
    boolean isBusy(MachineId machine);

    /// Whether its last print ended after it was switched on.
    @SqlQuery("""
        select count(*) > 0
          from attempt
         where machine = :machine and ended_at is not null and started_at is not null and ended_at > :since
        """)
    boolean printedSince(MachineId machine, Instant since);
}
