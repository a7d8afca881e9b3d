package platen.virtual;

import java.util.SplittableRandom;

/// Spares line ends, and the N before a line's number: without it Marlin takes a line for an unnumbered one and
/// executes it unchecked, against which no host can do anything.
record RandomFaults(SplittableRandom random, double damagedByte, double lostOk) implements Faults {

    @Override
    public int received(byte sent) {
        boolean spared = sent == '\n' || sent == '\r' || sent == 'N';
        if (damagedByte == 0 || spared || random.nextDouble() >= damagedByte) return sent & 0xff;
        int damaged = sent;
        while (damaged == sent || damaged == '\n' || damaged == '\r') damaged = sent ^ random.nextInt(1, 128);
        return damaged & 0xff;
    }

    @Override
    public boolean losesOk() {
        return lostOk > 0 && random.nextDouble() < lostOk;
    }
}
