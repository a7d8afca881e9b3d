package platen.customers;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.SqlObject;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// Counts what strangers try, so that nobody guesses passwords or has somebody else's mailbox filled.
///
/// A try is written before anything is looked at, so that a hundred sent at once are a hundred tries.
interface Tries extends SqlObject {
    Duration MEMORY = Duration.ofMinutes(15);

    enum Kind {
        /// A link was asked for, from this network.
        LINK_FROM(12),
        /// The same, to this address.
        LINK_TO(4),
        PASSWORD_FROM(40),
        PASSWORD_OF(8);

        private final int most;

        Kind(int most) {
            this.most = most;
        }

        int most() {
            return most;
        }
    }

    /// Writes a try, or says how long to wait.
    default Optional<Duration> begin(Kind kind, String who, Instant now) {
        forget(now.minus(MEMORY));
        var filling = filling(kind, who, kind.most() - 1);
        if (filling.isPresent())
            return Optional.of(Duration.between(now, filling.get().plus(MEMORY)));
        add(kind, who, now);
        return Optional.empty();
    }

    @SqlUpdate("delete from customer_try where at <= :until")
    void forget(Instant until);

    /// When the try was made that fills the allowance.
    @SqlQuery("""
        select at from customer_try where kind = :kind and who = :who order by at desc limit 1 offset :skip
        """)
    Optional<Instant> filling(Kind kind, String who, int skip);

    @SqlUpdate("insert into customer_try (kind, who, at) values (:kind, :who, :at)")
    void add(Kind kind, String who, Instant at);

    @SqlUpdate("delete from customer_try where kind = :kind and who = :who")
    void clear(Kind kind, String who);
}
