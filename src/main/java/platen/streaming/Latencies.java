package platen.streaming;

import java.util.Arrays;

/// How long lines waited for their `ok`: counts in buckets of 3 % width, so that nothing is kept per line.
final class Latencies {
    private static final int STEPS = 32; // to each power of two
    private static final int SHIFT = 5;
    private static final int BUCKETS = 64 * STEPS;

    private final long[] counts = new long[BUCKETS];
    private long count;
    private long longestNanos;

    void add(long nanos) {
        long time = Math.max(0, nanos);
        counts[bucket(time)]++;
        count++;
        longestNanos = Math.max(longestNanos, time);
    }

    /// The time within which this share of the lines was answered, in µs.
    double percentileUs(double share) {
        long wanted = (long) Math.ceil(share * count);
        long seen = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen += counts[i];
            if (seen >= wanted && seen > 0) return Math.min(middle(i), longestNanos) / 1000.0;
        }
        return 0;
    }

    double longestUs() {
        return longestNanos / 1000.0;
    }

    void clear() {
        Arrays.fill(counts, 0);
        count = 0;
        longestNanos = 0;
    }

    private static int bucket(long nanos) {
        if (nanos < STEPS) return (int) nanos;
        int power = 63 - Long.numberOfLeadingZeros(nanos);
        return (power - SHIFT + 1) * STEPS + (int) (nanos >> (power - SHIFT)) - STEPS;
    }

    private static long middle(int bucket) {
        if (bucket < STEPS) return bucket;
        int power = bucket / STEPS + SHIFT - 1;
        long low = (STEPS + (long) (bucket % STEPS)) << (power - SHIFT);
        return low + (1L << (power - SHIFT)) / 2;
    }
}
