package platen.people;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.PersonId;

/// Second factors, recovery codes, and sign-ins that wait for a code, as the database keeps them.
interface Factors {
    record Factor(String secret, @Nullable Instant confirmedAt) {}

    record Half(PersonId person, String address, String browser) {}

    @SqlQuery("select secret, confirmed_at from second_factor where person = :person")
    Optional<Factor> of(PersonId person);

    @SqlQuery("select count(*) > 0 from second_factor where person = :person and confirmed_at is not null")
    boolean isOn(PersonId person);

    /// Whether the shop demands a second factor that this person has not.
    @SqlQuery("""
        select count(*) > 0
          from people_rules
         where demands_factor
           and not exists (select 1 from second_factor where person = :person and confirmed_at is not null)
        """)
    boolean isDemandedOf(PersonId person);

    @SqlUpdate("delete from second_factor where person = :person and confirmed_at is null")
    void forgetUnconfirmed(PersonId person);

    @SqlUpdate("insert into second_factor (person, secret) values (:person, :secret)")
    void add(PersonId person, String secret);

    @SqlUpdate("""
        update second_factor
           set confirmed_at = :now, last_step = :step
         where person = :person and secret = :secret and confirmed_at is null
        """)
    boolean confirm(PersonId person, String secret, long step, Instant now);

    /// Uses the code of a half minute; false when that one or a later one was used before.
    @SqlUpdate("""
        update second_factor
           set last_step = :step
         where person = :person and confirmed_at is not null and last_step < :step
        """)
    boolean useStep(PersonId person, long step);

    @SqlUpdate("delete from second_factor where person = :person and confirmed_at is not null")
    boolean takeOff(PersonId person);

    @SqlUpdate("delete from recovery_code where person = :person")
    void forgetCodes(PersonId person);

    @SqlUpdate("insert into recovery_code (person, code_hash) values (:person, :hash)")
    void addCode(PersonId person, String hash);

    @SqlUpdate(
            "update recovery_code set used_at = :now where person = :person and code_hash = :hash and used_at is null")
    boolean useCode(PersonId person, String hash, Instant now);

    @SqlQuery("select count(*) from recovery_code where person = :person and used_at is null")
    int codesLeft(PersonId person);

    @SqlUpdate("""
        insert into half_sign_in (token_hash, person, address, browser, expires_at)
        values (:hash, :person, :address, :browser, :expiresAt)
        """)
    void addHalf(String hash, PersonId person, String address, String browser, Instant expiresAt);

    @SqlQuery("select person, address, browser from half_sign_in where token_hash = :hash and expires_at > :now")
    Optional<Half> half(String hash, Instant now);

    @SqlUpdate("delete from half_sign_in where token_hash = :hash")
    boolean useHalf(String hash);

    @SqlUpdate("delete from half_sign_in where expires_at <= :now")
    void sweepHalves(Instant now);
}
