package platen.notices;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.Message;
import platen.values.OrderId;

/// The notices, as the database keeps them, and how far the events are read.
public interface Notices {
    String COLUMNS = """
        select id, order_id, what, event, said, state, mail_key, tries, due_at, problem, created_at, ended_at
          from notice
        """;

    record Cursor(long firstEvent, long lastEvent) {}

    @SqlQuery("select first_event, last_event from notice_cursor where id = 1")
    Cursor cursor();

    @SqlUpdate("update notice_cursor set last_event = :event where id = 1 and last_event < :event")
    boolean advance(long event);

    /// The events after this one that have become notices.
    @SqlQuery("select event from notice where event > :event")
    Set<Long> eventsAfter(long event);

    /// Writes a notice, unless there is one of the same event.
    @SqlUpdate("""
        insert into notice (order_id, what, event, said, state, mail_key, due_at, problem, created_at)
        values (:orderId, :what, :event, :said, :state, :mailKey, :at, :problem, :at)
        on conflict (order_id, what, event) do nothing
        """)
    boolean add(@BindMethods NewNotice notice);

    record NewNotice(
            OrderId orderId,
            What what,
            long event,
            Message said,
            NoticeState state,
            String mailKey,
            @Nullable Message problem,
            Instant at) {}

    @SqlQuery(COLUMNS + " where id = :id")
    Optional<Notice> find(long id);

    @SqlQuery(COLUMNS + " where order_id = :order order by id")
    List<Notice> of(OrderId order);

    /// What is to be mailed now, the longest due first.
    @SqlQuery(COLUMNS + " where state = 'WAITING' and due_at <= :now order by due_at, id limit :limit")
    List<Notice> due(Instant now, int limit);

    /// Counts a try before it is made, and keeps others off until it is over or given up for dead. False when somebody
    /// else was quicker.
    @SqlUpdate("""
        update notice
           set tries = tries + 1, due_at = :until
         where id = :id and state = 'WAITING' and tries = :tries
        """)
    boolean claim(long id, int tries, Instant until);

    @SqlUpdate("update notice set due_at = :due, problem = :problem where id = :id and state = 'WAITING'")
    boolean postpone(long id, Instant due, Message problem);

    @SqlUpdate("""
        update notice
           set state = 'SENT', problem = null, ended_at = :now
         where id = :id and state = 'WAITING'
        """)
    boolean sent(long id, Instant now);

    @SqlUpdate("update notice set state = 'OVERTAKEN', ended_at = :now where id = :id and state = :before")
    boolean overtaken(long id, NoticeState before, Instant now);

    /// No mail can tell it, or the one that was sent came back.
    @SqlUpdate("""
        update notice
           set state = 'TO_TELL', problem = :problem, ended_at = null
         where id = :id and state = :before
        """)
    boolean toTell(long id, NoticeState before, Message problem);

    @SqlUpdate("update notice set state = 'TOLD', ended_at = :now where id = :id and state = 'TO_TELL'")
    boolean told(long id, Instant now);

    /// What workers have to tell, the longest waiting first.
    @SqlQuery(COLUMNS + " where state = 'TO_TELL' order by id limit :limit")
    List<Notice> toTell(int limit);

    /// To how many customers something is to be told.
    @SqlQuery("select count(distinct order_id) from notice where state = 'TO_TELL'")
    int customersToTell();
}
