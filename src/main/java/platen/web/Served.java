package platen.web;

import io.javalin.http.Context;
import io.javalin.http.RequestLogger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/// How many requests were answered since the start, how, and how soon. A page that listens on is none of them.
final class Served implements RequestLogger {
    /// Upper bounds in seconds.
    static final double[] WITHIN_S = {0.01, 0.03, 0.1, 0.3, 1, 3, 10};

    static final int CLASSES = 5;
    private static final int HUNDRED = 100;
    private static final double MS_A_SECOND = 1_000;

    private final AtomicLongArray[] counts = new AtomicLongArray[CLASSES];
    private final LongAdder[] micros = new LongAdder[CLASSES];

    Served() {
        for (int i = 0; i < CLASSES; i++) {
            counts[i] = new AtomicLongArray(WITHIN_S.length + 1);
            micros[i] = new LongAdder();
        }
    }

    @Override
    public void handle(Context ctx, Float executionTimeMs) {
        var type = ctx.res().getContentType();
        var kind = ctx.statusCode() / HUNDRED - 1;
        if (kind < 0 || kind >= CLASSES || (type != null && type.startsWith("text/event-stream"))) return;
        int bound = 0;
        while (bound < WITHIN_S.length && executionTimeMs > WITHIN_S[bound] * MS_A_SECOND) bound++;
        counts[kind].incrementAndGet(bound);
        micros[kind].add((long) (executionTimeMs * MS_A_SECOND));
    }

    /// Of the answers with a status of this hundred, 0 for 1xx: how many took at most `WITHIN_S[bound]`, or longer than
    /// all of them.
    long count(int kind, int bound) {
        return counts[kind].get(bound);
    }

    double seconds(int kind) {
        return micros[kind].sum() / (MS_A_SECOND * MS_A_SECOND);
    }
}
