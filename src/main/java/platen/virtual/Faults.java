package platen.virtual;

import java.util.SplittableRandom;

/// What goes wrong between host and firmware. The same seed repeats the same faults exactly.
public interface Faults {
    int LOST = -1;

    /// The byte as the firmware receives it, or [#LOST].
    int received(byte sent);

    /// Whether the next `ok` never leaves the firmware.
    boolean losesOk();

    static Faults none() {
        return new RandomFaults(new SplittableRandom(0), 0, 0);
    }

    /// Bytes inside lines are damaged, and answers are lost, each with its probability.
    static Faults random(long seed, double damagedByte, double lostOk) {
        return new RandomFaults(new SplittableRandom(seed), damagedByte, lostOk);
    }
}
