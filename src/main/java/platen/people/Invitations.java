package platen.people;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.values.Message;

/// The invitations that are open, and how one is taken back.
public final class Invitations {
    private final Database database;
    private final InstantSource clock;

    public Invitations(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    interface Rows {
        @SqlQuery("""
            select substr(token_hash, 1, 16) as mark, one_time_link.role, person.name as inviter,
                   one_time_link.created_at, expires_at
              from one_time_link left join person on person.id = one_time_link.invited_by
             where purpose = 'INVITE' and used_at is null and expires_at > :now
             order by one_time_link.created_at desc
            """)
        List<Invitation> open(Instant now);

        @SqlUpdate("""
            delete from one_time_link
             where purpose = 'INVITE' and used_at is null and substr(token_hash, 1, 16) = :mark
            """)
        boolean takeBack(String mark);
    }

    /// The newest first.
    public List<Invitation> open() {
        return database.reading(Rows.class).open(clock.instant());
    }

    /// False when it was used or taken back already.
    public boolean takeBack(Person by, String mark) {
        return database.change(change -> {
            if (!change.attach(Rows.class).takeBack(mark)) return false;
            var what = Message.of("people.invitation-taken-back");
            Events.write(change, clock.instant(), by.actor(), Subject.of(by.id()), what);
            return true;
        });
    }
}
