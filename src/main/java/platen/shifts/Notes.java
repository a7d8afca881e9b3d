package platen.shifts;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import platen.values.PersonId;

/// The notes, as the database keeps them.
interface Notes {
    String COLUMNS = """
        select shift_note.id, writer.name as author, body, at, doer.name as done_by, done_at
          from shift_note
          join person writer on writer.id = shift_note.author
          left join person doer on doer.id = shift_note.done_by
        """;

    @SqlQuery(COLUMNS + " where done_at is null order by shift_note.id desc limit :limit")
    List<Note> open(int limit);

    @SqlQuery(COLUMNS + " where shift_note.id < :before order by shift_note.id desc limit :limit")
    List<Note> before(long before, int limit);

    @SqlUpdate("insert into shift_note (author, body, at) values (:author, :body, :at)")
    void add(PersonId author, String body, Instant at);

    @SqlUpdate("update shift_note set done_by = :who, done_at = :at where id = :id and done_at is null")
    boolean done(long id, PersonId who, Instant at);
}
