package platen.events;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import platen.values.Actor;
import platen.values.Message;

/// The record of all that happened.
public interface Events {

    /// Writes an event in the transaction that makes the change it tells of (the fourth law).
    static void write(Handle transaction, Instant now, Actor who, Subject about, Message what) {
        transaction.attach(Events.class).add(now, who.kind(), who.name(), about.kind(), about.id(), what);
    }

    @SqlUpdate("""
        insert into event (at, actor_kind, actor_name, subject_kind, subject_id, what)
        values (:at, :actorKind, :actorName, :subjectKind, :subjectId, :what)
        """)
    void add(
            Instant at, Actor.Kind actorKind, String actorName, Subject.Kind subjectKind, long subjectId, Message what);

    /// What happened to one thing, oldest first.
    @SqlQuery("""
        select id, at, actor_kind, actor_name, subject_kind, subject_id, what
          from event
         where subject_kind = :kind and subject_id = :id
         order by id
        """)
    List<Event> about(Subject.Kind kind, long id);

    /// What happened last to one thing, the last first.
    @SqlQuery("""
        select id, at, actor_kind, actor_name, subject_kind, subject_id, what
          from event
         where subject_kind = :kind and subject_id = :id
         order by id desc
         limit :limit
        """)
    List<Event> lately(Subject.Kind kind, long id, int limit);

    /// What came after the event numbered `cursor`, oldest first.
    @SqlQuery("""
        select id, at, actor_kind, actor_name, subject_kind, subject_id, what
          from event
         where id > :cursor
         order by id
         limit :limit
        """)
    List<Event> after(long cursor, int limit);

    @SqlQuery("select coalesce(max(id), 0) from event")
    long last();

    @SqlQuery("select count(*) from event where id > :cursor")
    int countAfter(long cursor);
}
