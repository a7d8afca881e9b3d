package platen.streaming;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import platen.printers.Profiles;
import platen.streaming.Outcome.End;

/// The first law, for thousands of random prints: each command is executed exactly once and in order, or
/// the print ends with a reason and cold heaters.
class SimulatedPrintsTest {
    private static final int PRINTS = Integer.getInteger("platen.simulation.prints", 2_000);
    private static final long FIRST_SEED = Long.getLong("platen.simulation.seed", 1);

    @ParameterizedTest
    @EnumSource
    void executeEachCommandOnceAndInOrderOrEndCold(BadWire wire) {
        var profile = Profiles.shipped().profile("virtual").orElseThrow();
        var ends = new EnumMap<End, Integer>(End.class);
        for (long seed = FIRST_SEED; seed < FIRST_SEED + PRINTS; seed++) {
            try {
                var end = new SimulatedPrint(seed, wire, profile).run();
                if (end != null) ends.merge(end, 1, Integer::sum);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + " on a wire that " + wire, e);
            }
        }
        int finished = ends.getOrDefault(End.FINISHED, 0);
        if (wire == BadWire.RESTARTS) assertTrue(finished < PRINTS, ends::toString);
        else assertTrue(finished > PRINTS * 0.9, ends::toString);
    }
}
