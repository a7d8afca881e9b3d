package platen.uploads;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.Digest;

/// The files on their way in, as the database keeps them.
interface IncomingFiles {
    String COLUMNS = """
        select id, name, bytes, received, touched_at, digest, measures
          from upload
        """;

    @SqlQuery(COLUMNS + " where id = :id and owner = :owner")
    Optional<IncomingFile> find(String id, String owner);

    /// What a browser has sent and not yet ordered, oldest first.
    @SqlQuery(COLUMNS + " where owner = :owner and ordered_at is null order by begun_at, id")
    List<IncomingFile> of(String owner);

    @SqlQuery("select count(*) from upload where owner = :owner and ordered_at is null")
    int count(String owner);

    /// What lies here for orders that nobody has begun yet.
    @SqlQuery("select coalesce(sum(received), 0) from upload where ordered_at is null")
    long waitingBytes();

    @SqlUpdate("""
        insert into upload (id, owner, name, bytes, received, begun_at, touched_at)
        values (:id, :owner, :name, :bytes, 0, :now, :now)
        """)
    void begin(String id, String owner, String name, long bytes, Instant now);

    /// More of it is on disk; false when it is gone, whole, or another was quicker.
    @SqlUpdate("""
        update upload
           set received = :after, touched_at = :now
         where id = :id and received = :before and digest is null
        """)
    boolean receive(String id, long before, long after, Instant now);

    @SqlUpdate("""
        update upload
           set digest = :digest, measures = :measures, touched_at = :now
         where id = :id and received = bytes and digest is null
        """)
    boolean complete(String id, Digest digest, @Nullable String measures, Instant now);

    @SqlUpdate("update upload set ordered_at = :now where id = :id and digest is not null and ordered_at is null")
    boolean order(String id, Instant now);

    @SqlQuery(COLUMNS + " where touched_at < :before")
    List<IncomingFile> untouchedSince(Instant before);

    @SqlUpdate("delete from upload where id = :id and touched_at < :before")
    boolean forget(String id, Instant before);

    @SqlUpdate("delete from upload where id = :id")
    boolean delete(String id);

    @SqlQuery("select count(*) from upload where id = :id")
    int exists(String id);
}
