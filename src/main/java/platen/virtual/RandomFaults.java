package platen.virtual;

import java.util.SplittableRandom;

record RandomFaults(SplittableRandom random, double damagedByte, double lostOk) implements Faults {

    @Override
    public int received(byte sent) {
        if (damagedByte == 0 || sent == '\n' || sent == '\r' || random.nextDouble() >= damagedByte) return sent & 0xff;
        int damaged = sent;
        while (damaged == sent || damaged == '\n' || damaged == '\r') damaged = sent ^ random.nextInt(1, 128);
        return damaged & 0xff;
    }

    @Override
    public boolean losesOk() {
        return lostOk > 0 && random.nextDouble() < lostOk;
    }
}
