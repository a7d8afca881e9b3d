package platen.streaming;

import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import platen.printers.Profile;
import platen.printers.Scripts;
import platen.protocol.Reply;
import platen.streaming.Outcome.End;
import platen.streaming.Outcome.Heaters;
import platen.values.Message;

/// The course of a conversation: its phase, and what follows from what was heard and wished.
final class Course {
    private static final long SAME_RESTART = Duration.ofSeconds(5).toNanos();
    private static final Duration CANCEL_SILENCE = Duration.ofSeconds(10);
    /// By these a person lets a printer go that has stopped.
    private static final Set<String> RELEASES = Set.of("M999", "FIRMWARE_RESTART", "RESTART");
    private static final String RESTARTED = "streaming.restarted";

    private final Scripts scripts;
    private final int plannerBlocks;
    private final Delivery delivery;
    private final Desk desk;
    private final Acquaintance printer;
    private final Attention attention;
    private final Greeter greeter;
    private final SafeEnd safeEnd;
    private final Pauses pauses;
    private final Feed feed;
    private final Waiting waiting = new Waiting();
    private final Deque<Occurrence> news;
    private Phase phase = new Phase.Gone(null);
    private @Nullable Print print;
    private @Nullable Message halted;
    private long restartedAt = Long.MIN_VALUE / 2;

    Course(
            Profile profile,
            Delivery delivery,
            Desk desk,
            Acquaintance printer,
            Attention attention,
            Deque<Occurrence> news,
            boolean coolFirst) {
        this.scripts = profile.scripts();
        this.plannerBlocks = profile.motion().plannerBlocks();
        this.delivery = delivery;
        this.desk = desk;
        this.printer = printer;
        this.attention = attention;
        this.greeter = new Greeter(desk, delivery, printer, news, coolFirst);
        this.safeEnd = new SafeEnd(desk, delivery, printer);
        this.pauses = new Pauses(profile.scripts(), desk, printer, news);
        this.feed = new Feed(desk, delivery, printer);
        this.news = news;
    }

    Phase phase() {
        return phase;
    }

    @Nullable
    Print running() {
        return print;
    }

    /// Whether a print is under way or waits for the printer.
    boolean isTaken() {
        return print != null || !waiting.isEmpty();
    }

    /// It waits for a person at the printer, though it does not say so again and again.
    boolean isPausedByFirmware() {
        return phase instanceof Phase.Paused paused && paused.byFirmware();
    }

    boolean isHungry() {
        return print != null && print.isHungry();
    }

    void supply(Chunk chunk) {
        if (print != null) print.supply(chunk);
    }

    // What happens

    void opened(long now) {
        halted = null;
        phase = greeter.opened(now);
    }

    void lost(Message why, long now) {
        if (phase instanceof Phase.Gone gone && why.equals(gone.why())) return;
        if (!(phase instanceof Phase.Foreign)
                && (print != null || printer.temperatures().saysHot())) {
            greeter.coolFirst();
        }
        if (print != null) {
            print.count(delivery);
            ended(print, End.FAILED, why, Heaters.UNCONFIRMED, now);
        }
        desk.clear();
        phase = new Phase.Gone(why);
        news.add(new Occurrence.Disconnected(why));
        giveUpWanted("streaming.not-connected");
    }

    /// Something was heard, before it is acted on.
    void listened(Reply reply, long now) {
        if (phase instanceof Phase.Looking looking) phase = greeter.listened(looking, reply, now);
    }

