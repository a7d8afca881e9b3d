package platen.files;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import platen.values.Digest;

/// Which files there are, and what uses them.
interface FileRows {

    @SqlUpdate("""
        insert into file (digest, bytes, stored_at)
        values (:digest, :bytes, :now)
            on conflict (digest) do update set stored_at = excluded.stored_at
        """)
    void stored(Digest digest, long bytes, Instant now);

    /// Takes the place of a content that has no row; another who wants it waits for this transaction.
    @SqlUpdate("""
        insert into file (digest, bytes, stored_at)
        values (:digest, 0, 0)
            on conflict do nothing
        """)
    boolean reserve(Digest digest);

    @SqlUpdate("delete from file where digest = :digest")
    void remove(Digest digest);

    @SqlUpdate("""
        insert into file_use (digest, used_by)
        values (:digest, :usedBy)
            on conflict do nothing
        """)
    void use(Digest digest, String usedBy);

    @SqlUpdate("delete from file_use where digest = :digest and used_by = :usedBy")
    void endUse(Digest digest, String usedBy);

    @SqlUpdate("delete from file_use where used_by = :usedBy")
    void endUses(String usedBy);

    @SqlQuery("select count(*) > 0 from file where digest = :digest")
    boolean isKnown(Digest digest);

    @SqlQuery("""
        select digest
          from file
         where stored_at < :before
           and not exists (select 1 from file_use where file_use.digest = file.digest)
         limit :limit
        """)
    List<Digest> unusedSince(Instant before, int limit);

    @SqlUpdate("""
        delete from file
         where digest = :digest
           and stored_at < :before
           and not exists (select 1 from file_use where file_use.digest = file.digest)
        """)
    boolean forget(Digest digest, Instant before);
}
