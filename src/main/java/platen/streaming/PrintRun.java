package platen.streaming;

import java.time.Duration;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import platen.printers.Scripts;
import platen.protocol.Reply.Position;
import platen.streaming.Outcome.End;
import platen.streaming.Outcome.Heaters;
import platen.values.Message;

/// The course of one print: its phases from the start until it is done or its heaters are off.
final class PrintRun {
    private static final Duration CANCEL_SILENCE = Duration.ofSeconds(10);
    /// Later the plate may not be clear any more.
    private static final long LONGEST_START = Duration.ofSeconds(60).toNanos();
    private static final long PROOF_PATIENCE = Duration.ofSeconds(2).toNanos();
    private static final int MOST_PROOFS = 3;
    private static final String RESTARTED = "streaming.restarted";

    private final Print print;
    private final Feed feed;
    private final Desk desk;
    private final Delivery delivery;
    private final Acquaintance printer;
    private final Deque<Occurrence> news;
    private final Pauses pauses;
    private final SafeEnd safeEnd;
    private Phase.Live phase = new Phase.Starting();
    private @Nullable Outcome finished;
    private long beganAt;
    private int proofs;
    private long proofAt;

    PrintRun(
            Print print,
            Scripts scripts,
            Feed feed,
            Desk desk,
            Delivery delivery,
            Acquaintance printer,
            Deque<Occurrence> news) {
        this.print = print;
        this.feed = feed;
        this.desk = desk;
        this.delivery = delivery;
        this.printer = printer;
        this.news = news;
        this.pauses = new Pauses(scripts, print.pausePoint(), desk, printer, news);
        this.safeEnd = new SafeEnd(scripts.cancel(), desk, delivery, printer);
    }

    /// Makes the firmware count from 1, before the first command.
    void begin(long now) {
        beganAt = now;
        delivery.figures().startCounting();
        delivery.sync(now);
        if (printer.watchesFilament()) desk.put("M75");
        desk.put("M105");
    }

    Phase.Live phase() {
        return phase;
    }

    Print print() {
        return print;
    }

    /// Whether the safe end has begun.
    boolean isCooling() {
        return phase instanceof Phase.Cooling;
    }

    /// How it ended, once it has.
    @Nullable
    Outcome outcome() {
        if (phase instanceof Phase.Cooling(var end, var why) && safeEnd.isDone()) {
            return new Outcome(end, why, safeEnd.heaters());
        }
        return finished;
    }

    // What happens

    /// `same`: it has just been told of this restart.
    void restarted(String cause, boolean same, long now) {
        if (!(phase instanceof Phase.Cooling(var end, var why))) {
            fail(Message.of(RESTARTED, cause.isEmpty() ? "start" : cause), now);
        } else if (!same) {
            safeEnd.again(now);
        } else if (why.key().equals(RESTARTED) && !cause.isEmpty()) {
            phase = new Phase.Cooling(end, Message.of(RESTARTED, cause)); // told a line after "start"
        }
    }

    void halted(Message why, long now) {
        if (!isCooling()) fail(why, now);
        safeEnd.giveUpSoon();
    }

    /// Nothing more can be delivered.
    void broken(Message why, long now) {
        if (isCooling()) safeEnd.again(now);
        else fail(why, now);
    }

    void extrusionPrevented(String text) {
        if (phase instanceof Phase.Printing && print.firstExtrusionPrevented()) {
            phase = pauses.begin(Message.of("streaming.extrusion-prevented", text));
        }
    }

    void position(Position position) {
        if (phase instanceof Phase.Pausing) print.pausePoint().reached(position, printer.temperatures());
    }

    void pausedByItself() {
        if (phase instanceof Phase.Printing) phase = pauses.byItself();
    }

    void resumedByItself() {
        if (phase instanceof Phase.Paused paused && paused.byFirmware()) phase = pauses.resumed();
    }

    // What is wished

    /// False when there is nothing to pause.
    boolean pause(Message why) {
        return switch (phase) {
            case Phase.Starting _, Phase.Printing _ -> {
                phase = pauses.begin(why);
                yield true;
            }
            case Phase.Pausing _, Phase.Paused _ -> true;
            case Phase.Finishing _, Phase.Resuming _, Phase.Cancelling _, Phase.Cooling _ -> false;
        };
    }