    void restarted(String cause, long now) {
        boolean same = now - restartedAt < SAME_RESTART;
        restartedAt = now;
        halted = null;
        switch (phase) {
            case Phase.Gone _, Phase.Looking _ -> {}
            case Phase.Cooling(var end, var why) -> {
                if (!same) safeEnd.again(now);
                else if (why.key().equals(RESTARTED) && !cause.isEmpty()) {
                    phase = new Phase.Cooling(end, Message.of(RESTARTED, cause)); // told a line after "start"
                }
            }
            case Phase.Live _ -> {
                greeter.forget();
                fail(Message.of(RESTARTED, cause.isEmpty() ? "start" : cause), now);
            }
            case Phase.Greeting _, Phase.Foreign _, Phase.Idle _, Phase.Halted _ -> {
                phase = greeter.restarted(now);
            }
        }
    }

    void halted(Message why, long now) {
        if (halted == null) halted = why;
        switch (phase) {
            case Phase.Cooling _ -> safeEnd.giveUpSoon();
            case Phase.Live _ -> {
                fail(why, now);
                safeEnd.giveUpSoon();
            }
            case Phase.Gone _, Phase.Looking _, Phase.Halted _ -> {}
            case Phase.Greeting _, Phase.Foreign _, Phase.Idle _ -> {
                desk.clear();
                news.add(new Occurrence.Noted(why));
                phase = new Phase.Halted(why);
                giveUpWanted("streaming.needs-reset");
            }
        }
    }

    /// Where M112 is not understood, the heaters go off all the same; a print says so by its safe end.
    void stopAtOnce(long now) {
        desk.shout(phase instanceof Phase.Live ? "M112" : "M112\nM104 S0\nM140 S0");
        halted(Message.of("streaming.emergency-stop"), now);
    }

    /// The printer answers, but refuses to move until a person has looked.
    void stopped(Message why, long now) {
        switch (phase) {
            case Phase.Cooling _, Phase.Live _, Phase.Greeting _, Phase.Idle _ -> {
                boolean live = phase instanceof Phase.Live;
                failed(why, now);
                halted = why;
                if (!live) phase = new Phase.Halted(why);
            }
            case Phase.Gone _, Phase.Looking _, Phase.Foreign _, Phase.Halted _ -> {}
        }
    }

    void failed(Message why, long now) {
        if (phase instanceof Phase.Live && !(phase instanceof Phase.Cooling)) fail(why, now);
        else news.add(new Occurrence.Noted(why));
    }

    void extrusionPrevented(String text) {
        if (phase instanceof Phase.Printing && print != null && print.firstExtrusionPrevented()) {
            pause(Message.of("streaming.extrusion-prevented", text));
        }
    }

    void position(Reply.Position position) {
        if (print != null && phase instanceof Phase.Pausing) print.pausedAt(position, printer.temperatures());
    }

    void cardPrint(boolean running, long now) {
        greeter.cardPrint(running);
        if (running && phase instanceof Phase.Idle) phase = greeter.foreign(now);
    }

    void pausedByItself() {
        if (phase instanceof Phase.Printing) phase = pauses.byItself();
    }

    void resumedByItself() {
        if (phase instanceof Phase.Paused paused && paused.byFirmware()) phase = pauses.resumed();
    }

    // What is wished

    void print(Wish.Print asked, long now) {
        switch (phase) {
            case Phase.Idle _ -> begin(asked, now);
            case Phase.Gone(var why) when why != null -> refuse("streaming.not-connected");
            case Phase.Gone _, Phase.Looking _, Phase.Greeting _ -> waiting.put(asked, now);
            case Phase.Foreign _ -> refuse("streaming.prints-from-card");
            case Phase.Halted _ -> refuse("streaming.needs-reset");
            case Phase.Live _ -> refuse("streaming.prints-already");
        }
    }

    void pause(Message why) {
        if (print != null && (phase instanceof Phase.Starting || phase instanceof Phase.Printing)) {
            phase = pauses.begin(print, why);
        } else if (!(phase instanceof Phase.Pausing || phase instanceof Phase.Paused)) {
            refuse("streaming.nothing-to-pause");
        }
    }

