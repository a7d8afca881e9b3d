package platen.streaming;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import platen.printers.Connection;
import platen.protocol.Command;
import platen.protocol.Habits;
import platen.protocol.Reply.Accepted;
import platen.protocol.Reply.Heat;
import platen.values.Message;

/// Brings commands to a firmware, each exactly once and in order, whatever happens on the wire.
///
/// An `ok` has no name, so counting them is only a credit to send more: a doubled one lets us run ahead,
/// a lost one holds us back. What is true, the numbers tell: a firmware refuses a line out of turn and
/// says which it wants, and the answer to an M105 is known by its temperatures. So every miscount heals,
/// and nothing is done twice.
final class Delivery {
    private static final byte[] PROBE = "M105".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_WAITING = 2;
    private static final int BEGINNING = 16;
    private static final long BETWEEN_MANY = Duration.ofMinutes(10).toNanos();
    private static final long SETTLED_AFTER_QUIET = Duration.ofMillis(250).toNanos();
    private static final long SURE_AFTER_QUIET = Duration.ofMillis(250).toNanos();

    private final Habits habits;
    private final Ledger ledger;
    private final Flight flight;
    private final Count count;
    private final Questions questions = new Questions();
    private final Clocks clocks = new Clocks();
    private final WireFigures figures = new WireFigures();
    private final Window window;
    private final Rewind rewind = new Rewind();
    private long busyAt = Long.MIN_VALUE / 2;
    private boolean wantsFirst; // said so since it last answered a question
    private long dwellsUntil; // a G4 takes as long as it says
    private boolean stalled;
    private int epoch; // counts the syncs
    private @Nullable Message broken;

    Delivery(Habits habits, Connection connection, Outbox out) {
        this.habits = habits;
        this.window = new Window(connection);
        this.ledger = new Ledger(habits, connection.maxLineBytes());
        this.flight = new Flight(ledger, out);
        this.count = new Count(out);
    }

    /// Forgets what was sent and makes the firmware count from 1. Nothing is sent before it has agreed.
    void sync(long now) {
        epoch++;
        ledger.clear();
        flight.restart();
        questions.clear();
        rewind.clear();
        count.clear();
        wantsFirst = false;
        broken = null;
        stalled = false;
        clocks.start(now);
        if (habits.numbered()) askToCount(now);
    }

    /// The port was opened: what was learned of the line before is void.
    void opened() {
        window.reopen();
        questions.opened();
    }

    /// Changes when the lines are counted from 1 again.
    int epoch() {
        return epoch;
    }

    /// Whether a new command of this length may go now. Nothing goes ahead of one that may take minutes: a
    /// filament change would have moves behind it that nobody can take back.
    boolean takes(int length) {
        if (count.isOpen() || rewind.isActive() || flight.isBehind() || broken != null) return false;
        int waiting = flight.waiting();
        return waiting == 0 || (window.takes(waiting, flight.bytesWaiting(), length) && !flight.waitsForLong());
    }

    /// Sends a command; false when it is too long for any firmware.
    boolean load(byte[] command, int from, int length, int traits, int fileLine, long fileOffset, long now) {
        if (flight.waiting() == 0) clocks.start(now);
        if (!flight.send(command, from, length, traits, fileLine, fileOffset, now)) return false;
        if ((traits & Command.ASKS_HEAT) != 0) questions.sent(flight.sent(), flight.accepted());
        if ((traits & Command.ASKS_IDENTITY) != 0) questions.askedIdentity();
        if ((traits & Command.LONG) != 0)
            dwellsUntil = now + Command.dwell(command, from, from + length).toNanos();
        return true;
    }

    /// Sends a command past all that waits, for a firmware that acts on it as it arrives; false when none can go now.
    boolean loadAhead(byte[] command, int traits, long now) {
        if (!habits.numbered() || count.isOpen() || rewind.isActive() || flight.isBehind() || broken != null)
            return false;
        return load(command, 0, command.length, traits, 0, 0, now);
    }

    /// Says a command under a number that the firmware has had: its emergency parser acts on it, and its queue drops
    /// it.
    /// False where no numbers are agreed.
    boolean shoutAhead(byte[] command) {
        if (!habits.numbered() || count.isOpen()) return false;
        flight.sayUnder(flight.accepted(), command);
        return true;
    }

    /// Whether a line that was lost is being sent again: then nothing else can go, for a moment.
    boolean seeksLine() {
        return habits.numbered() && !count.isOpen() && broken == null && (rewind.isActive() || flight.isBehind());
    }

