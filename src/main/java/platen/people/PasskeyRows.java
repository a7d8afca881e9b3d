package platen.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.PersonId;

/// Passkeys and what they are to sign, as the database keeps them.
interface PasskeyRows {
    record Kept(long id, PersonId person, String publicPart, long counter, boolean synced) {}

    @SqlQuery("select id, name, synced, added_at, used_at from passkey where person = :person order by id")
    List<Passkey> of(PersonId person);

    @SqlQuery("select credential_id from passkey where person = :person")
    List<String> credentials(PersonId person);

    @SqlQuery("select id, person, public_part, counter, synced from passkey where credential_id = :credential")
    Optional<Kept> byCredential(String credential);

    @SqlUpdate("""
        insert into passkey (person, name, credential_id, public_part, counter, synced, added_at)
        values (:person, :name, :credential, :publicPart, :counter, :synced, :now)
        """)
    void add(
            PersonId person,
            String name,
            String credential,
            String publicPart,
            long counter,
            boolean synced,
            Instant now);

    /// False when it was used meanwhile.
    @SqlUpdate("update passkey set counter = :counter, used_at = :now where id = :id and counter = :before")
    boolean use(long id, long before, long counter, Instant now);

    @SqlUpdate("delete from passkey where id = :id and person = :person")
    boolean remove(PersonId person, long id);

    @SqlUpdate("delete from passkey where person = :person")
    int removeAll(PersonId person);

    @SqlUpdate("delete from passkey_question where expires_at <= :now")
    void sweep(Instant now);

    @SqlQuery("select count(*) from passkey_question where person is null")
    int open();

    @SqlUpdate("insert into passkey_question (challenge, person, expires_at) values (:challenge, :person, :end)")
    void ask(String challenge, @Nullable PersonId person, Instant end);

    @SqlUpdate("""
        delete from passkey_question
         where challenge = :challenge and expires_at > :now and person is not distinct from :person
        """)
    boolean answer(String challenge, @Nullable PersonId person, Instant now);
}
