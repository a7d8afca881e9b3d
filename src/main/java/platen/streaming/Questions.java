package platen.streaming;

/// The M105s between the lines. Their answers alone have a name, the temperatures: they tell how far the firmware has
/// really come.
///
/// Many of them can be on their way at once, to a firmware that stood still for long, and then an answer does not say
/// to which it belongs. That of an M115 does: all that was asked before it has been answered.
final class Questions {
    private static final int MOST_REPEATS = 3;

    private int oldest; // line whose temperatures have not come, or 0
    private boolean answered; // one of them, since the last probe
    private int repeats; // as the temperatures did not come
    private int owed; // answers, since the port was opened
    private int owedAfterIdentity; // of these, to what was asked since the last M115
    private int identitiesOwed;

    void opened() {
        owed = 0;
        identitiesOwed = 0;
    }

    void clear() {
        oldest = 0;
        repeats = 0;
    }

    /// A question went out.
    void sent(int line, int accepted) {
        if (oldest <= accepted) oldest = line;
        asked();
    }

    /// One went out because nothing comes back. Where answers still come, but none for long, those of the older ones
    /// were lost.
    void probed(int line, int accepted) {
        if (oldest <= accepted || answered) oldest = line;
        answered = false;
        asked();
    }

    private void asked() {
        owed++;
        owedAfterIdentity++;
    }

    /// Temperatures came, whichever question they belong to.
    void heard() {
        owed = Math.max(0, owed - 1);
    }

    void askedIdentity() {
        identitiesOwed++;
        owedAfterIdentity = 0;
    }

    void identified() {
        identitiesOwed = Math.max(0, identitiesOwed - 1);
        if (identitiesOwed == 0) owed = Math.min(owed, owedAfterIdentity);
    }

    /// Whether an answer can still come to a question that was given up.
    boolean areOwed() {
        return owed > 0;
    }

    void repeated() {
        repeats++;
    }

    /// What was sent is sent again: this is the first question in it, or 0.
    void again(int line) {
        oldest = line;
    }

    /// Temperatures came behind an `ok`; the next question that waits is this, or 0.
    void answered(int next) {
        oldest = next;
        answered = true;
        if (next == 0) repeats = 0;
    }

    /// Where temperatures come by themselves, they answer whatever was received.
    void heat(int accepted) {
        if (oldest <= accepted) oldest = 0;
    }

    /// The line of the oldest question that waits, or 0.
    int oldest() {
        return oldest;
    }

    boolean isOpen() {
        return oldest > 0;
    }

    /// Whether it was asked so often that silence is an answer.
    boolean isGivenUp() {
        return repeats == MOST_REPEATS;
    }
}
