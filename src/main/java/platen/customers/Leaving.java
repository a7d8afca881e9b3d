package platen.customers;

import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.values.Actor;
import platen.values.CustomerId;
import platen.values.Message;

/// Deletes an account, with its sessions, links, letters and places in organisations. Orders stay, known by their own
/// links; what they know of their customer is deleted one by one.
public final class Leaving {
    private static final String BLANK = "…";

    private final Database database;
    private final InstantSource clock;

    public Leaving(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// False where there was no such account any more.
    public boolean leave(Customer customer) {
        return database.change(change -> leave(change, customer));
    }

    private boolean leave(Handle change, Customer customer) {
        var rows = change.attach(Rows.class);
        if (!rows.forgetAccount(customer.id())) return false;
        var email = customer.email();
        rows.forgetLetters(email);
        rows.forgetLinks(email);
        rows.forgetTries(email);
        rows.forgetQuestions(email, BLANK);
        rows.forgetPlaces(email, BLANK);
        rows.forgetEvents(Long.toString(customer.id().value()), email, BLANK);
        Events.write(change, clock.instant(), Actor.customer(""), Subject.SHOP, Message.of("customer.closed"));
        return true;
    }

    /// Rows of which something stays are blanked: an order's question keeps what was asked and answered, and when.
    interface Rows {
        /// Its sessions and ties to orders go with it.
        @SqlUpdate("delete from customer where id = :id")
        boolean forgetAccount(CustomerId id);

        @SqlUpdate("delete from customer_letter where email = :email")
        void forgetLetters(String email);

        @SqlUpdate("delete from customer_link where email = :email")
        void forgetLinks(String email);

        @SqlUpdate("delete from customer_try where who = :email")
        void forgetTries(String email);

        @SqlUpdate("""
            update consent
               set name = :blank, email = null, phone = null, word = ''
             where state <> 'WAITING' and (email = :email
                   or asked_by in (select id from account_member where account_member.email = :email))
            """)
        void forgetQuestions(String email, String blank);

        /// The key keeps two who left the same organisation apart.
        @SqlUpdate("""
            update account_member
               set state = 'GONE', email = :blank || id
             where email = :email
            """)
        void forgetPlaces(String email, String blank);

        /// Events of the account itself, and those of organisations that name its address.
        @SqlUpdate("""
            update event
               set actor_name = case when actor_kind = 'CUSTOMER' then '' else actor_name end,
                   what = replace(what, :email, :blank)
             where subject_kind = 'SHOP' and what like 'customer.%'
               and (what like '% ["' || :id || '"]' or replace(what, :email, '') <> what)
            """)
        void forgetEvents(String id, String email, String blank);
    }
}
