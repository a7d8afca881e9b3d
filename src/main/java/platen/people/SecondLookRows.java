package platen.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import platen.values.Money;
import platen.values.PersonId;

/// What waits for a second person, as the database keeps it.
interface SecondLookRows {
    String COLUMNS = """
        select l.id, l.kind, l.state, l.asked_by, a.name as asked_name, d.name as decided_name, l.at, l.amount,
               l.subject, l.content
          from second_look l
          join person a on a.id = l.asked_by
          left join person d on d.id = l.decided_by
        """;

    @SqlQuery("""
        insert into second_look (kind, state, asked_by, at, amount, subject, content)
        values (:kind, 'WAITING', :askedBy, :now, :amount, :subject, :content)
        returning id
        """)
    long add(SecondLook.Kind kind, PersonId askedBy, Instant now, Money amount, long subject, String content);

    @SqlQuery(COLUMNS + " where l.id = :id")
    Optional<SecondLook> find(long id);

    @SqlQuery(COLUMNS + " where l.state in ('WAITING', 'CONFIRMED') order by l.id")
    List<SecondLook> open();

    @SqlQuery("""
        select count(*) > 0
          from second_look
         where kind = :kind and subject = :subject and state in ('WAITING', 'CONFIRMED')
        """)
    boolean isOpen(SecondLook.Kind kind, long subject);

    @SqlUpdate("""
        update second_look
           set state = :state, decided_by = :by, decided_at = :now
         where id = :id and state = 'WAITING' and asked_by <> :by
        """)
    boolean decide(long id, SecondLook.State state, PersonId by, Instant now);

    @SqlUpdate("update second_look set state = 'DONE' where id = :id and state = 'CONFIRMED'")
    boolean done(long id);
}
