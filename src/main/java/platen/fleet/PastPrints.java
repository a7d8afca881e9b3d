package platen.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;
import platen.values.Digest;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Message;

/// What a machine printed, read from its end. A page costs the same however much that was.
public interface PastPrints {
    /// `number` is which try of its job it was.
    record PastPrint(
            long id,
            @Nullable JobId job,
            int number,
            String title,
            AttemptState state,
            @Nullable Instant startedAt,
            Instant endedAt,
            @Nullable Message cause,
            @Nullable Long timeS,
            @Nullable Integer lastLayer,
            @Nullable Digest blackBox) {
        public boolean isFinished() {
            return state == AttemptState.FINISHED;
        }

        /// How long it ran, pauses and all, where its host has not told better.
        public @Nullable Long seconds() {
            if (timeS != null || startedAt == null) return timeS;
            return Math.max(0, Duration.between(startedAt, endedAt).toSeconds());
        }
    }

    /// How many of some prints came to their end.
    record Rate(long runs, long finished) {
        public static Rate of(List<AttemptState> states) {
            return new Rate(
                    states.size(),
                    states.stream()
                            .filter(state -> state == AttemptState.FINISHED)
                            .count());
        }

        public double percent() {
            return runs == 0 ? 0 : 100.0 * finished / runs;
        }
    }

    /// Those that ended before `at`, or at it with a lower number; the newest first.
    @SqlQuery("""
        select id, job, number, title, state, started_at, ended_at, cause, time_s, last_layer, black_box
          from attempt
         where machine = :machine and ended_at is not null and state <> 'WITHDRAWN'
           and ended_at <= :at and (ended_at < :at or id < :id)
         order by ended_at desc, id desc
         limit :limit
        """)
    List<PastPrint> before(MachineId machine, Instant at, long id, int limit);

    @SqlQuery("""
        select state
          from attempt
         where machine = :machine and ended_at is not null and state <> 'WITHDRAWN'
         order by ended_at desc, id desc
         limit :limit
        """)
    List<AttemptState> lately(MachineId machine, int limit);

    /// Of all, as the machine's counters have it.
    @SqlQuery("select runs, finished from machine_meter where machine = :machine")
    Optional<Rate> counted(MachineId machine);

    default Rate inAll(MachineId machine) {
        return counted(machine).orElse(new Rate(0, 0));
    }
}
