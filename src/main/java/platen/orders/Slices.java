package platen.orders;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import platen.slicing.Strength;
import platen.values.Digest;
import platen.values.JobId;
import platen.values.Message;

/// The slices, asked for, under way and made: a queue and a cache in one table, so that both outlive the server, and
/// who wants what another waits for already waits with them.
public interface Slices {
    String COLUMNS = """
        select id, mesh, settings, slicer, copies, profile, material, quality, strength, supports, brim,
               state, program, seconds, milligrams, problem
          from sliced_plate
        """;
    /// A draft wants it, or a job that would print a fuller plate of the same part again and wants just so many more.
    String WANTED = """
        (exists (select 1
                   from line_plate
                   join order_line on order_line.id = line_plate.line_id
                   join customer_order on customer_order.id = order_line.order_id
                  where line_plate.plate = sliced_plate.id and customer_order.state = 'DRAFT')
         or exists (select 1
                      from job
                      join line_plate on line_plate.line_id = job.line_id
                      join sliced_plate fuller on fuller.id = line_plate.plate
                     where job.kind = 'PRINTER_3D' and job.state in ('WAITING', 'FAILED')
                       and job.state not in ('DONE', 'CANCELLED')
                       and job.program is not null and job.copies - job.good = sliced_plate.copies
                       and job.per_run > sliced_plate.copies and fuller.copies >= job.per_run
                       and fuller.mesh = sliced_plate.mesh and fuller.settings = sliced_plate.settings
                       and fuller.slicer = sliced_plate.slicer))
        """;

    /// All that makes a slice what it is.
    record Wish(
            Digest mesh,
            Digest settings,
            String slicer,
            int copies,
            String profile,
            String material,
            String quality,
            Strength strength,
            boolean supports,
            boolean brim) {}

    /// Asks for a slice; one that exists is used again, one that failed is tried again. Who waits keeps the place.
    @SqlUpdate("""
        insert into sliced_plate (mesh, settings, slicer, copies, profile, material, quality, strength, supports, brim,
                                  state, asked_at, used_at)
        values (:mesh, :settings, :slicer, :copies, :profile, :material, :quality, :strength, :supports, :brim,
                'WAITING', :now, :now)
            on conflict (mesh, settings, slicer, copies)
            do update set asked_at = case when sliced_plate.state = 'FAILED' then excluded.asked_at
                                          else sliced_plate.asked_at end,
                          state = case when sliced_plate.state = 'FAILED' then 'WAITING' else sliced_plate.state end,
                          used_at = excluded.used_at
        """)
    void ask(@BindMethods Wish wish, Instant now);

    @SqlQuery(COLUMNS + """
         where mesh = :mesh and settings = :settings and slicer = :slicer and copies = :copies
        """)
    Optional<Slice> find(@BindMethods Wish wish);

    @SqlQuery(COLUMNS + " where id = :id")
    Optional<Slice> find(long id);

    /// The fewest copies that had no room on one plate.
    @SqlQuery("""
        select min(copies)
          from sliced_plate
         where mesh = :mesh and settings = :settings and slicer = :slicer and state = 'FULL'
        """)
    Optional<Integer> tooMany(Digest mesh, Digest settings, String slicer);

    /// What has waited longest, of what somebody still wants.
    @SqlQuery(COLUMNS + " where state = 'WAITING' and " + WANTED + " order by asked_at, id limit 1")
    Optional<Slice> next();

    @SqlQuery("select count(*) from sliced_plate where id = :id and " + WANTED)
    int wanted(long id);

    /// The jobs that a slice is for.
    @SqlQuery("""
        select distinct job.id
          from sliced_plate
          join sliced_plate fuller
            on fuller.mesh = sliced_plate.mesh and fuller.settings = sliced_plate.settings
           and fuller.slicer = sliced_plate.slicer
          join line_plate on line_plate.plate = fuller.id
          join job on job.line_id = line_plate.line_id
         where sliced_plate.id = :id and job.kind = 'PRINTER_3D' and job.state in ('WAITING', 'FAILED')
           and job.state not in ('DONE', 'CANCELLED')
           and job.program is not null and job.copies - job.good = sliced_plate.copies
           and job.per_run > sliced_plate.copies and fuller.copies >= job.per_run
         order by job.id
        """)
    List<JobId> jobsFor(long id);

    @SqlUpdate("update sliced_plate set state = 'RUNNING' where id = :id and state = 'WAITING'")
    boolean begin(long id);

    /// Keeps a slice as it is until the transaction ends.
    @SqlUpdate("update sliced_plate set state = state where id = :id")
    boolean hold(long id);

    @SqlUpdate("""
        update sliced_plate
           set state = 'DONE', program = :program, bytes = :bytes, seconds = :seconds, milligrams = :milligrams,
               problem = null
         where id = :id and state = 'RUNNING'
        """)
    boolean done(long id, Digest program, long bytes, long seconds, long milligrams);

    @SqlUpdate("update sliced_plate set state = 'FAILED', problem = :problem where id = :id and state = 'RUNNING'")
    boolean failed(long id, Message problem);

    @SqlUpdate("update sliced_plate set state = 'FULL' where id = :id and state = 'RUNNING'")
    boolean full(long id);

    /// Nobody wants it any more, and others wait: it was stopped.
    @SqlUpdate("update sliced_plate set state = 'WAITING' where id = :id and state = 'RUNNING'")
    boolean stopped(long id);

    /// The server ended while the slicer ran: it runs again.
    @SqlUpdate("update sliced_plate set state = 'WAITING' where state = 'RUNNING'")
    int again();

    @SqlQuery("select coalesce(sum(bytes), 0) from sliced_plate where state = 'DONE'")
    long bytes();

    /// What was used longest ago, but for one.
    @SqlQuery(COLUMNS + " where state = 'DONE' and id <> :but order by used_at, id limit 1")
    Optional<Slice> oldest(long but);

    /// All of a mesh that no line of any order has any more.
    @SqlQuery(COLUMNS + """
         where mesh = :mesh
           and not exists (select 1 from order_line where order_line.file = sliced_plate.mesh)
         order by id
        """)
    List<Slice> abandoned(Digest mesh);

    @SqlUpdate("delete from sliced_plate where id = :id")
    boolean forget(long id);
}
