package platen.slicerdoor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The programs that ask for a key, as the database keeps them.
interface SlicerRequests {
    String COLUMNS = """
        select id, door, app, login, key_hash, digest_hash, asked_at, state, slicer_key
          from slicer_request
        """;

    @SqlQuery(COLUMNS + " where id = :id")
    Optional<SlicerRequest> find(long id);

    @SqlQuery(COLUMNS + " where token_hash = :tokenHash")
    Optional<SlicerRequest> byToken(String tokenHash);

    @SqlQuery(COLUMNS + " where state = 'OPEN' order by id")
    List<SlicerRequest> open();

    @SqlUpdate("""
        insert into slicer_request (token_hash, door, app, login, key_hash, digest_hash, asked_at, state)
        values (:tokenHash, :door, :app, :login, :keyHash, :digestHash, :now, 'OPEN')
        """)
    @GetGeneratedKeys("id")
    long add(String tokenHash, String door, String app, String login, String keyHash, String digestHash, Instant now);

    /// Keeps others who answer the same request waiting until the transaction ends; false when it is answered.
    @SqlUpdate("update slicer_request set asked_at = asked_at where id = :id and state = 'OPEN'")
    boolean hold(long id);

    @SqlUpdate("update slicer_request set state = 'ALLOWED', slicer_key = :key where id = :id and state = 'OPEN'")
    boolean allow(long id, long key);

    @SqlUpdate("update slicer_request set state = 'REFUSED' where id = :id and state = 'OPEN'")
    boolean refuse(long id);

    @SqlUpdate("delete from slicer_request where asked_at <= :before")
    void forget(Instant before);
}
