package platen.machines;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import platen.values.HostId;

/// The printer computers, as the database keeps them. `keyHash` is the SHA-256 of a host's key.
public interface Hosts {

    @SqlQuery("select id, name, created_at, revoked_at from host order by id")
    List<Host> all();

    @SqlQuery("select id, name, created_at, revoked_at from host where id = :id")
    Optional<Host> find(HostId id);

    @SqlQuery("select id, name, created_at, revoked_at from host where key_hash = :keyHash and revoked_at is null")
    Optional<Host> byKey(String keyHash);

    @SqlUpdate("update host set revoked_at = :now where id = :id and revoked_at is null")
    boolean revoke(HostId id, Instant now);

    @SqlUpdate("insert into host (name, key_hash, created_at) values (:name, :keyHash, :now)")
    @GetGeneratedKeys("id")
    HostId add(String name, String keyHash, Instant now);
}
