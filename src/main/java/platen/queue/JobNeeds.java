package platen.queue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.JobId;

/// What jobs ask of their machine beyond its kind, as the database keeps it.
public interface JobNeeds {
    /// `nozzleUm` is the nozzle for which it was sliced, in thousandths of a millimetre. Each of `words` has to hold,
    /// with commas between; of "a or b" either does.
    record Need(JobId job, @Nullable Integer nozzleUm, String words) {
        /// Each that has to hold, as the words of which one is enough.
        public List<List<String>> each() {
            return Arrays.stream(words.split(","))
                    .map(part -> Arrays.stream(part.strip().split("(?i)\\s+or\\s+"))
                            .map(String::strip)
                            .filter(word -> !word.isEmpty())
                            .toList())
                    .filter(any -> !any.isEmpty())
                    .toList();
        }
    }

    @SqlQuery("select job, nozzle_um, words from job_need where job = :job")
    Optional<Need> find(JobId job);

    /// Of all jobs that are not over.
    @SqlQuery("""
        select job, nozzle_um, words
          from job_need
         where job in (select id from job where state not in ('DONE', 'CANCELLED'))
        """)
    List<Need> open();

    @SqlUpdate("""
        insert into job_need (job, nozzle_um, words)
        values (:job, null, :words)
            on conflict (job) do update set words = excluded.words
        """)
    void setWords(JobId job, String words);

    @SqlUpdate("""
        insert into job_need (job, nozzle_um, words)
        values (:job, :nozzleUm, '')
            on conflict (job) do update set nozzle_um = excluded.nozzle_um
        """)
    void setNozzle(JobId job, @Nullable Integer nozzleUm);

    @SqlUpdate("""
        insert into job_need (job, nozzle_um, words)
        select :to, nozzle_um, words from job_need where job = :from
        """)
    void copy(JobId from, JobId to);

    default Map<JobId, Need> byJob() {
        return open().stream().collect(Collectors.toMap(Need::job, Function.identity()));
    }
}
