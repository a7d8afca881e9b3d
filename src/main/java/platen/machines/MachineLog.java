package platen.machines;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.Digest;
import platen.values.MachineId;
import platen.values.Money;

/// What was done to machines, and when they were out of order, as the database keeps it.
public interface MachineLog {
    enum Kind {
        /// A task of its upkeep.
        TASK,
        /// Other work on it.
        WORK,
        OUT,
        BACK
    }

    /// One line of a machine's log; `ranS` is for how many seconds it had run in all by then.
    record Entry(
            long id,
            MachineId machine,
            Kind kind,
            String what,
            String parts,
            @Nullable Money cost,
            @Nullable Digest photo,
            long ranS,
            String notedBy,
            Instant at) {
        public double hours() {
            return ranS / 3_600.0;
        }
    }

    @SqlUpdate("""
        insert into machine_log (machine, kind, what, parts, cost, photo, ran_s, noted_by, at)
        values (:machine, :kind, :what, :parts, :cost, :photo,
                coalesce((select ran_s from machine_meter where machine_meter.machine = :machine), 0), :notedBy, :at)
        """)
    void add(
            MachineId machine,
            Kind kind,
            String what,
            String parts,
            @Nullable Money cost,
            @Nullable Digest photo,
            String notedBy,
            Instant at);

    /// The newest first, from before the entry `before` on.
    @SqlQuery("""
        select id, machine, kind, what, parts, cost, photo, ran_s, noted_by, at
          from machine_log
         where machine = :machine and id < :before
         order by id desc
         limit :limit
        """)
    List<Entry> before(MachineId machine, long before, int limit);

    @SqlQuery("select photo from machine_log where machine = :machine and id = :id and photo is not null")
    Optional<Digest> photo(MachineId machine, long id);
}