    void accepted(Accepted ok, long now) {
        clocks.progress(now);
        stalled = false;
        if (ok.said() instanceof Heat) questions.heard();
        if (count.isOpen()) {
            // The answer to an M105 before it, doubled or late, does not say that the count is taken.
            if (!(ok.said() instanceof Heat) || count.wasRepeated()) countAnswered(now);
            return;
        }
        boolean told = told(ok);
        if (ok.queueFree() != Accepted.UNTOLD) window.told(ok.queueFree());
        if (rewind.isActive()) {
            if (rewind.ok()) transmit(now);
            return;
        }
        if (!told && flight.waiting() > 0) {
            flight.acceptOne();
            measure(ok, now);
        }
        transmit(now);
    }

    void resend(int line, long now) {
        clocks.progress(now);
        stalled = false;
        if (count.isOpen()) {
            expectOk(now);
            return;
        }
        boolean isFollowUp = rewind.isFollowUp(line);
        if (!habits.asksAgain() || (!isFollowUp && isWantedTooOften(line))) return;
        if (line == 1 && flight.accepted() > 1) {
            startsAnew(now);
        } else if (line > ledger.next()) {
            countsFromBefore(line, now);
        } else if (isFollowUp) {
            rewind.followUp(habits.okAfterResend(), now);
        } else if (line == ledger.next() || ledger.has(line)) {
            goBack(line, now);
        } else {
            broken = Message.of("streaming.forgotten-line", line);
        }
    }

    /// It may have restarted unseen, or repeat an old request: then it is not the next that it says.
    private void startsAnew(long now) {
        if (wantsFirst) broken = Message.of("streaming.restarted-unseen");
        else expectOk(now);
        wantsFirst = true;
    }

    /// A line that is neither `ok` nor about resends: a firmware that owes an `ok` after its request has
    /// left it out.
    void other(long now) {
        if (rewind.other() && !count.isOpen()) endRewind(now);
    }

    /// Temperatures came by themselves, or behind the `ok` of a question.
    void heat(long now) {
        if (habits.acksOnReceipt()) {
            questions.heard();
            questions.heat(flight.accepted());
        }
        other(now);
    }

    void identified() {
        questions.identified();
    }

    void unknownCommand(long now) {
        rewind.unknownCommand();
        other(now);
    }

    /// True once when, after damage, a firmware has accepted more than it was sent: it may have executed a part of a
    /// line that it had cut in two.
    boolean tookSurplus() {
        return rewind.tookSurplus();
    }

    /// The firmware says that it has nothing to do.
    void idle(long now) {
        if (count.isOpen() || flight.waiting() == 0 || !habits.enforcesNumbers()) return;
        rewind.end();
        flight.acceptAll();
        clocks.progress(now);
        transmit(now);
    }

    void busy(long now) {
        busyAt = now;
        clocks.progress(now);
        stalled = false;
    }

    void heard(long now) {
        clocks.heard(now);
    }

    /// Time passes. `patient` while the firmware waits for a person.
    void tick(long now, boolean patient) {
        if (count.isOpen()) {
            if (!patient && count.isDue(busyAt, now)) askToCount(now);
        } else if (rewind.isActive()) {
            if (rewind.isOver(clocks.quietFor(SETTLED_AFTER_QUIET, now), now)) endRewind(now);
        } else if (patient || broken != null) {
            return;
        } else if (isIdle() && questions.isOpen() && !habits.acksOnReceipt()) {
            if (!questions.isGivenUp() && clocks.quietFor(SURE_AFTER_QUIET, now)) {
                questions.repeated();
                probe(now);
            }
        } else if ((flight.waiting() > 0 || questions.isOpen()) && now > dwellsUntil) {
            switch (clocks.judge(now, flight.waitsForLong())) {
                case WAIT -> {}
                case PROBE -> probe(now);
                case STALLED -> {
                    stalled = true;
                    probe(now);
                }
            }
        }
    }

    /// All lines have been accepted, as far as is known.
    boolean isIdle() {
        return !count.isOpen() && !rewind.isActive() && !flight.isBehind() && flight.waiting() == 0;
    }

    /// The same, and the last M105 was answered by its temperatures: no doubled or late `ok` deceives us. A firmware
    /// that never answers so is believed at last, unless its `ok` says no more than that a line has come.
    boolean isSure(long now) {
        boolean silent = questions.isGivenUp() && clocks.quietFor(SURE_AFTER_QUIET, now);
        return isIdle() && (!questions.isOpen() || silent);
    }

    /// Whether late answers may come, to what was asked while nothing came back: then no answer says what it is to,
    /// until that to an M115 has come.
    boolean mayDeceive() {
        return questions.areOwed();
    }

