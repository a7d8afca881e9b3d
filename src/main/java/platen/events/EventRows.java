package platen.events;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// The record of all that happened, newest first. A page begins where the one before ended, so that it costs the same
/// however much lies behind it.
interface EventRows {
    @SqlQuery("""
        select id, at, actor_kind, actor_name, subject_kind, subject_id, what
          from event
         where (at, id) < (:at, :id) and at >= :from
         order by at desc, id desc
         limit :limit
        """)
    List<Event> before(Instant at, long id, Instant from, int limit);

    @SqlQuery("""
        select id, at, actor_kind, actor_name, subject_kind, subject_id, what
          from event
         where subject_kind = :kind and subject_id = :subject and (at, id) < (:at, :id) and at >= :from
         order by at desc, id desc
         limit :limit
        """)
    List<Event> about(Subject.Kind kind, long subject, Instant at, long id, Instant from, int limit);
}
