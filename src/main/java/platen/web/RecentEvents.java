package platen.web;

import java.util.TreeSet;

/// Which events were heard already.
///
/// Where a database has several writers, a transaction may end after another whose events have
/// higher numbers: so the last hundred numbers are looked through again for a while.
final class RecentEvents {
    private static final int LOOK_BACK = 100;
    private static final int LOOKS = 10;

    private final TreeSet<Long> heard = new TreeSet<>();
    private final long start;
    private long last;
    private int looks;

    RecentEvents(long start) {
        this.start = start;
        this.last = start;
        this.looks = LOOKS;
    }

    /// Whether to look, when the highest number is `highest` now.
    boolean isDue(long highest) {
        looks = highest == last ? looks + 1 : 0;
        last = highest;
        return looks < LOOKS;
    }

    /// The number after which to look.
    long from() {
        return heard.isEmpty() ? start : Math.max(start, heard.last() - LOOK_BACK);
    }

    boolean isNew(long event) {
        heard.headSet(from()).clear();
        return heard.add(event);
    }
}
