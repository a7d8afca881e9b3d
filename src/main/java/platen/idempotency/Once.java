package platen.idempotency;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.values.Secrets;

/// Does a request once, however often it is sent under its name.
///
/// The name is reserved first; each transaction of the work then also notes that something was done, and cannot commit
/// once somebody else has taken the work over. So after a crash a request that had done nothing is done by whoever
/// sends it again, and one that had is never done twice: what is lost is at most the words of its answer.
public final class Once {
    /// So long a name is known.
    public static final Duration KEPT = Duration.ofDays(2);

    private final Database database;
    private final InstantSource clock;
    private final Map<String, CountDownLatch> running = new ConcurrentHashMap<>();

    public Once(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Does and answers. The answer is what is said to whoever sends it again; none where nothing was done that
    /// counts, so that it may be tried again.
    public interface Work {
        @Nullable
        Answer run() throws Exception;
    }

    /// Whoever sends it while it is being done waits so long for its answer.
    public Outcome run(Asked asked, Duration patience, Work work) throws Exception {
        var done = new CountDownLatch(1);
        var deadline = System.nanoTime() + patience.toNanos();
        for (var first = running.putIfAbsent(asked.place(), done);
                first != null;
                first = running.putIfAbsent(asked.place(), done)) {
            if (!first.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) return new Outcome.Running();
        }
        try {
            return inTurn(asked, work);
        } finally {
            running.remove(asked.place(), done);
            done.countDown();
        }
    }

    private Outcome inTurn(Asked asked, Work work) throws Exception {
        var turn = Secrets.token();
        var before = database.change(change -> reserve(change, asked, turn));
        if (before.isPresent()) return before.get();
        Answer answer;
        try {
            answer = Database.alongside(change -> note(change, asked, turn), work::run);
        } catch (Exception e) {
            // What was done in part is not done again by itself.
            database.use(change -> rows(change).forgetIdle(asked.who(), asked.name(), turn));
            throw e;
        }
        settle(asked, turn, answer);
        return new Outcome.Done();
    }

    private Optional<Outcome> reserve(Handle change, Asked asked, String turn) {
        var rows = rows(change);
        var now = clock.instant();
        rows.sweep(now.minus(KEPT));
        if (rows.add(asked.who(), asked.name(), asked.fingerprint(), turn, now)) return Optional.empty();
        var row = rows.find(asked.who(), asked.name()).orElseThrow();
        if (!row.fingerprint().equals(asked.fingerprint())) return Optional.of(new Outcome.Other());
        if (!row.acted() && rows.takeOver(asked.who(), asked.name(), row.turn(), turn, now)) return Optional.empty();
        if (row.status() == null) return Optional.of(new Outcome.Unanswered());
        return Optional.of(new Outcome.Before(
                new Answer(row.status(), row.location(), row.cookie(), row.contentType(), row.body())));
    }

    private static void note(Handle change, Asked asked, String turn) {
        if (!rows(change).act(asked.who(), asked.name(), turn))
            throw new IllegalStateException("another server has taken this request over");
    }

    private void settle(Asked asked, String turn, @Nullable Answer answer) {
        database.use(change -> {
            var rows = rows(change);
            if (answer == null || !rows.answer(asked.who(), asked.name(), turn, answer))
                rows.forget(asked.who(), asked.name(), turn);
        });
    }

    private static SentRequests rows(Handle change) {
        return change.attach(SentRequests.class);
    }
}
