package platen.customers;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.SqlObject;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.people.TokenHash;
import platen.values.Secrets;

/// The links that prove an address. Only their hashes are stored.
interface MailedLinks extends SqlObject {
    /// What a link is good for, and for how long.
    enum Purpose {
        SIGN_IN(Duration.ofMinutes(30)),
        JOIN(Duration.ofDays(14)),
        /// Ends with the question that it is about.
        CONSENT(Duration.ofDays(60));

        private final Duration life;

        Purpose(Duration life) {
            this.life = life;
        }

        Duration life() {
            return life;
        }
    }

    record Link(String email, @Nullable Long about, Instant expiresAt) {}

    /// Makes a link; its token is nowhere but in the answer.
    default String make(Purpose purpose, String email, @Nullable Long about, Instant now) {
        sweep(now);
        var token = Secrets.token();
        add(TokenHash.of(token), purpose, email, about, now, now.plus(purpose.life()));
        return token;
    }

    @SqlUpdate("delete from customer_link where expires_at <= :now")
    void sweep(Instant now);

    @SqlUpdate("""
        insert into customer_link (token_hash, purpose, email, about, created_at, expires_at)
        values (:tokenHash, :purpose, :email, :about, :now, :expiresAt)
        """)
    void add(String tokenHash, Purpose purpose, String email, @Nullable Long about, Instant now, Instant expiresAt);

    @SqlQuery("""
        select email, about, expires_at
          from customer_link
         where token_hash = :tokenHash and purpose = :purpose and used_at is null and expires_at > :now
        """)
    Optional<Link> find(String tokenHash, Purpose purpose, Instant now);

    /// Uses a link up; false when it was used before, has expired, or never was.
    @SqlUpdate("""
        update customer_link
           set used_at = :now
         where token_hash = :tokenHash and used_at is null and expires_at > :now
        """)
    boolean use(String tokenHash, Instant now);

    /// Who signs in by one link needs no other that was mailed before.
    @SqlUpdate(
            "update customer_link set used_at = :now where purpose = 'SIGN_IN' and email = :email and used_at is null")
    void useAllOf(String email, Instant now);
}
