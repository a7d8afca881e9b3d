package platen.virtual;

import java.time.Duration;
import java.util.List;

/// What shall go wrong between a host and a firmware, and when. The same plan, given the same bytes at the same
/// times, makes the same faults: what is left to chance comes from the seed.
///
/// @param mostPerLine how many bytes of one line are damaged or lost at most: two can cancel each other out in the
///                    checksum, against which no host can do anything
public record FaultPlan(long seed, int mostPerLine, List<Fault> faults) {
    /// A length: nobody stands at the printer, and only the host can make it go on.
    public static final Duration UNTIL_ANSWERED = Duration.ofNanos(Long.MAX_VALUE);

    private static final FaultPlan NONE = new FaultPlan(0, 1, List.of());

    /// One kind, and when it happens. `resets`: the board starts anew with it, as when it has no power but that of
    /// the cable.
    public record Fault(FaultKind kind, When when, Duration lasts, boolean resets) {

        public Fault {
            if (lasts.isNegative()) throw new IllegalArgumentException("a length has to be 0 or more: " + lasts);
        }

        public static Fault of(FaultKind kind, When when) {
            return new Fault(kind, when, kind.lasts(), false);
        }
    }

    public sealed interface When {}

    /// Each time with this probability; for what is said by [FaultKind#per].
    public record Rate(double probability) implements When {

        public Rate {
            if (!(probability >= 0 && probability <= 1))
                throw new IllegalArgumentException("a rate has to be from 0 to 1: " + probability);
        }
    }

    /// Once, with the line that is received as the n-th, the first being 1.
    public record AtLine(long number) implements When {

        public AtLine {
            if (number < 1) throw new IllegalArgumentException("a line has to be 1 or more: " + number);
        }
    }

    /// Once, so long after the board started first.
    public record AtTime(Duration after) implements When {

        public AtTime {
            if (after.isNegative()) throw new IllegalArgumentException("a time has to be 0 or more: " + after);
        }
    }

    public FaultPlan {
        if (mostPerLine < 1) throw new IllegalArgumentException("bytes-per-line has to be 1 or more: " + mostPerLine);
        faults = List.copyOf(faults);
    }

    public static FaultPlan none() {
        return NONE;
    }

    public FaultPlan withSeed(long other) {
        return new FaultPlan(other, mostPerLine, faults);
    }
}
