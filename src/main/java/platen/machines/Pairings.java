package platen.machines;

import java.time.Instant;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The codes for new printer computers that are open, as the database keeps them.
interface Pairings {
    @SqlUpdate("insert into pairing (code_hash, until) values (:codeHash, :until)")
    void add(String codeHash, Instant until);

    @SqlUpdate("delete from pairing where code_hash = :codeHash and until > :now")
    boolean take(String codeHash, Instant now);

    @SqlUpdate("delete from pairing where until <= :now")
    void forget(Instant now);

    @SqlUpdate("delete from pairing")
    void forgetAll();
}
