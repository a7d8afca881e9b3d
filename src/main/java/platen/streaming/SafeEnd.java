package platen.streaming;

import java.time.Duration;
import java.util.List;
import platen.streaming.Outcome.Heaters;

/// Turns the heaters off, whatever ends a print, and finds out whether the printer did it.
final class SafeEnd {
    private static final int MOST_ATTEMPTS = 3;
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final long LONGEST = Duration.ofSeconds(60).toNanos();
    private static final long LAST_CHANCE = Duration.ofSeconds(2).toNanos();
    private static final Duration SCRIPT_SILENCE = Duration.ofSeconds(60);

    private final List<String> afterwards;
    private final Desk desk;
    private final Delivery delivery;
    private final Acquaintance printer;
    private List<String> script = List.of();
    private int attempt;
    private long since;
    private boolean lastChance;
    private boolean scripting;
    private boolean done;
    private Heaters heaters = Heaters.UNCONFIRMED;

    /// `afterwards`: what a printer carries out once its heaters are off, where all is in order.
    SafeEnd(List<String> afterwards, Desk desk, Delivery delivery, Acquaintance printer) {
        this.afterwards = afterwards;
        this.desk = desk;
        this.delivery = delivery;
        this.printer = printer;
    }

    /// `trusted`: the numbers of the lines are in order, so that nothing has to be counted anew.
    void start(boolean trusted, long now) {
        script = trusted ? afterwards : List.of();
        attempt = 1;
        lastChance = false;
        scripting = false;
        done = false;
        heaters = Heaters.UNCONFIRMED;
        say(trusted, now);
    }

    /// Once more, as something went wrong.
    void again(long now) {
        if (scripting || lastChance || attempt == MOST_ATTEMPTS) {
            done = true;
            desk.clear();
        } else {
            attempt++;
            say(false, now);
        }
    }

    /// The board has stopped itself: it turns its heaters off, but will hardly say so.
    void giveUpSoon() {
        lastChance = true;
        script = List.of();
    }

    /// Everything that was said has been accepted.
    void settled(long now) {
        if (heaters == Heaters.OFF) {
            done = true;
        } else if (printer.temperatures().saysHot()) {
            again(now);
        } else {
            heaters = Heaters.OFF;
            scripting = !script.isEmpty();
            done = !scripting;
            desk.put(script);
            if (scripting) desk.put("M105"); // by whose answer the script's last command is known to be carried out
        }
    }

    void tick(long now) {
        if (done) return;
        if (scripting) {
            if (delivery.isQuiet(SCRIPT_SILENCE, now)) again(now);
        } else if (lastChance) {
            if (now - since > LAST_CHANCE) again(now);
        } else if (now - since > (delivery.isQuiet(SILENCE, now) ? SILENCE.toNanos() : LONGEST)) {
            again(now);
        }
    }

    boolean isDone() {
        return done;
    }

    Heaters heaters() {
        return heaters;
    }

    private void say(boolean trusted, long now) {
        since = now;
        desk.clear();
        if (attempt > 1) desk.shout("\nM104 S0\nM140 S0");
        if (!trusted) delivery.sync(now);
        desk.put("M104 S0", "M140 S0", "M105");
    }
}
