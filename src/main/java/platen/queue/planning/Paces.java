package platen.queue.planning;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import platen.machines.Machine;
import platen.machines.MachineKind;
import platen.values.MachineId;

/// What printers really took, against what was reckoned.
public interface Paces {
    int LATELY = 30;
    double SLOWEST = 3;
    double FASTEST = 0.5;

    record Row(long took, long reckoned) {}

    /// The last whole prints of a machine.
    @SqlQuery("""
        select attempt.time_s as took, job.seconds as reckoned
          from attempt
          join job on job.id = attempt.job
         where attempt.machine = :machine and attempt.state = 'FINISHED' and attempt.rest_of is null
           and attempt.time_s is not null and job.seconds > 0
         order by attempt.id desc
         limit :limit
        """)
    List<Row> lately(MachineId machine, int limit);

    /// How long each printer takes for a second that was reckoned; 1 where it has no record.
    static Map<MachineId, Double> of(Handle look, List<Machine> machines) {
        var paces = new HashMap<MachineId, Double>();
        for (var machine : machines) {
            if (machine.kind() != MachineKind.PRINTER_3D) continue;
            var rows = look.attach(Paces.class).lately(machine.id(), LATELY);
            var took = rows.stream().mapToLong(Row::took).sum();
            var reckoned = rows.stream().mapToLong(Row::reckoned).sum();
            if (reckoned > 0) paces.put(machine.id(), Math.clamp((double) took / reckoned, FASTEST, SLOWEST));
        }
        return paces;
    }
}
