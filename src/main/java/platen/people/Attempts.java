package platen.people;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.SqlObject;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// Counts sign-ins that did not succeed, for each account and for each address they came from.
///
/// An attempt is written before the password is looked at and taken back when it was right,
/// so that a hundred guesses sent at once are a hundred attempts.
interface Attempts extends SqlObject {
    Duration MEMORY = Duration.ofMinutes(15);
    int PER_ACCOUNT = 8;
    int PER_ADDRESS = 40;

    static Attempts in(Handle transaction) {
        return transaction.attach(Attempts.class);
    }

    /// Writes an attempt, or says how long to wait. Where the account's owner has been before, `isTheirs`, only
    /// what was tried from there counts against it: strangers elsewhere shut nobody out of their own account.
    default Optional<Duration> begin(String account, String address, boolean isTheirs, Instant now) {
        forget(now.minus(MEMORY));
        var filling = isTheirs ? ofAccountFrom(account, address, PER_ACCOUNT - 1) : ofAccount(account, PER_ACCOUNT - 1);
        var free = Math.max(freeAt(filling, now), freeAt(ofAddress(address, PER_ADDRESS - 1), now));
        if (free > 0) return Optional.of(Duration.ofMillis(free));
        add(account, address, now);
        return Optional.empty();
    }

    /// How long to wait before the next attempt, if at all.
    default Optional<Duration> left(String account, Instant now) {
        var free = freeAt(ofAccount(account, PER_ACCOUNT - 1).filter(at -> at.isAfter(now.minus(MEMORY))), now);
        return free > 0 ? Optional.of(Duration.ofMillis(free)) : Optional.empty();
    }

    /// Milliseconds until the attempt that fills the allowance is forgotten.
    private static long freeAt(Optional<Instant> filling, Instant now) {
        return filling.map(
                        at -> Math.max(1, Duration.between(now, at.plus(MEMORY)).toMillis()))
                .orElse(0L);
    }

    @SqlUpdate("delete from sign_in_attempt where at <= :until")
    void forget(Instant until);

    @SqlQuery("select at from sign_in_attempt where account = :account order by at desc limit 1 offset :skip")
    Optional<Instant> ofAccount(String account, int skip);

    @SqlQuery("""
        select at
          from sign_in_attempt
         where account = :account and address = :address
         order by at desc limit 1 offset :skip
        """)
    Optional<Instant> ofAccountFrom(String account, String address, int skip);

    @SqlQuery("select at from sign_in_attempt where address = :address order by at desc limit 1 offset :skip")
    Optional<Instant> ofAddress(String address, int skip);

    @SqlUpdate("insert into sign_in_attempt (account, address, at) values (:account, :address, :at)")
    void add(String account, String address, Instant at);

    @SqlUpdate("delete from sign_in_attempt where account = :account")
    void clear(String account);
}
