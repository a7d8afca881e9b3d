package platen.slicerdoor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import platen.values.PersonId;

/// The keys of slicers, as the database keeps them. Who has left the shop has none.
interface SlicerKeys {
    String COLUMNS = """
        select k.id, k.owner, p.name as owner_name, k.name, k.door, k.login, k.may_start, k.may_steer,
               k.created_at, k.used_at
          from slicer_key k
          join person p on p.id = k.owner and p.left_at is null
         where k.revoked_at is null
        """;

    @SqlQuery(COLUMNS + " and k.key_hash = :keyHash")
    Optional<SlicerKey> byKey(String keyHash);

    @SqlQuery(COLUMNS + " and k.login = :login")
    Optional<SlicerKey> byLogin(String login);

    @SqlQuery(COLUMNS + " and k.id = :id")
    Optional<SlicerKey> find(long id);

    @SqlQuery(COLUMNS + " order by p.name, k.id")
    List<SlicerKey> all();

    @SqlQuery("select digest_hash from slicer_key where id = :id")
    String digestHash(long id);

    @SqlUpdate("""
        insert into slicer_key (owner, name, door, login, may_start, may_steer, key_hash, digest_hash, created_at)
        values (:owner, :name, :door, :login, :mayStart, :maySteer, :keyHash, :digestHash, :now)
        """)
    @GetGeneratedKeys("id")
    long add(
            PersonId owner,
            String name,
            String door,
            String login,
            boolean mayStart,
            boolean maySteer,
            String keyHash,
            String digestHash,
            Instant now);

    @SqlUpdate("update slicer_key set used_at = :now where id = :id")
    void used(long id, Instant now);

    @SqlUpdate("update slicer_key set revoked_at = :now where id = :id and revoked_at is null")
    boolean revoke(long id, Instant now);

    /// Makes a door known, with a name that never changes.
    @SqlUpdate("insert into slicer_door (place, uuid) values (:place, :uuid) on conflict (place) do nothing")
    void openDoor(String place, String uuid);

    @SqlQuery("select uuid from slicer_door where place = :place")
    Optional<String> uuid(String place);

    /// Keeps others at this door waiting until the transaction ends.
    @SqlUpdate("update slicer_door set turns = turns + 1 where place = :place")
    boolean takeTurn(String place);
}
