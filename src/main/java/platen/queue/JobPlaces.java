package platen.queue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import platen.values.JobId;
import platen.values.MachineId;

/// The machines that somebody has chosen for jobs. A job without any goes on each that fits.
public interface JobPlaces {
    record Row(JobId job, MachineId machine) {}

    @SqlQuery("select machine from job_place where job = :job order by machine")
    Set<MachineId> of(JobId job);

    /// Of all jobs that are not over.
    @SqlQuery("""
        select job, machine
          from job_place
         where job in (select id from job where state not in ('DONE', 'CANCELLED'))
        """)
    List<Row> open();

    @SqlUpdate("insert into job_place (job, machine) values (:job, :machine)")
    void add(JobId job, MachineId machine);

    @SqlUpdate("delete from job_place where job = :job")
    void forget(JobId job);

    default Map<JobId, Set<MachineId>> byJob() {
        var places = new HashMap<JobId, Set<MachineId>>();
        for (var row : open())
            places.computeIfAbsent(row.job(), _ -> new HashSet<>()).add(row.machine());
        return places;
    }
}