    /// True when the firmware does not even answer an M110.
    boolean isDeaf() {
        return count.isDeaf();
    }

    boolean isStalled() {
        return stalled;
    }

    boolean isQuiet(Duration time, long now) {
        return clocks.quietFor(time.toNanos(), now);
    }

    /// Why nothing more can be delivered, if so.
    @Nullable
    Message broken() {
        return broken;
    }

    /// What was sent, and how far it was accepted; only to be read by others.
    Flight flight() {
        return flight;
    }

    /// How it goes, in figures.
    WireFigures figures() {
        return figures;
    }

    /// What an `ok` says by itself about how far the firmware has come; true when it says something.
    private boolean told(Accepted ok) {
        if (ok.line() >= 1 && ok.line() < ledger.next()) {
            comeTo(ok.line());
            return true;
        }
        if (!questions.isOpen() || !(ok.said() instanceof Heat)) return false;
        int asked = questions.oldest();
        int unanswered = flight.accepted() + 1;
        if (!habits.enforcesNumbers() && !habits.lossless() && unanswered < asked) {
            broken = Message.of("streaming.unanswered-line", ledger.command(unanswered));
        }
        comeTo(asked);
        questions.answered(ledger.questionAfter(asked));
        wantsFirst = false;
        return true;
    }

    private void comeTo(int line) {
        if (flight.acceptUpTo(line)) rewind.end();
    }

    /// The firmware wants a line that was never sent: it has not taken our M110. At the beginning its numbers and
    /// ours could meet, and what it has had under a number it drops in silence.
    private void countsFromBefore(int line, long now) {
        if (!ledger.holdsProgram()) countAnew(now);
        else if (ledger.next() > BEGINNING) expectOk(now);
        else broken = Message.of("streaming.unsent-line", line);
    }

    /// Makes the firmware count from 1 once more, and sends again what was sent since the last time.
    private void countAnew(long now) {
        flight.restart();
        questions.again(ledger.questionAfter(0));
        askToCount(now);
    }

    private boolean isWantedTooOften(int line) {
        if (!rewind.isWantedTooOften(line, flight.accepted() < line)) return false;
        broken = ledger.has(line)
                ? Message.of("streaming.same-line-again", line, ledger.command(line))
                : Message.of("streaming.unsent-line", line);
        return true;
    }

    private void goBack(int line, long now) {
        int owed = Math.max(0, line - 1 - flight.accepted());
        int behind = Math.max(0, flight.sent() - line);
        flight.goBackTo(line);
        boolean ahead = window.commands() > 1;
        if (line < ledger.next()) window.close();
        rewind.begin(line, behind, ahead, owed + (habits.okAfterResend() ? 1 : 0), now);
        if (!habits.okAfterResend() && !(ahead && behind > 0)) endRewind(now);
    }

    private void expectOk(long now) {
        rewind.expect(1, now);
        if (!habits.okAfterResend()) endRewind(now);
    }

    private void endRewind(long now) {
        rewind.end();
        if (count.isOpen()) askToCount(now);
        else transmit(now);
    }

    /// Sends again what the firmware asked for, as far as the window allows.
    private void transmit(long now) {
        while (flight.isBehind()
                && !rewind.isActive()
                && (flight.waiting() == 0 || flight.waiting() < window.commands())) {
            flight.sendAgain(now);
            figures.sentAgain();
        }
    }

    /// Asks something harmless under the next number. If a line before it was lost, the firmware asks
    /// for that; to repeat the line itself would be dropped in silence by some.
    private void probe(long now) {
        // Many answers at once could not be told apart, and many commands would shut the way for M112.
        boolean many = !habits.enforcesNumbers() && flight.waiting() >= MOST_WAITING;
        if (many && now - ledger.sentAt(flight.sent()) < BETWEEN_MANY) return;
        if (!flight.send(PROBE, 0, PROBE.length, Command.ASKS_HEAT, 0, 0, now)) return;
        questions.probed(flight.sent(), flight.accepted());
    }

    private void askToCount(long now) {
        rewind.end();
        count.ask(now);
    }

    private void countAnswered(long now) {
        if (rewind.isActive()) {
            endRewind(now);
            return;
        }
        count.agreed();
        if (count.wasRepeated()) rewind.settle(now); // the answers to the others come as well
        transmit(now);
    }

    private void measure(Accepted ok, long now) {
        int accepted = flight.accepted();
        long latency = now - ledger.sentAt(accepted);
        figures.accepted(ok.plannerFree(), latency);
        if ((ledger.traits(accepted) & Command.LONG) == 0) clocks.accepted(latency);
    }
}
