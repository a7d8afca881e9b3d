package platen.fleet;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import platen.values.MachineId;

/// What a print adds to the counters of its machine, once, when its end is noted after its plastic.
final class Wear {
    private Wear() {}

    /// `timeS` is how long it printed by its host's report, where that tells it.
    static void count(Work work, Attempt attempt, boolean finished, Instant at, @Nullable Long timeS) {
        MachineId machine = attempt.machine();
        if (machine == null || (timeS == null && attempt.startedAt() == null)) return;
        long seconds = timeS != null
                ? timeS
                : Duration.between(attempt.startedAt(), at).toSeconds();
        var filamentMm = work.filamentMm(attempt, work.plastic().takenBy(attempt.id()));
        work.meters().add(machine, Math.max(0, seconds), 1, finished ? 1 : 0, filamentMm, 0, 0);
    }
}
