package platen.virtual;

import java.util.Locale;

/// What the firmware says, at its present time.
final class Voice {
    private final Replies replies;
    private final Faults faults;
    private final Habits habits;
    private long now;

    Voice(Replies replies, Faults faults, Habits habits) {
        this.replies = replies;
        this.faults = faults;
        this.habits = habits;
    }

    long now() {
        return now;
    }

    void passTo(long instant) {
        now = Math.max(now, instant);
    }

    void say(String text) {
        replies.line(now, text);
    }

    /// What only a firmware with host actions says.
    void action(String text) {
        if (habits.hostActions()) say("//action:" + text);
    }

    void ok() {
        if (!faults.losesOk()) say("ok");
    }

    /// The `ok` of a command, with what it carries.
    void ok(String carried) {
        if (!faults.losesOk()) say("ok " + carried);
    }

    /// The `ok` of a command by number, with the free places if the firmware tells them.
    void okFor(long number, int freeBlocks, int freePlaces) {
        if (!habits.advancedOk()) ok();
        else if (number == Numbering.NONE) ok(String.format(Locale.ROOT, "P%d B%d", freeBlocks, freePlaces));
        else ok(String.format(Locale.ROOT, "N%d P%d B%d", number, freeBlocks, freePlaces));
    }
}
