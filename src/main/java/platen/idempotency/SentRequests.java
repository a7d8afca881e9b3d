package platen.idempotency;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The requests, as the database keeps them.
interface SentRequests {
    record Row(
            String fingerprint,
            String turn,
            boolean acted,
            @Nullable Integer status,
            @Nullable String location,
            @Nullable String cookie,
            @Nullable String contentType,
            @Nullable String body) {}

    @SqlUpdate("""
        insert into sent_request (who, name, fingerprint, turn, at)
        values (:who, :name, :fingerprint, :turn, :now)
        on conflict (who, name) do nothing
        """)
    boolean add(String who, String name, String fingerprint, String turn, Instant now);

    @SqlQuery("""
        select fingerprint, turn, acted, status, location, cookie, content_type, body
          from sent_request
         where who = :who and name = :name
        """)
    Optional<Row> find(String who, String name);

    /// Whoever began it has done nothing; from now on they can't.
    @SqlUpdate("""
        update sent_request
           set turn = :turn, at = :now
         where who = :who and name = :name and turn = :before and acted = false
        """)
    boolean takeOver(String who, String name, String before, String turn, Instant now);

    @SqlUpdate("update sent_request set acted = true where who = :who and name = :name and turn = :turn")
    boolean act(String who, String name, String turn);

    @SqlUpdate("""
        update sent_request
           set status = :status, location = :location, cookie = :cookie, content_type = :contentType, body = :body
         where who = :who and name = :name and turn = :turn and acted = true
        """)
    boolean answer(String who, String name, String turn, @BindMethods Answer answer);

    @SqlUpdate("delete from sent_request where who = :who and name = :name and turn = :turn and acted = false")
    void forgetIdle(String who, String name, String turn);

    @SqlUpdate("delete from sent_request where who = :who and name = :name and turn = :turn")
    void forget(String who, String name, String turn);

    @SqlUpdate("delete from sent_request where at < :before")
    void sweep(Instant before);
}
