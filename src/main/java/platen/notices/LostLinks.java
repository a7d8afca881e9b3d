package platen.notices;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.orders.Orders;
import platen.values.Actor;
import platen.values.Message;
import platen.values.OrderId;

/// A customer has lost the link to their order: it is sent again to the contact on file, and nowhere else.
/// Whoever asks
/// learns nothing of whether there is such an order.
public final class LostLinks {
    static final Duration MEMORY = Duration.ofMinutes(15);
    static final int PER_ADDRESS = 8;
    /// Nobody can have somebody else's mailbox filled.
    static final Duration ONCE_IN = Duration.ofHours(1);
    private static final int MOST_ORDERS = 5;

    private final Database database;
    private final InstantSource clock;

    public LostLinks(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// What SQL is needed for it.
    interface Tries {
        @SqlUpdate("delete from lost_link_try where at <= :until")
        void forget(Instant until);

        /// When the try was made that fills the allowance.
        @SqlQuery("select at from lost_link_try where address = :address order by at desc limit 1 offset :skip")
        Optional<Instant> filling(String address, int skip);

        @SqlUpdate("insert into lost_link_try (address, at) values (:address, :at)")
        void add(String address, Instant at);

        @SqlQuery("""
            select id
              from customer_order
             where lower(email) = :email
             order by case when state in ('COLLECTED', 'DECLINED', 'CANCELLED', 'EXPIRED') then 1 else 0 end, id desc
             limit :limit
            """)
        List<OrderId> ofEmail(String email, int limit);

        @SqlQuery("""
            select count(*)
              from event
             where subject_kind = 'ORDER' and subject_id = :order and what = 'talk.link-asked' and at > :since
            """)
        int askedSince(OrderId order, Instant since);
    }

    /// Sends the links, if there are any; or says how long to wait. `address` is where the request came from.
    public Optional<Duration> ask(String codeOrEmail, String address) {
        return database.change(change -> {
            var now = clock.instant();
            var tries = change.attach(Tries.class);
            tries.forget(now.minus(MEMORY));
            var filling = tries.filling(address, PER_ADDRESS - 1);
            if (filling.isPresent()) {
                return Optional.of(Duration.between(now, filling.get().plus(MEMORY)));
            }
            tries.add(address, now);
            for (var order : found(change, codeOrEmail.strip())) {
                if (tries.askedSince(order, now.minus(ONCE_IN)) > 0) continue;
                Events.write(change, now, Actor.customer(""), Subject.of(order), Message.of("talk.link-asked"));
            }
            return Optional.empty();
        });
    }

    private static List<OrderId> found(Handle look, String asked) {
        if (asked.contains("@")) {
            return look.attach(Tries.class).ofEmail(asked.toLowerCase(Locale.ROOT), MOST_ORDERS);
        }
        return look.attach(Orders.class)
                .byCode(asked.toUpperCase(Locale.ROOT))
                .filter(order -> order.customerName() != null)
                .map(order -> List.of(order.id()))
                .orElse(List.of());
    }
}
