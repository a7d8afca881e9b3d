package platen.customers;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.CustomerId;

/// Customers' accounts and who is signed in, as the database keeps them.
interface Customers {
    String COLUMNS = """
        select id, email, name, phone, address, password is not null as has_password, created_at
          from customer
        """;

    record Session(CustomerId customer, Instant createdAt, Instant seenAt) {}

    /// What the last order of an address says of whom it belongs to.
    record Known(@Nullable String name, @Nullable String phone) {}

    /// An address as it is stored.
    static String address(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    @SqlQuery(COLUMNS + " where id = :id")
    Optional<Customer> find(CustomerId id);

    @SqlQuery(COLUMNS + " where email = :email")
    Optional<Customer> byEmail(String email);

    @SqlQuery("select password from customer where id = :id and password is not null")
    Optional<String> password(CustomerId id);

    @SqlQuery("""
        insert into customer (email, name, phone, address, created_at)
        values (:email, :name, :phone, '', :now)
        returning id
        """)
    CustomerId add(String email, String name, String phone, Instant now);

    @SqlUpdate("update customer set name = :name, phone = :phone, address = :address where id = :id")
    boolean describe(CustomerId id, String name, String phone, String address);

    @SqlUpdate("update customer set password = :hash where id = :id")
    boolean setPassword(CustomerId id, @Nullable String hash);

    @SqlQuery("""
        select customer_name as name, phone
          from customer_order
         where lower(email) = :email and customer_name is not null
         order by id desc
         limit 1
        """)
    Optional<Known> known(String email);

    /// Whether we have heard of this address before.
    @SqlQuery("""
        select exists (select 1 from customer where email = :email)
            or exists (select 1 from customer_order where lower(email) = :email)
            or exists (select 1 from account_member where email = :email and state <> 'GONE')
        """)
    boolean isKnown(String email);

    @SqlUpdate("""
        insert into customer_session (token_hash, customer, created_at, seen_at, expires_at)
        values (:tokenHash, :customer, :now, :now, :expiresAt)
        """)
    void addSession(String tokenHash, CustomerId customer, Instant now, Instant expiresAt);

    @SqlQuery("""
        select customer, created_at, seen_at
          from customer_session
         where token_hash = :tokenHash and expires_at > :now
        """)
    Optional<Session> session(String tokenHash, Instant now);

    @SqlUpdate("update customer_session set seen_at = :now, expires_at = :expiresAt where token_hash = :tokenHash")
    void slide(String tokenHash, Instant now, Instant expiresAt);

    @SqlUpdate("delete from customer_session where token_hash = :tokenHash")
    boolean endSession(String tokenHash);

    @SqlUpdate("delete from customer_session where customer = :customer")
    int endSessions(CustomerId customer);

    @SqlUpdate("delete from customer_session where customer = :customer and token_hash <> :tokenHash")
    int endOtherSessions(CustomerId customer, String tokenHash);

    @SqlUpdate("delete from customer_session where expires_at <= :now")
    void sweepSessions(Instant now);

    /// An order made by who is signed in is theirs, whatever contact it names.
    @SqlUpdate("""
        insert into order_customer (order_id, customer)
        select id, :customer from customer_order where token = :token
            on conflict (order_id)
            do update set customer = excluded.customer
        """)
    void tie(String token, CustomerId customer);
}
