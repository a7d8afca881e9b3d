package platen.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import platen.values.PersonId;

/// Stations, as the database keeps them.
interface StationRows {
    @SqlUpdate("insert into station (name, token_hash, created_at) values (:name, :hash, :now)")
    void add(String name, String hash, Instant now);

    @SqlQuery(
            "select id, name, created_at, person, touched_at from station where token_hash = :hash and ended_at is null")
    Optional<Station> find(String hash);

    @SqlQuery("select id, name, created_at, person, touched_at from station where id = :id and ended_at is null")
    Optional<Station> byId(long id);

    @SqlQuery("select id, name, created_at, person, touched_at from station where ended_at is null order by name, id")
    List<Station> all();

    @SqlUpdate("update station set ended_at = :now, person = null where id = :id and ended_at is null")
    boolean end(long id, Instant now);

    @SqlUpdate("update station set person = :person, touched_at = :now where id = :id and ended_at is null")
    boolean enter(long id, PersonId person, Instant now);

    /// Notes a touch by who still stands there.
    @SqlUpdate("update station set touched_at = :now where id = :id and person = :person and touched_at > :since")
    boolean touch(long id, PersonId person, Instant since, Instant now);

    @SqlUpdate("update station set person = null where id = :id")
    void leave(long id);

    @SqlUpdate("update station set person = null where person = :person")
    void standDown(PersonId person);
}
