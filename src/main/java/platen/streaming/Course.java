package platen.streaming;

import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import platen.printers.Dialect;
import platen.printers.Profile;
import platen.protocol.Reply;
import platen.streaming.Outcome.End;
import platen.streaming.Outcome.Heaters;
import platen.sync.ByHand;
import platen.values.Message;

/// The course of a conversation: its phase, and what follows from what was heard and wished. While a print runs, its
/// own course says how it goes on.
final class Course {
    private static final long SAME_RESTART = Duration.ofSeconds(5).toNanos();
    /// By these a person lets a printer go that has stopped.
    private static final Set<String> RELEASES = Set.of("M999", "FIRMWARE_RESTART", "RESTART");

    private final Profile profile;
    private final Delivery delivery;
    private final Desk desk;
    private final Acquaintance printer;
    private final Attention attention;
    private final Greeter greeter;
    private final Feed feed;
    private final Waiting waiting = new Waiting();
    private final Handwork handwork;
    private final Overrides overrides;
    private final Deque<Occurrence> news;
    private Phase.Between between = new Phase.Gone(null); // as it was before the print, while one runs
    private @Nullable PrintRun run;
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
        this.profile = profile;
        this.delivery = delivery;
        this.desk = desk;
        this.printer = printer;
        this.attention = attention;
        this.greeter = new Greeter(desk, delivery, printer, news, coolFirst);
        this.feed = new Feed(desk, delivery, printer);
        this.handwork = new Handwork(profile, desk, printer, news);
        this.overrides = new Overrides(desk);
        this.news = news;
    }

    Phase phase() {
        return run == null ? between : run.phase();
    }

    @Nullable
    Print running() {
        return run == null ? null : run.print();
    }

    /// Whether a print is under way or waits for the printer.
    boolean isTaken() {
        return run != null || !waiting.isEmpty();
    }

    /// It waits for a person at the printer, though it does not say so again and again.
    boolean isPausedByFirmware() {
        return phase() instanceof Phase.Paused paused && paused.byFirmware();
    }

    // What happens

    void opened(long now) {
        halted = null;
        anew();
        between = greeter.opened(now);
    }

    void lost(Message why, long now) {
        if (phase() instanceof Phase.Gone gone && why.equals(gone.why())) return;
        if (run != null) {
            greeter.coolFirst();
            run.count();
            end(run.print(), new Outcome(End.FAILED, why, Heaters.UNCONFIRMED), now);
            run = null;
        } else if (!(between instanceof Phase.Foreign) && printer.temperatures().saysHot()) {
            greeter.coolFirst();
        }
        desk.clear();
        anew();
        between = new Phase.Gone(why);
        news.add(new Occurrence.Disconnected(why));
        giveUpWanted("streaming.not-connected");
    }

    /// Something was heard, before it is acted on.
    void listened(Reply reply, long now) {
        if (phase() instanceof Phase.Looking looking) between = greeter.listened(looking, reply, now);
    }

    void restarted(String cause, long now) {
        boolean same = now - restartedAt < SAME_RESTART;
        restartedAt = now;
        halted = null;
        anew();
        if (run != null) {
            if (!run.isCooling()) greeter.forget();
            run.restarted(cause, same, now);
            return;
        }
        switch (between) {
            case Phase.Gone _, Phase.Looking _ -> {}
            case Phase.Greeting _, Phase.Foreign _, Phase.Idle _, Phase.Halted _ -> between = greeter.restarted(now);
        }
    }

    void halted(Message why, long now) {
        if (halted == null) halted = why;
        anew();
        if (run != null) {
            run.halted(why, now);
            return;
        }
        switch (between) {
            case Phase.Gone _, Phase.Looking _, Phase.Halted _ -> {}
            case Phase.Greeting _, Phase.Foreign _, Phase.Idle _ -> {
                desk.clear();
                news.add(new Occurrence.Noted(why));
                between = new Phase.Halted(why);
                giveUpWanted("streaming.needs-reset");
            }
        }
    }

    /// Where M112 is not understood, the heaters go off all the same; a print says so by its safe end.
    void stopAtOnce(long now) {
        desk.shout(run != null ? "M112" : "M112\nM104 S0\nM140 S0");
        halted(Message.of("streaming.emergency-stop"), now);
    }

    /// The printer answers, but refuses to move until a person has looked.
    void stopped(Message why, long now) {
        switch (phase()) {
            case Phase.Live _ -> {
                failed(why, now);
                halted = why;
            }
            case Phase.Greeting _, Phase.Idle _ -> {
                failed(why, now);
                halted = why;
                between = new Phase.Halted(why);
            }
            case Phase.Gone _, Phase.Looking _, Phase.Foreign _, Phase.Halted _ -> {}
        }
    }

    void failed(Message why, long now) {
        if (run != null && !run.isCooling()) run.fail(why, now);
        else news.add(new Occurrence.Noted(why));
    }

    void extrusionPrevented(String text) {
        if (run != null) run.extrusionPrevented(text);
    }

    void position(Reply.Position position) {
        if (run != null) run.position(position);
        else handwork.position(position);
    }

    void cardPrint(boolean running, long now) {
        greeter.cardPrint(running);
        if (running && phase() instanceof Phase.Idle) between = greeter.foreign(now);
    }

    void pausedByItself() {
        if (run != null) run.pausedByItself();
    }

    void resumedByItself() {
        if (run != null) run.resumedByItself();
    }

    // What is wished

    void print(Wish.Print asked, long now) {
        switch (phase()) {
            case Phase.Idle _ when handwork.isBusy() -> refuse("streaming.hand-busy");
            case Phase.Idle _ -> begin(asked, now);
            case Phase.Gone(var why) when why != null -> refuse("streaming.not-connected");
            case Phase.Gone _, Phase.Looking _, Phase.Greeting _ -> waiting.put(asked, now);
            case Phase.Foreign _ -> refuse("streaming.prints-from-card");
            case Phase.Halted _ -> refuse("streaming.needs-reset");
            case Phase.Live _ -> refuse("streaming.prints-already");
        }
    }

    void pause(Message why) {
        if (run == null || !run.pause(why)) refuse("streaming.nothing-to-pause");
    }

    void resume(long now) {
        boolean waited = attention.waits() != null;
        if (waited && printer.hasEmergencyParser()) desk.urge("M108", now);
        boolean resumed = run != null && run.resume();
        if (!resumed && !waited) refuse("streaming.nothing-to-resume");
    }

    void cancel(Message why, long now) {
        var wanted = waiting.take();
        if (wanted != null) end(of(wanted, now), new Outcome(End.CANCELLED, why, Heaters.OFF), now);
        else if (run != null) run.cancel(why, attention.waits() != null, now);
        else refuse("streaming.nothing-to-cancel");
    }

    void coolDown() {
        handwork.cool();
        switch (phase()) {
            case Phase.Gone _, Phase.Looking _ -> greeter.coolFirst();
            case Phase.Idle _ -> between = greeter.cool();
            case Phase.Greeting _, Phase.Foreign _, Phase.Halted _, Phase.Live _ -> refuse("streaming.not-now");
        }
    }

    void send(List<String> commands, long now) {
        var phase = phase();
        if (phase instanceof Phase.Halted && RELEASES.containsAll(commands)) {
            halted = null;
            desk.shout(String.join("\n", commands));
            between = greeter.restarted(now);
        } else if (phase instanceof Phase.Idle || phase instanceof Phase.Printing || phase instanceof Phase.Paused) {
            desk.put(commands);
        } else {
            refuse("streaming.not-now");
        }
    }

    /// What a person does at the printer's page.
    void handle(ByHand act, long now) {
        var refusal = refusalOf(act, now);
        if (refusal != null) news.add(new Occurrence.NotDone(refusal));
    }

    private @Nullable Message refusalOf(ByHand act, long now) {
        var phase = phase();
        if (act instanceof ByHand.Stop) {
            stopAtOnce(now);
            return null;
        }
        if (act instanceof ByHand.Release) {
            if (!(phase instanceof Phase.Halted)) return Message.of("streaming.hand-not-stopped");
            send(List.of(profile.connection().dialect() == Dialect.KLIPPER ? "FIRMWARE_RESTART" : "M999"), now);
            return null;
        }
        if (phase instanceof Phase.Idle) {
            if (act instanceof ByHand.Fan(var percent)) return overrides.fan(percent);
            return handwork.begin(act, now);
        }
        if (!(phase instanceof Phase.Printing || phase instanceof Phase.Paused))
            return Message.of(phase instanceof Phase.Live ? "streaming.hand-prints" : "streaming.not-now");
        return switch (act) {
            case ByHand.Speed(var percent) -> overrides.speed(percent);
            case ByHand.Flow(var percent) -> overrides.flow(percent);
            case ByHand.Fan(var percent) -> overrides.fan(percent);
            case ByHand.Line line -> handwork.ask(line, now);
            default -> Message.of("streaming.hand-prints");
        };
    }

    /// A line that the printer has said, for who talks with it by hand.
    void overheard(Reply reply, String text, long now) {
        handwork.heard(reply, text, now);
    }

    Status.Hand hand() {
        return handwork.status(overrides);
    }

    private void anew() {
        handwork.restarted();
        overrides.forget();
    }

    private void giveUpWanted(String why) {
        if (waiting.take() != null) refuse(why);
    }

    private void refuse(String why) {
        news.add(new Occurrence.Refused(Message.of(why)));
    }

    // How it goes on

    void tick(long now) {
        if (waiting.isLate(now)) giveUpWanted("streaming.not-ready");
        if (run != null) {
            run.tick(now);
            return;
        }
        switch (between) {
            case Phase.Looking looking -> {
                if (now >= looking.untilNs()) between = greeter.greet(now);
            }
            case Phase.Greeting _ -> {
                if (delivery.isDeaf()) between = greeter.stayDeaf(now);
            }
            case Phase.Foreign(var again) -> {
                if (now >= again && delivery.isIdle()) between = greeter.lookAgain(now);
            }
            case Phase.Idle _ -> {
                if (handwork.tick(desk.isEmpty() && delivery.isIdle(), now)) between = greeter.cool();
            }
            case Phase.Gone _, Phase.Halted _ -> {}
        }
    }

    void advance(long now) {
        boolean moved = true;
        while (moved) {
            if (run != null) run.count();
            moved = step(now);
        }
    }

    /// Sends one command or goes one phase further; false when there is nothing to do before the next event.
    private boolean step(long now) {
        var phase = phase();
        if (phase instanceof Phase.Gone || phase instanceof Phase.Looking) return false;
        var outcome = run == null ? null : run.outcome();
        if (run != null && outcome != null) return over(run, outcome, now);
        var broken = delivery.broken();
        if (broken != null) return breakOff(broken, now);
        desk.sendUrgent(now);
        if (!desk.isEmpty()) return feed.sendOwn(phase, now);
        if (feed.sendOwn(phase, now)) return true;
        if (run != null && run.send(now)) return true;
        return delivery.isIdle() && (run == null ? settle(now) : run.settle(now));
    }

    private boolean breakOff(Message broken, long now) {
        if (run != null) run.broken(broken, now);
        else delivery.sync(now);
        return true;
    }

    /// Everything that was sent is accepted: true when that leads to a new phase.
    private boolean settle(long now) {
        if (!(between instanceof Phase.Greeting(var topic))) return false;
        var before = between;
        between = greeter.after(topic, now);
        if (between instanceof Phase.Idle) overrides.reset();
        var wanted = between instanceof Phase.Idle ? waiting.take() : null;
        if (wanted != null) begin(wanted, now);
        return !between.equals(before);
    }

    private void begin(Wish.Print asked, long now) {
        handwork.forget();
        run = new PrintRun(of(asked, now), profile.scripts(), feed, desk, delivery, printer, news);
        run.begin(now);
    }

    private Print of(Wish.Print asked, long now) {
        return new Print(asked.name(), asked.bytes(), profile.motion().plannerBlocks(), now);
    }

    private boolean over(PrintRun ended, Outcome outcome, long now) {
        end(ended.print(), outcome, now);
        handwork.after(ended.print());
        run = null;
        between = outcome.end() == End.FINISHED ? finished() : cooled(outcome.heaters(), now);
        if (between instanceof Phase.Idle) overrides.reset();
        return true;
    }

    private Phase.Between finished() {
        if (printer.watchesFilament()) desk.put("M77");
        return new Phase.Idle();
    }

    private Phase.Between cooled(Heaters heaters, long now) {
        if (heaters != Heaters.OFF) greeter.coolFirst();
        desk.clear();
        if (halted != null) return new Phase.Halted(halted);
        return heaters == Heaters.OFF && greeter.isAcquainted() ? new Phase.Idle() : greeter.greet(now);
    }

    private void end(Print print, Outcome outcome, long now) {
        news.add(new Occurrence.Ended(print.name(), outcome, print.figures(delivery, now)));
    }
}
