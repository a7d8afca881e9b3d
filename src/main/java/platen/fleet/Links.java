package platen.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.HostId;

/// How far the talk with each host has come, and the wishes for it, as the database keeps them.
interface Links {
    String COLUMNS = """
        host, server_epoch, wishes_taken, host_epoch, start, boot, call, events_taken, reconciled, settings
        """;

    @SqlQuery("select " + COLUMNS + " from host_link where host = :host")
    Optional<Link> find(HostId host);

    @SqlUpdate("insert into host_link (host, server_epoch) values (:host, :epoch) on conflict do nothing")
    boolean begin(HostId host, String epoch);

    @SqlQuery("select host from host_link")
    List<HostId> hosts();

    /// A server has started: whatever was numbered before counts no more.
    @SqlUpdate("""
        update host_link
           set server_epoch = :epoch, last_wish = 0, wishes_taken = 0, reconciled = false
         where host = :host
        """)
    void renew(HostId host, String epoch);

    /// Takes the link for this transaction alone, and reads it.
    @SqlQuery("update host_link set last_wish = last_wish where host = :host returning " + COLUMNS)
    Link hold(HostId host);

    @SqlUpdate("""
        update host_link
           set boot = :boot, call = :call, events_taken = :eventsTaken, wishes_taken = :wishesTaken
         where host = :host
        """)
    void advance(HostId host, long boot, long call, long eventsTaken, long wishesTaken);

    @SqlUpdate("update host_link set host_epoch = :epoch, start = :start, reconciled = true where host = :host")
    void reconciled(HostId host, String epoch, String start);

    @SqlUpdate("update host_link set reconciled = false where host = :host")
    void unreconciled(HostId host);

    @SqlUpdate("update host_link set settings = :settings where host = :host")
    void sent(HostId host, @Nullable String settings);

    @SqlUpdate("insert into host_epoch_retired (host, epoch) values (:host, :epoch) on conflict do nothing")
    void retire(HostId host, String epoch);

    @SqlQuery("select count(*) > 0 from host_epoch_retired where host = :host and epoch = :epoch")
    boolean isRetired(HostId host, String epoch);

    @SqlQuery("update host_link set last_wish = last_wish + 1 where host = :host returning last_wish")
    long nextWish(HostId host);

    @SqlUpdate("""
        insert into wish (host, server_epoch, number, kind, body, made_at, expires_at, state)
        select host, server_epoch, :number, :kind, :body, :madeAt, :expiresAt, 'PENDING'
          from host_link
         where host = :host
        """)
    void wish(HostId host, long number, String kind, String body, Instant madeAt, Instant expiresAt);

    @SqlQuery("""
        select server_epoch, number, kind, body, expires_at
          from wish
         where host = :host and state = 'PENDING'
         order by server_epoch, number
        """)
    List<PendingWish> pending(HostId host);

    /// The link, once for each wish of its epoch after `taken` that is pending, or once without any.
    @SqlQuery("""
        select link.host, link.server_epoch, link.wishes_taken, link.host_epoch, link.start, link.boot, link.call,
               link.events_taken, link.reconciled, link.settings, wish.number, wish.body, wish.expires_at
          from host_link link
          left join wish on wish.host = link.host and wish.server_epoch = link.server_epoch
                        and wish.state = 'PENDING' and wish.number > :taken
         where link.host = :host
         order by wish.number
         limit :limit
        """)
    List<Talk> talk(HostId host, long taken, int limit);

    @SqlUpdate("""
        update wish
           set state = 'TAKEN'
         where host = :host and server_epoch = :epoch and number <= :upTo and state = 'PENDING'
        """)
    void taken(HostId host, String epoch, long upTo);

    @SqlUpdate("""
        update wish
           set state = 'DROPPED'
         where host = :host and server_epoch = :epoch and number = :number and state = 'PENDING'
        """)
    void drop(HostId host, String epoch, long number);

    @SqlUpdate("delete from wish where state <> 'PENDING' and expires_at < :before")
    int forget(Instant before);

    record Talk(
            Link link,
            @Nullable Long number,
            @Nullable String body,
            @Nullable Instant expiresAt) {}

    /// A wish that the host has not yet said it took.
    record PendingWish(String serverEpoch, long number, String kind, String body, Instant expiresAt) {}
}
