package platen.stock;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.AttemptId;
import platen.values.JobId;
import platen.values.SpoolId;

/// What was used of plastic, as the database keeps it: rows are added, and judged once.
public interface PlasticUses {
    /// Why the weight of a spool changed.
    enum Why {
        PRINTED,
        SCRAP,
        WEIGHED,
        SAID,
        EMPTIED
    }

    record Use(
            long id,
            @Nullable SpoolId spool,
            String material,
            Why why,
            long takenMg,
            long shortMg,
            long spoiledMg,
            @Nullable JobId job,
            String note,
            String notedBy,
            Instant at) {
        public double takenG() {
            return takenMg / 1_000.0;
        }

        public double shortG() {
            return shortMg / 1_000.0;
        }
    }

    record NewUse(
            @Nullable SpoolId spool,
            String material,
            Why why,
            long takenMg,
            long shortMg,
            long spoiledMg,
            boolean judged,
            @Nullable JobId job,
            @Nullable AttemptId attempt,
            String note,
            String notedBy,
            Instant at) {}

    /// Of one kind of plastic: what prints took, and what of it came to nothing.
    record Sum(String material, long takenMg, long spoiledMg) {}

    record Weight(String material, long milligrams) {}

    @SqlUpdate("""
        insert into plastic_use (spool, material, why, taken_mg, short_mg, spoiled_mg, judged, job, attempt,
                                 note, noted_by, at)
        values (:spool, :material, :why, :takenMg, :shortMg, :spoiledMg, :judged, :job, :attempt,
                :note, :notedBy, :at)
        """)
    void add(@BindMethods NewUse use);

    @SqlQuery("""
        select id, spool, material, why, taken_mg, short_mg, spoiled_mg, job, note, noted_by, at
          from plastic_use
         where spool = :spool
         order by id desc
         limit :limit
        """)
    List<Use> of(SpoolId spool, int limit);

    /// What is noted of a print so far, on whatever spools.
    @SqlQuery("select coalesce(sum(taken_mg + short_mg), 0) from plastic_use where attempt = :attempt")
    long takenBy(AttemptId attempt);

    /// What the prints of a job took.
    @SqlQuery("select sum(taken_mg + short_mg) from plastic_use where job = :job and why in ('PRINTED', 'SCRAP')")
    Optional<Long> takenBy(JobId job);

    /// What of a job's prints came to nothing, as far as it is judged.
    @SqlQuery("select sum(spoiled_mg) from plastic_use where job = :job and judged")
    Optional<Long> spoiledOf(JobId job);

    /// The spool that a job was printed from last.
    @SqlQuery("select spool from plastic_use where job = :job and spool is not null order by id desc limit 1")
    Optional<SpoolId> lastOf(JobId job);

    /// A print was looked at: `spoiled` of `made` copies came to nothing.
    @SqlUpdate("""
        update plastic_use
           set judged = true, spoiled_mg = (taken_mg + short_mg) * :spoiled / :made
         where job = :job and not judged
        """)
    int judge(JobId job, int spoiled, int made);

    /// All that a print took is spoiled.
    @SqlUpdate("""
        update plastic_use
           set judged = true, spoiled_mg = taken_mg + short_mg
         where attempt = :attempt and not judged
        """)
    int spoil(AttemptId attempt);

    @SqlQuery("""
        select material, cast(sum(taken_mg + short_mg) as bigint) as taken_mg,
               cast(sum(spoiled_mg) as bigint) as spoiled_mg
          from plastic_use
         where why in ('PRINTED', 'SCRAP') and at >= :from and at < :to
         group by material
         order by material
        """)
    List<Sum> printed(Instant from, Instant to);

    @SqlQuery("""
        select material, cast(sum(milligrams) as bigint) as milligrams
          from plastic_scrap
         where at >= :from and at < :to
         group by material
         order by material
        """)
    List<Weight> scrap(Instant from, Instant to);

    @SqlUpdate("""
        insert into plastic_scrap (job, material, milligrams, note, noted_by, at)
        values (:job, :material, :milligrams, :note, :notedBy, :at)
        """)
    void addScrap(@Nullable JobId job, String material, long milligrams, String note, String notedBy, Instant at);

    @SqlQuery("select sum(milligrams) from plastic_scrap where job = :job")
    Optional<Long> scrapOf(JobId job);

    /// What one run of a job's program takes.
    @SqlQuery("select milligrams from job_plastic where job = :job")
    Optional<Long> needed(JobId job);

    @SqlUpdate("""
        insert into job_plastic (job, milligrams) values (:job, :milligrams)
            on conflict (job) do update set milligrams = excluded.milligrams
        """)
    void need(JobId job, long milligrams);

    @SqlUpdate("delete from job_plastic where job = :job")
    int needUnknown(JobId job);
}
