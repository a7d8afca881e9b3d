package platen.streaming;

import java.time.Duration;

/// A firmware has asked for lines again: what must still be heard before they are sent.
///
/// In lock-step that is the `ok` which follows the request and accepts nothing. Where lines were sent ahead, the
/// firmware threw away what had arrived, and may have cut a line in two: then we wait until it is quiet, and an `ok`
/// that nobody is owed means that the rest of that line was executed.
final class Rewind {
    private static final long OK_AFTER_REQUEST = Duration.ofMillis(500).toNanos();
    private static final long SETTLING_LONGEST = Duration.ofSeconds(5).toNanos();
    private static final int MOST_REQUESTS_FOR_ONE_LINE = 10;

    private boolean active;
    private boolean settles;
    private boolean drains;
    private int owed;
    private long until;
    private boolean surplus;
    private int to;
    private int followUps;
    private int wanted;
    private int timesWanted;

    void clear() {
        active = false;
        wanted = 0;
        timesWanted = 0;
        surplus = false;
    }

    void end() {
        active = false;
    }

    boolean isActive() {
        return active;
    }

    /// So many oks are owed that accept nothing.
    void expect(int oks, long now) {
        active = true;
        settles = false;
        drains = false;
        owed = oks;
        until = now + OK_AFTER_REQUEST;
    }

    /// Lets pass by whatever is still answered, until it is quiet.
    void settle(long now) {
        expect(Integer.MAX_VALUE / 2, now);
        settles = true;
        until = now + SETTLING_LONGEST;
        drains = true;
    }

    /// Goes back to a line, behind which so many others were sent; `ahead` of their oks, or as probes.
    void begin(int line, int behind, boolean ahead, int oks, long now) {
        to = line;
        followUps = behind;
        expect(oks, now);
        settles = ahead && behind > 0;
        if (settles) until = now + SETTLING_LONGEST;
    }

    /// True for the request of one of the lines that were under way.
    boolean isFollowUp(int line) {
        return line == to && followUps > 0;
    }

    void followUp(boolean withOk, long now) {
        followUps--;
        if (!withOk) return;
        if (active) owed++;
        else expect(1, now);
    }

    /// An `ok` came; true when nothing more is owed.
    boolean ok() {
        owed--;
        if (settles) return false;
        active = owed > 0;
        return !active;
    }

    /// Something else was said; true when a missing `ok` need not be waited for any longer.
    boolean other() {
        return active && !settles;
    }

    /// What arrived was no command: the rest of a line, which is answered by an `ok` all the same.
    void unknownCommand() {
        if (active && settles) owed++;
    }

    /// Time has passed; true when the lines may be sent again.
    boolean isOver(boolean quiet, long now) {
        if (!active) return false;
        boolean over = now > until || (settles && quiet && (drains || owed <= 0));
        if (over && settles && owed < 0) surplus = true;
        return over;
    }

    /// True once after an `ok` too many.
    boolean tookSurplus() {
        boolean took = surplus;
        surplus = false;
        return took;
    }

    /// Whether a line is asked for again and again.
    boolean isWantedTooOften(int line, boolean unanswered) {
        timesWanted = line == wanted && unanswered ? timesWanted + 1 : 1;
        wanted = line;
        return timesWanted >= MOST_REQUESTS_FOR_ONE_LINE;
    }
}
