package platen.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.PersonId;

/// Accounts, sessions and one-time links, as the database keeps them.
interface People {
    record Session(PersonId person, Instant createdAt, Instant seenAt) {}

    @SqlQuery("select count(*) from person")
    int count();

    @SqlQuery("select id, name, email, role, books from person where left_at is null order by name, id")
    List<Person> present();

    @SqlQuery("select id, name, email, role, books from person where id = :id and left_at is null")
    Optional<Person> person(PersonId id);

    @SqlQuery("select id, name, email, role, books from person where email = :email and left_at is null")
    Optional<Person> byEmail(String email);

    @SqlQuery("select password from person where id = :id")
    String password(PersonId id);

    /// Whether somebody has, or had, an account by this address.
    @SqlQuery("select count(*) > 0 from person where email = :email")
    boolean taken(String email);

    @SqlQuery("""
        insert into person (name, email, password, role, created_at)
        values (:name, :email, :password, :role, :now)
        returning id
        """)
    PersonId add(String name, String email, String password, Role role, Instant now);

    @SqlUpdate("update person set left_at = :now where id = :id and left_at is null")
    boolean leave(PersonId id, Instant now);

    /// Gives another role or right, unless it was changed meanwhile.
    @SqlUpdate("""
        update person
           set role = :role, books = :books
         where id = :id and role = :wasRole and books = :wasBooks and left_at is null
        """)
    boolean setRights(PersonId id, Role role, boolean books, Role wasRole, boolean wasBooks);

    @SqlQuery("select count(*) from person where role = 'COORDINATOR' and left_at is null")
    int coordinators();

    @SqlUpdate("""
        insert into session (token_hash, person, created_at, seen_at, expires_at, address, browser)
        values (:tokenHash, :person, :now, :now, :expiresAt, :address, :browser)
        """)
    void addSession(String tokenHash, PersonId person, Instant now, Instant expiresAt, String address, String browser);

    @SqlQuery("""
        select substr(token_hash, 1, 16) as mark, created_at, seen_at, address, browser
          from session
         where person = :person and expires_at > :now
         order by seen_at desc, mark
        """)
    List<OpenSession> sessions(PersonId person, Instant now);

    @SqlUpdate("delete from session where person = :person and substr(token_hash, 1, 16) = :mark")
    boolean endSession(PersonId person, String mark);

    @SqlUpdate("delete from session where person = :person and substr(token_hash, 1, 16) <> :but")
    int endSessions(PersonId person, String but);

    @SqlQuery("select count(*) from known_place where person = :person")
    int places(PersonId person);

    @SqlQuery("select count(*) > 0 from known_place where person = :person and place = :place")
    boolean knowsPlace(PersonId person, String place);

    @SqlUpdate("update known_place set seen_at = :now where person = :person and place = :place")
    boolean seePlace(PersonId person, String place, Instant now);

    @SqlUpdate("insert into known_place (person, place, seen_at) values (:person, :place, :now)")
    void addPlace(PersonId person, String place, Instant now);

    @SqlQuery("""
        select person, created_at, seen_at
          from session
         where token_hash = :tokenHash and expires_at > :now
        """)
    Optional<Session> session(String tokenHash, Instant now);

    @SqlUpdate("update session set seen_at = :now, expires_at = :expiresAt where token_hash = :tokenHash")
    void slide(String tokenHash, Instant now, Instant expiresAt);

    @SqlUpdate("delete from session where token_hash = :tokenHash")
    boolean endSession(String tokenHash);

    @SqlUpdate("update person set password = :password where id = :id")
    void setPassword(PersonId id, String password);

    @SqlUpdate("delete from session where person = :person")
    void endSessions(PersonId person);

    @SqlUpdate("delete from session where expires_at <= :now")
    void sweepSessions(Instant now);

    @SqlUpdate("""
        insert into one_time_link (token_hash, purpose, person, role, created_at, expires_at)
        values (:tokenHash, :purpose, :person, :role, :now, :expiresAt)
        """)
    void addLink(
            String tokenHash,
            Link.Purpose purpose,
            @Nullable PersonId person,
            @Nullable Role role,
            Instant now,
            Instant expiresAt);

    @SqlUpdate("update one_time_link set invited_by = :by where token_hash = :tokenHash")
    void setInviter(String tokenHash, PersonId by);

    @SqlQuery("""
        select purpose, person, role, expires_at
          from one_time_link
         where token_hash = :tokenHash and used_at is null and expires_at > :now
        """)
    Optional<Link> link(String tokenHash, Instant now);

    /// Uses a link up; false when it was used before, has expired, or never was.
    @SqlUpdate("""
        update one_time_link
           set used_at = :now
         where token_hash = :tokenHash and used_at is null and expires_at > :now
        """)
    boolean useLink(String tokenHash, Instant now);

    @SqlUpdate("delete from one_time_link where purpose = :purpose")
    void revoke(Link.Purpose purpose);

    @SqlUpdate("delete from one_time_link where expires_at <= :now")
    void sweepLinks(Instant now);
}
