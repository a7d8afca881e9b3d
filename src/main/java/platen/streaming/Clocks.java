package platen.streaming;

import java.time.Duration;

/// The two clocks of a conversation: how long nothing was heard, and how long nothing was accepted.
///
/// Reports that come by themselves hide a lost `ok` from the first, so it counts for long commands only. Neither ends
/// anything: they ask for a probe, and raise *stalled* to a person.
final class Clocks {
    private static final long SHORTEST_PATIENCE = Duration.ofMillis(200).toNanos();
    private static final long PATIENCE = Duration.ofMillis(2500).toNanos();
    private static final long LONG_PATIENCE = Duration.ofSeconds(15).toNanos();
    private static final long LONG_NO_OK_PATIENCE = Duration.ofSeconds(60).toNanos();
    private static final long BETWEEN_PROBES_MOST = Duration.ofSeconds(30).toNanos();
    private static final long STALLED_SILENCE = Duration.ofSeconds(30).toNanos();
    private static final long STALLED_NO_OK = Duration.ofMinutes(3).toNanos();
    private static final int PROBES_BEFORE_STALLED = 2;
    private static final int SLOWEST_TIMES = 8;

    enum Verdict {
        WAIT,
        PROBE,
        STALLED
    }

    private long heardAt;
    private long progressAt;
    private long probedAt;
    private int probes;
    private long slowestOk = PATIENCE / SLOWEST_TIMES;

    void start(long now) {
        heardAt = now;
        progressAt = now;
        probes = 0;
    }

    /// Something came, whatever it says.
    void heard(long now) {
        heardAt = now;
    }

    /// The firmware works at what it was given: an `ok`, a resend request, `busy`.
    void progress(long now) {
        progressAt = now;
        probes = 0;
    }

    /// An `ok` took so long; that of a command which may take minutes tells nothing of the others.
    void accepted(long latency) {
        slowestOk = Math.max(latency, slowestOk - (slowestOk >> 10));
    }

    boolean quietFor(long nanos, long now) {
        return now - heardAt >= nanos;
    }

    /// What to do about lines that were not answered yet.
    Verdict judge(long now, boolean isLong) {
        long noOk = now - progressAt;
        long silence = Math.min(now - heardAt, noOk);
        boolean late = isLong ? silence > LONG_PATIENCE || noOk > LONG_NO_OK_PATIENCE : noOk > patience();
        if (!late) return Verdict.WAIT;
        if (probes > 0 && now - probedAt < Math.min(patience() << Math.min(probes, 8), BETWEEN_PROBES_MOST)) {
            return Verdict.WAIT;
        }
        probes++;
        probedAt = now;
        boolean stalled = silence > STALLED_SILENCE || noOk > STALLED_NO_OK;
        return stalled && probes > PROBES_BEFORE_STALLED ? Verdict.STALLED : Verdict.PROBE;
    }

    private long patience() {
        return Math.clamp(slowestOk * SLOWEST_TIMES, SHORTEST_PATIENCE, Math.max(PATIENCE, slowestOk * 2));
    }
}
