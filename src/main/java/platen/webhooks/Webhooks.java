package platen.webhooks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The webhooks, as the database keeps them.
interface Webhooks {
    String COLUMNS = """
        select id, url, topics, allows_lan, created_by, created_at, first_event, last_event, tries, due_at,
               failing_since, paused_at
          from webhook
         where gone_at is null
        """;

    @SqlQuery(COLUMNS + " order by id")
    List<Webhook> all();

    @SqlQuery(COLUMNS + " and id = :id")
    Optional<Webhook> find(long id);

    @SqlQuery(COLUMNS + " and paused_at is null and due_at <= :now order by id")
    List<Webhook> due(Instant now);

    @SqlQuery(COLUMNS + " and paused_at is not null order by id")
    List<Webhook> paused();

    @SqlQuery("select secret from webhook where id = :id")
    String secret(long id);

    @SqlUpdate("""
        insert into webhook (url, topics, secret, allows_lan, created_by, created_at, first_event, last_event, due_at)
        values (:url, :topics, :secret, :lan, :by, :now, :event, :event, :now)
        """)
    @GetGeneratedKeys("id")
    long add(String url, String topics, String secret, boolean lan, String by, Instant now, long event);

    /// Takes it for a while; false when another server was quicker.
    @SqlUpdate("update webhook set due_at = :until where id = :id and due_at = :before and paused_at is null")
    boolean take(long id, Instant before, Instant until);

    @SqlUpdate("""
        update webhook
           set last_event = case when last_event < :event then :event else last_event end,
               tries = 0, failing_since = null
         where id = :id
        """)
    void told(long id, long event);

    @SqlUpdate("update webhook set due_at = :due where id = :id")
    void due(long id, Instant due);

    @SqlUpdate("""
        update webhook
           set tries = tries + 1, due_at = :due, failing_since = coalesce(failing_since, :now)
         where id = :id
        """)
    void failed(long id, Instant due, Instant now);

    @SqlUpdate("update webhook set paused_at = :now where id = :id and paused_at is null")
    boolean pause(long id, Instant now);

    @SqlUpdate("""
        update webhook
           set paused_at = null, failing_since = null, tries = 0, due_at = :now
         where id = :id and paused_at is not null and gone_at is null
        """)
    boolean goOn(long id, Instant now);

    @SqlUpdate("update webhook set gone_at = :now, secret = '' where id = :id and gone_at is null")
    boolean remove(long id, Instant now);

    @SqlUpdate("""
        insert into webhook_delivery (hook, event, delivery, at, took_ms, http_status, problem, arrived)
        values (:hook, :event, :delivery, :at, :tookMs, :httpStatus, :problem, :arrived)
        """)
    void note(
            long hook,
            long event,
            String delivery,
            Instant at,
            long tookMs,
            @Nullable Integer httpStatus,
            @Nullable String problem,
            boolean arrived);

    @SqlQuery("""
        select id, event, delivery, at, took_ms, http_status, problem, arrived
          from webhook_delivery
         where hook = :hook
         order by id desc
         limit :limit
        """)
    List<Delivery> lately(long hook, int limit);

    @SqlQuery("select event from webhook_delivery where hook = :hook and event > :from and arrived = true")
    Set<Long> arrivedAfter(long hook, long from);

    /// What is far behind is forgotten, but for the last `kept`.
    @SqlUpdate("""
        delete from webhook_delivery
         where hook = :hook and event < :before
           and id < (select max(id) from webhook_delivery where hook = :hook) - :kept
        """)
    void sweep(long hook, long before, int kept);
}
