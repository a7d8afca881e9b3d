package platen.streaming;

import java.time.Duration;
import platen.protocol.Reply.Accepted;

/// What the answers tell of the firmware's planner: whether it has moves enough, or runs dry.
///
/// With ADVANCED_OK the firmware says how many places are free. Else the oks tell: a full planner holds one back
/// until a move has ended (as PrusaLink found), so one that takes long after others that came at once means *full*.
final class PlannerSense {
    private static final long SHORTEST_HOLD = Duration.ofMillis(5).toNanos();
    private static final int HOLD_TIMES = 4;
    private static final int FORGETTING = 8; // the fastest ok counts for some hundred more

    private long fastest = Long.MAX_VALUE / 2;
    private int mostFree;
    private boolean fed;
    private long underruns;

    void accepted(int plannerFree, long latency) {
        if (plannerFree == Accepted.UNTOLD) {
            fastest = Math.min(latency, fastest + (fastest >> FORGETTING));
            fed = latency > Math.max(SHORTEST_HOLD, fastest * HOLD_TIMES);
        } else {
            mostFree = Math.max(mostFree, plannerFree);
            if (fed && plannerFree >= mostFree - 1) {
                fed = false;
                underruns++;
            } else if (plannerFree * 2 <= mostFree) {
                fed = true;
            }
        }
    }

    /// There are moves enough for a command that is none.
    boolean isFed() {
        return fed;
    }

    /// How often the planner ran dry after it had been full; 0 where the firmware does not tell.
    long underruns() {
        return underruns;
    }

    void startCounting() {
        underruns = 0;
        fed = false;
    }
}