    void resume() {
        boolean waited = attention.waits() != null;
        if (waited && printer.hasEmergencyParser()) desk.shout("M108");
        if (phase instanceof Phase.Paused paused && print != null) phase = pauses.resume(print, paused);
        else if (!waited) refuse("streaming.nothing-to-resume");
    }

    void cancel(Message why, long now) {
        var wanted = waiting.take();
        if (wanted != null) {
            ended(new Print(wanted.name(), 0, plannerBlocks, now), End.CANCELLED, why, Heaters.OFF, now);
        } else if (!(phase instanceof Phase.Live)) {
            refuse("streaming.nothing-to-cancel");
        } else if (!(phase instanceof Phase.Cancelling || phase instanceof Phase.Cooling)) {
            desk.clear();
            boolean waits = delivery.waitsForHeat() || attention.waits() != null;
            if (waits && printer.hasEmergencyParser()) desk.shout("M108");
            phase = new Phase.Cancelling(why);
        }
    }

    void coolDown() {
        if (phase instanceof Phase.Gone || phase instanceof Phase.Looking) greeter.coolFirst();
        else if (phase instanceof Phase.Idle) phase = greeter.cool();
        else refuse("streaming.not-now");
    }

    void send(List<String> commands, long now) {
        if (phase instanceof Phase.Halted && RELEASES.containsAll(commands)) {
            halted = null;
            desk.shout(String.join("\n", commands));
            phase = greeter.restarted(now);
        } else if (phase instanceof Phase.Idle || phase instanceof Phase.Printing || phase instanceof Phase.Paused) {
            desk.put(commands);
        } else {
            refuse("streaming.not-now");
        }
    }

    private void giveUpWanted(String why) {
        if (waiting.take() != null) refuse(why);
    }

    private void refuse(String why) {
        news.add(new Occurrence.Refused(Message.of(why)));
    }

    // How it goes on

    void tick(long now) {
        if (print != null) print.pass(phase instanceof Phase.Printing, now);
        if (waiting.isLate(now)) giveUpWanted("streaming.not-ready");
        if (print != null && print.hasManyResends(delivery.resends())) {
            news.add(new Occurrence.Noted(Message.of("streaming.many-resends", delivery.resends(), print.sent())));
        }
        switch (phase) {
            case Phase.Looking looking -> {
                if (now >= looking.untilNs()) phase = greeter.greet(now);
            }
            case Phase.Greeting _ -> {
                if (delivery.isDeaf()) phase = greeter.stayDeaf(now);
            }
            case Phase.Foreign(var again) -> {
                if (now >= again && delivery.isIdle()) phase = greeter.lookAgain(now);
            }
            case Phase.Cancelling(var why) -> {
                if (delivery.isQuiet(CANCEL_SILENCE, now)) cool(End.CANCELLED, why, false, now);
            }
            case Phase.Cooling _ -> safeEnd.tick(now);
            case Phase.Gone _, Phase.Idle _, Phase.Halted _, Phase.Live _ -> {}
        }
    }

    void advance(long now) {
        boolean moved = true;
        while (moved) {
            if (print != null) print.count(delivery);
            moved = step(now);
        }
    }

    /// Sends one command or goes one phase further; false when there is nothing to do before the next event.
    private boolean step(long now) {
        if (phase instanceof Phase.Gone || phase instanceof Phase.Looking) return false;
        if (phase instanceof Phase.Cooling(var end, var why) && safeEnd.isDone()) return cooled(end, why, now);
        var broken = delivery.broken();
        if (broken != null) return breakOff(broken, now);
        if (!desk.isEmpty()) return feed.sendOwn(phase, now);
        if (feed.sendOwn(phase, now)) return true;
        if (phase instanceof Phase.Printing && print != null && goOn(print, now)) return true;
        return delivery.isIdle() && settle(now);
    }

    /// Sends the next command of the program, or holds it; false when nothing can be done now.
    private boolean goOn(Print running, long now) {
        var hold = delivery.tookSurplus() ? Message.of("streaming.surplus-ok") : running.holds();
        if (hold == null) return feed.send(running, now);
        phase = pauses.begin(running, hold);
        return true;
    }

