package platen.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// Keys of programs, as the database keeps them.
interface ProgramKeyRows {
    @SqlUpdate("""
        insert into program_key (name, key_hash, scopes, created_by, created_at)
        values (:name, :hash, :scopes, :by, :now)
        """)
    void add(String name, String hash, String scopes, String by, Instant now);

    @SqlQuery("""
        select id, name, scopes, created_by, created_at, used_at
          from program_key
         where key_hash = :hash and revoked_at is null
        """)
    Optional<ProgramKey> find(String hash);

    @SqlQuery("""
        select id, name, scopes, created_by, created_at, used_at
          from program_key
         where id = :id and revoked_at is null
        """)
    Optional<ProgramKey> byId(long id);

    @SqlQuery("""
        select id, name, scopes, created_by, created_at, used_at
          from program_key
         where revoked_at is null
         order by name, id
        """)
    List<ProgramKey> all();

    @SqlUpdate("update program_key set used_at = :now where id = :id")
    void use(long id, Instant now);

    @SqlUpdate("update program_key set revoked_at = :now where id = :id and revoked_at is null")
    boolean revoke(long id, Instant now);
}
