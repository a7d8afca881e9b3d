package platen.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import platen.values.PersonId;

/// PINs, as the database keeps them.
interface Pin {
    int MOST_WRONG = 5;

    @SqlQuery("select hash from pin where person = :person")
    Optional<String> hash(PersonId person);

    @SqlQuery("select count(*) > 0 from pin where person = :person and wrong >= 5")
    boolean isLocked(PersonId person);

    @SqlUpdate("delete from pin where person = :person")
    boolean forget(PersonId person);

    @SqlUpdate("insert into pin (person, hash, set_at) values (:person, :hash, :now)")
    void add(PersonId person, String hash, Instant now);

    /// Counts a try before it is looked at, so that many at once are many; false when it is locked.
    @SqlUpdate("update pin set wrong = wrong + 1 where person = :person and wrong < 5")
    boolean tryOnce(PersonId person);

    @SqlUpdate("update pin set wrong = 0 where person = :person and wrong > 0")
    boolean unlock(PersonId person);

    /// Who can come to a station.
    @SqlQuery("""
        select id, name, email, role, books
          from person
         where left_at is null and exists (select 1 from pin where pin.person = person.id)
         order by name, id
        """)
    List<Person> holders();
}