    /// False when there is nothing to resume.
    boolean resume() {
        if (!(phase instanceof Phase.Paused paused)) return false;
        phase = pauses.resume(paused);
        return true;
    }

    /// `awaited`: the firmware waits for a person.
    void cancel(Message why, boolean awaited, long now) {
        if (phase instanceof Phase.Cancelling || isCooling()) return;
        desk.clear();
        if ((awaited || delivery.flight().willWaitForHeat()) && printer.hasEmergencyParser()) desk.urge("M108", now);
        phase = new Phase.Cancelling(why);
    }

    // How it goes on

    void tick(long now) {
        print.pass(phase instanceof Phase.Printing, now);
        if (print.hasManyResends(delivery.figures().resends())) {
            news.add(new Occurrence.Noted(
                    Message.of("streaming.many-resends", delivery.figures().resends(), print.sent())));
        }
        switch (phase) {
            case Phase.Cancelling(var why) -> {
                if (delivery.isQuiet(CANCEL_SILENCE, now)) cool(End.CANCELLED, why, false, now);
            }
            case Phase.Cooling _ -> safeEnd.tick(now);
            case Phase.Starting _ -> {
                if (now - beganAt > LONGEST_START) fail(Message.of("streaming.not-ready"), now);
            }
            case Phase.Printing _, Phase.Finishing _ -> {}
            case Phase.Pausing _, Phase.Paused _, Phase.Resuming _ -> {}
        }
    }

    /// Counts what was accepted.
    void count() {
        print.count(delivery);
    }

    /// Sends the next command of the program, or holds it; false when nothing can be done now.
    boolean send(long now) {
        if (!(phase instanceof Phase.Printing)) return false;
        var hold = delivery.tookSurplus() ? Message.of("streaming.surplus-ok") : print.holds();
        if (hold == null) return feed.send(print, now);
        phase = pauses.begin(hold);
        return true;
    }

    /// Everything that was sent is accepted: true when that leads further.
    boolean settle(long now) {
        var before = phase;
        switch (before) {
            case Phase.Starting _ -> {
                if (!delivery.isSure(now)) return false;
                if (!isProven(now)) return !desk.isEmpty();
                phase = started();
            }
            case Phase.Printing _ -> afterProgram(now);
            case Phase.Finishing _ -> {
                if (!delivery.isSure(now)) return false;
                if (!isProven(now) && proofs < MOST_PROOFS) return !desk.isEmpty();
                finished = finish();
                return true;
            }
            case Phase.Pausing pausing -> phase = pauses.next(pausing);
            case Phase.Paused _ -> {}
            case Phase.Resuming _ -> phase = pauses.resumed();
            case Phase.Cancelling(var why) -> cool(End.CANCELLED, why, true, now);
            case Phase.Cooling _ -> {
                if (delivery.isSure(now)) safeEnd.settled(now);
                return delivery.isSure(now);
            }
        }
        return !phase.equals(before);
    }

    /// Whether no late answer can deceive us. If one could, it asks who the firmware is, as that answer is no other's.
    private boolean isProven(long now) {
        boolean waits = proofs > 0 && now - proofAt < PROOF_PATIENCE; // reports come all the time, so not for quiet
        if (delivery.mayDeceive() && !waits && proofs < MOST_PROOFS) {
            proofs++;
            proofAt = now;
            desk.put("M115");
        }
        return !delivery.mayDeceive();
    }

    private Phase.Live started() {
        proofs = 0;
        news.add(new Occurrence.Started(print.name()));
        return new Phase.Printing();
    }

    private void afterProgram(long now) {
        var trouble = print.trouble();
        if (trouble != null) {
            fail(trouble, now);
        } else if (print.allSent()) {
            desk.put("M400", "M105");
            phase = new Phase.Finishing();
        }
    }

    private Outcome finish() {
        var heaters = print.leftOn() ? Heaters.LEFT_ON : Heaters.OFF;
        return new Outcome(End.FINISHED, Message.of("streaming.finished"), heaters);
    }

    void fail(Message why, long now) {
        cool(End.FAILED, why, false, now);
    }

    /// `trusted`: the numbers of the lines are in order.
    private void cool(End end, Message why, boolean trusted, long now) {
        count();
        phase = new Phase.Cooling(end, why);
        safeEnd.start(trusted, now);
    }
}