    private boolean breakOff(Message broken, long now) {
        if (phase instanceof Phase.Cooling) safeEnd.again(now);
        else if (phase instanceof Phase.Live) fail(broken, now);
        else delivery.sync(now);
        return true;
    }

    /// Everything that was sent is accepted: true when that leads to a new phase.
    private boolean settle(long now) {
        var before = phase;
        switch (before) {
            case Phase.Greeting(var topic) -> {
                phase = greeter.after(topic, now);
                if (phase instanceof Phase.Idle) phase = ready(now);
            }
            case Phase.Starting _ -> {
                if (delivery.isSure(now)) phase = started();
            }
            case Phase.Printing _ -> afterProgram(now);
            case Phase.Finishing _ -> {
                if (delivery.isSure(now)) finish(now);
            }
            case Phase.Pausing pausing -> {
                if (print != null) phase = pauses.next(print, pausing);
            }
            case Phase.Resuming _ -> phase = pauses.resumed();
            case Phase.Cancelling(var why) -> cool(End.CANCELLED, why, true, now);
            case Phase.Cooling _ -> {
                if (delivery.isSure(now)) safeEnd.settled(now);
                return delivery.isSure(now);
            }
            case Phase.Foreign _ -> {}
            case Phase.Gone _, Phase.Looking _, Phase.Idle _, Phase.Halted _, Phase.Paused _ -> {}
        }
        return !phase.equals(before);
    }

    private Phase ready(long now) {
        phase = new Phase.Idle();
        var wanted = waiting.take();
        if (wanted != null) begin(wanted, now);
        return phase;
    }

    private void begin(Wish.Print asked, long now) {
        print = new Print(asked.name(), asked.bytes(), plannerBlocks, now);
        delivery.startCounting();
        delivery.sync(now);
        desk.clear();
        if (printer.watchesFilament()) desk.put("M75");
        desk.put("M105");
        phase = new Phase.Starting();
    }

    private Phase started() {
        if (print != null) news.add(new Occurrence.Started(print.name()));
        return new Phase.Printing();
    }

    private void afterProgram(long now) {
        if (print == null) return;
        var trouble = print.trouble();
        if (trouble != null) {
            fail(trouble, now);
        } else if (print.allSent()) {
            desk.put("M400", "M105");
            phase = new Phase.Finishing();
        }
    }

    private void finish(long now) {
        if (print == null) return;
        ended(
                print,
                End.FINISHED,
                Message.of("streaming.finished"),
                print.leftOn() ? Heaters.LEFT_ON : Heaters.OFF,
                now);
        if (printer.watchesFilament()) desk.put("M77");
        phase = new Phase.Idle();
    }

    private void fail(Message why, long now) {
        cool(End.FAILED, why, false, now);
    }

    private void cool(End end, Message why, boolean trusted, long now) {
        if (print != null) print.count(delivery);
        phase = new Phase.Cooling(end, why);
        safeEnd.start(end == End.CANCELLED && trusted ? scripts.cancel() : List.of(), trusted, now);
    }

    private boolean cooled(End end, Message why, long now) {
        var heaters = safeEnd.heaters();
        if (print != null) ended(print, end, why, heaters, now);
        if (heaters != Heaters.OFF) greeter.coolFirst();
        desk.clear();
        if (halted != null) phase = new Phase.Halted(halted);
        else if (heaters == Heaters.OFF && greeter.isAcquainted()) phase = new Phase.Idle();
        else phase = greeter.greet(now);
        return true;
    }

    private void ended(Print ending, End end, Message why, Heaters heaters, long now) {
        news.add(new Occurrence.Ended(ending.name(), new Outcome(end, why, heaters), ending.figures(delivery, now)));
        print = null;
    }
}
