package platen.orders;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import platen.values.Digest;
import platen.values.Message;

/// The slices, asked for, under way and made.
@RegisterConstructorMapper(Slice.class)
public interface Slices {
    String COLUMNS = """
        select id, mesh, profile, material, quality, state, program, seconds, milligrams, problem
          from slice
        """;

    /// Asks for a slice; one that exists is used again, one that failed is tried again.
    @SqlUpdate("""
        insert into slice (mesh, profile, material, quality, state, asked_at)
        values (:mesh, :profile, :material, :quality, 'WAITING', :now)
            on conflict (mesh, profile, material, quality)
            do update set state = case when slice.state = 'FAILED' then 'WAITING' else slice.state end,
                          asked_at = excluded.asked_at
        """)
    void ask(Digest mesh, String profile, String material, String quality, Instant now);

    @SqlQuery(COLUMNS + """
         where mesh = :mesh and profile = :profile and material = :material and quality = :quality
        """)
    Optional<Slice> find(Digest mesh, String profile, String material, String quality);

    @SqlQuery(COLUMNS + " where id = :id")
    Optional<Slice> find(long id);

    @SqlQuery(COLUMNS + " where state = 'WAITING' order by asked_at, id limit 1")
    Optional<Slice> next();

    @SqlUpdate("update slice set state = 'RUNNING' where id = :id and state = 'WAITING'")
    boolean begin(long id);

    @SqlUpdate("""
        update slice
           set state = 'DONE', program = :program, seconds = :seconds, milligrams = :milligrams, problem = null
         where id = :id and state = 'RUNNING'
        """)
    boolean done(long id, Digest program, long seconds, long milligrams);

    @SqlUpdate("update slice set state = 'FAILED', problem = :problem where id = :id and state = 'RUNNING'")
    boolean failed(long id, Message problem);

    /// The server ended while the slicer ran: it runs again.
    @SqlUpdate("update slice set state = 'WAITING' where state = 'RUNNING'")
    int again();
}
