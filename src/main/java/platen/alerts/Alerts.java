package platen.alerts;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.Message;
import platen.values.PersonId;

/// The alerts, as the database keeps them, and how far the events are read.
interface Alerts {
    String COLUMNS = """
        select id, person, way, event, cause, state, alert_key, tries, problem, created_at, ended_at
          from alert
        """;

    record Cursor(long firstEvent, long lastEvent) {}

    @SqlQuery("select first_event, last_event from alert_cursor where id = 1")
    Cursor cursor();

    @SqlUpdate("update alert_cursor set last_event = :event where id = 1 and last_event < :event")
    boolean advance(long event);

    @SqlUpdate("""
        insert into alert (person, way, event, cause, state, alert_key, due_at, created_at)
        values (:person, :way, :event, :cause, 'WAITING', :key, :now, :now)
            on conflict (event, person, way) do nothing
        """)
    void add(PersonId person, Way way, long event, Cause cause, String key, Instant now);

    /// What is to be sent now: of each person and way the first, so that none that is slow holds up others.
    @SqlQuery(COLUMNS + """
         where id in (select min(id) from alert where state = 'WAITING' and due_at <= :now group by person, way)
         order by id
        """)
    List<Alert> due(Instant now);

    @SqlQuery(COLUMNS + " where person = :person order by id desc limit :limit")
    List<Alert> lately(PersonId person, int limit);

    /// Counts a try before it is made; false when another server was quicker.
    @SqlUpdate("""
        update alert
           set tries = tries + 1, due_at = :until
         where id = :id and state = 'WAITING' and tries = :tries
        """)
    boolean claim(long id, int tries, Instant until);

    @SqlUpdate("update alert set due_at = :due, problem = :problem where id = :id and state = 'WAITING'")
    void postpone(long id, Instant due, Message problem);

    @SqlUpdate("""
        update alert
           set state = :state, problem = :problem, ended_at = :now
         where id = :id and state = 'WAITING'
        """)
    void end(long id, Alert.State state, @Nullable Message problem, Instant now);

    /// What is over for long tells nobody anything.
    @SqlUpdate("delete from alert where state <> 'WAITING' and created_at < :before")
    void forget(Instant before);
}
