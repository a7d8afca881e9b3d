package platen.queue.planning;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import platen.machines.Machine;
import platen.machines.MachineKind;
import platen.values.MachineId;

/// What printers really took, against what was reckoned.
public interface Paces {
    int LATELY = 30;
    /// A first strange print says little yet: it counts beside one that took as reckoned.
    double AS_RECKONED = 1;
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
            if (!rows.isEmpty()) paces.put(machine.id(), pace(rows));
        }
        return paces;
    }

    /// The middle one, which a print that somebody forgot for a night does not move.
    static double pace(List<Row> rows) {
        var ratios = DoubleStream.concat(
                        DoubleStream.of(AS_RECKONED),
                        rows.stream().mapToDouble(row -> (double) row.took() / row.reckoned()))
                .sorted()
                .toArray();
        var middle = (ratios[(ratios.length - 1) / 2] + ratios[ratios.length / 2]) / 2;
        return Math.clamp(middle, FASTEST, SLOWEST);
    }
}
