package platen.streaming;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import platen.printers.Profile;
import platen.printers.Profiles;
import platen.streaming.Outcome.End;
import platen.streaming.SimulatedPrint.Result;

/// The first law, for thousands of random prints: each command is executed exactly once and in order, or
/// the print ends with a reason and cold heaters.
class SimulatedPrintsTest {
    private static final int PRINTS = Integer.getInteger("platen.simulation.prints", 1_200);
    private static final long FIRST_SEED = Long.getLong("platen.simulation.seed", 1);

    @ParameterizedTest
    @EnumSource
    void executeEachCommandOnceAndInOrderOrEndCold(FaultMix mix) {
        var model = Profiles.shipped().profile("virtual").orElseThrow();
        var ends = new TreeMap<String, Integer>();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + PRINTS; seed++) {
            ends.merge(end(seed, mix, model), 1, Integer::sum);
        }
        System.out.println(mix + " " + ends);
        int finished = ends.getOrDefault(End.FINISHED.name(), 0);
        assertTrue(finished > PRINTS * 0.3 && (mix != FaultMix.ENDS || finished < PRINTS), ends::toString);
    }

    private static String end(long seed, FaultMix mix, Profile model) {
        return switch (SimulatedPrint.run(seed, mix, model)) {
            case Result.Ended(var end) -> end.name();
            case Result.NeedsPerson() -> "NEEDS PERSON";
            case Result.Broken(var what, var transcript) ->
                throw new AssertionError("seed " + seed + " of " + what + "\n" + transcript);
        };
    }
}
