package platen.virtual;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// What the firmware says, at its present time.
final class Voice {
    private static final int LONGEST_BURST = 40;

    private final Replies replies;
    private final Mishaps mishaps;
    private final Habits habits;
    private final SplittableRandom noise;
    private String burst = "";
    private long withheld = Numbering.NONE;
    private boolean mute;
    private long now;

    Voice(Replies replies, Mishaps mishaps, Habits habits) {
        this.replies = replies;
        this.mishaps = mishaps;
        this.habits = habits;
        noise = mishaps.noise();
    }

    long now() {
        return now;
    }

    void passTo(long instant) {
        now = Math.max(now, instant);
    }

    /// While the cable is unplugged nothing is heard.
    void mute(boolean is) {
        mute = is;
    }

    void say(String text) {
        if (mute) return;
        replies.line(now, burst + text);
        burst = "";
    }

    /// Says texts of a tongue, in which `{name}` stands for a value: names and values in turn.
    void say(List<String> texts, Object... values) {
        for (var text : texts) {
            if (text.equals(Tongue.OK)) ok();
            else if (habits.hostActions() || !text.startsWith(Tongue.ACTION)) say(filled(text, values));
        }
    }

    /// What only a firmware with host actions says.
    void action(String text) {
        if (habits.hostActions()) say(Tongue.ACTION + text);
    }

    /// An `ok` that belongs to no command.
    void ok() {
        sayOk("");
    }

    /// The `ok` of a command, with what it carries; the answer alone where the `ok` was said before.
    void answer(long number, String carried) {
        if (habits.tongue().acks().onReceipt()) say(carried);
        else if (!isWithheld(number)) sayOk(" " + carried);
    }

    /// The `ok` of a command by number, with the free places if the firmware tells them.
    void okFor(long number, int freeBlocks, int freePlaces) {
        if (isWithheld(number)) return;
        boolean isNumbered = number != Numbering.NONE;
        if (!habits.advancedOk()) sayOk(isNumbered && habits.tongue().acks().numbered() ? " " + number : "");
        else if (isNumbered) sayOk(String.format(Locale.ROOT, " N%d P%d B%d", number, freeBlocks, freePlaces));
        else sayOk(String.format(Locale.ROOT, " P%d B%d", freeBlocks, freePlaces));
    }

    /// The `ok` of this line will not be said.
    void withhold(long number) {
        withheld = number;
    }

    /// Bytes that are no text: before the next line, or as one of their own.
    void burst() {
        var bytes = new StringBuilder();
        boolean glued = noise.nextBoolean();
        for (int left = noise.nextInt(1, LONGEST_BURST); left > 0; left--)
            bytes.append((char) (glued || noise.nextBoolean() ? 0 : noise.nextInt(0x80, 0x100)));
        if (glued) burst = bytes.toString();
        else say(bytes.toString());
    }

    private boolean isWithheld(long number) {
        if (number == Numbering.NONE || number != withheld) return false;
        withheld = Numbering.NONE;
        return true;
    }

    private void sayOk(String rest) {
        if (mishaps.strikes(FaultKind.LOST_OK)) return;
        say(Tongue.OK + rest);
        if (mishaps.strikes(FaultKind.DOUBLED_OK)) say(Tongue.OK + rest);
    }

    private static String filled(String text, Object... values) {
        var filled = text;
        for (int i = 0; i < values.length; i += 2) filled = filled.replace("{" + values[i] + "}", "" + values[i + 1]);
        return filled;
    }
}
