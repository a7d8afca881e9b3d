package platen.streaming;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import platen.gcode.TimePlan;
import platen.printers.Profile;
import platen.protocol.Habits;
import platen.protocol.LineCutter;
import platen.protocol.Reply;
import platen.protocol.Reply.Accepted;
import platen.protocol.ReplyReader;
import platen.values.Message;

/// The conversation with one printer, without a thread, a port or a clock.
///
/// Events come in: bytes heard, time passed, a wish, a port opened or lost, a piece of program. What to
/// write and what to tell come out, from [#out] and [#news]. Given the same events it does the same, so
/// a print of a million lines with all faults runs in seconds, from a seed.
final class Conversation {
    private final BlackBox box;
    private final Outbox out;
    private final Deque<Occurrence> news = new ArrayDeque<>();
    private final Acquaintance printer = new Acquaintance();
    private final Attention attention = new Attention();
    private final HeatWatch heatWatch = new HeatWatch();
    private final ReplyReader reader = new ReplyReader();
    private final LineCutter cutter = new LineCutter(this::line);
    private final Delivery delivery;
    private final Desk desk;
    private final Course course;
    private @Nullable Print recorded;
    private boolean toldStalled;
    private long now;

    /// `coolFirst`: turn the heaters off before anything else, as after a crash.
    Conversation(Profile profile, boolean coolFirst) {
        var connection = profile.connection();
        var habits = Habits.of(connection.dialect());
        box = new BlackBox(profile.name());
        out = new Outbox(box);
        delivery = new Delivery(habits, connection, out);
        desk = new Desk(habits, delivery, out);
        course = new Course(profile, delivery, desk, printer, attention, news, coolFirst);
    }

    void opened(long time) {
        at(time);
        out.clear();
        box.opened();
        cutter.forget();
        printer.forget();
        attention.clear();
        delivery.opened();
        course.opened(now);
    }

    void lost(Message why, long time) {
        at(time);
        box.lost();
        course.lost(why, now);
        attention.clear();
    }

    void heard(byte[] bytes, int count, long time) {
        at(time);
        cutter.add(bytes, count);
        advance();
    }

    /// Time passed; to be called some times a second, and after each of the other events.
    void passed(long time) {
        at(time);
        delivery.tick(now, attention.waits() != null || course.isPausedByFirmware());
        course.tick(now);
        advance();
    }

    void wish(Wish wish, long time) {
        at(time);
        switch (wish) {
            case Wish.Print asked -> course.print(asked, now);
            case Wish.Pause(var why) -> course.pause(why);
            case Wish.Resume() -> course.resume(now);
            case Wish.Cancel(var why) -> course.cancel(why, now);
            case Wish.CoolDown() -> course.coolDown();
            case Wish.Send(var commands) -> course.send(commands, now);
            case Wish.Answer(var prompt, var button) -> answer(prompt, button);
            case Wish.Handle(var act) -> course.handle(act, now);
            case Wish.EmergencyStop() -> course.stopAtOnce(now);
        }
        advance();
    }

    boolean isTaken() {
        return course.isTaken();
    }

    boolean isHungry() {
        var print = course.running();
        return print != null && print.isHungry();
    }

    void supply(Chunk chunk) {
        var print = course.running();
        if (print != null) print.supply(chunk);
    }

    Outbox out() {
        return out;
    }

    /// With the end of a print, what was said up to now.
    @Nullable
    Occurrence news() {
        var next = news.poll();
        return next instanceof Occurrence.Ended ended ? ended.with(box.recording()) : next;
    }

    Phase phase() {
        return course.phase();
    }

    /// `plan` is that of the program that is being printed, once it is known.
    Status status(@Nullable TimePlan plan, long time) {
        return StatusBoard.show(course, delivery, printer, attention, plan, time);
    }

    private void at(long time) {
        now = time;
        box.at(time);
    }

    private void advance() {
        course.advance(now);
        if (course.running() != recorded) {
            recorded = course.running();
            if (recorded != null) box.begin(printer.firmware());
        }
        if (delivery.isStalled() != toldStalled) {
            toldStalled = delivery.isStalled();
            news.add(toldStalled ? new Occurrence.Stalled() : new Occurrence.Recovered());
        }
    }

    private void line(byte[] bytes, int length) {
        delivery.heard(now);
        box.heard(bytes, length);
        if (length == 2 && bytes[0] == 'o' && bytes[1] == 'k') heard(Accepted.PLAIN);
        else {
            var text = Hearing.line(bytes, length);
            var reply = reader.read(text);
            course.overheard(reply, text, now);
            heard(reply);
        }
    }

    private void heard(Reply reply) {
        course.listened(reply, now);
        understand(reply);
    }

    private void understand(Reply reply) {
        switch (reply) {
            case Accepted ok -> accepted(ok);
            case Reply.Resend(var line) -> delivery.resend(line, now);
            case Reply.Idle() -> {
                attention.working();
                delivery.idle(now);
            }
            case Reply.Damaged _ -> {}
            case Reply.Busy() -> {
                delivery.busy(now);
                attention.working();
            }
            case Reply.NeedsPerson(var text) -> {
                delivery.busy(now);
                tell(attention.needed(text));
            }
            case Reply.Restarted(var cause) -> course.restarted(cause, now);
            case Reply.Halted(var reason) -> course.halted(Message.of("streaming.halted", reason), now);
            case Reply.Stopped(var reason) -> course.stopped(Message.of("streaming.stopped", reason), now);
            case Reply.Failed(var reason) -> course.failed(Message.of("streaming.error", reason), now);
            case Reply.ExtrusionPrevented(var text) -> course.extrusionPrevented(text);
            case Reply.Heat(var temperatures) -> {
                printer.heard(temperatures, now);
                delivery.heat(now);
                if (heatWatch.isNews(printer.temperatures(), now)) {
                    news.add(new Occurrence.Noted(Message.of("streaming.does-not-heat")));
                }
                // Reports go on after the wait, or come although no heater was told to heat: they would hide a lost
                // line.
                var heat = printer.temperatures();
                if (delivery.flight().waitsForHeat() && !heat.areReached() && !heat.saysCold()) delivery.busy(now);
                if (printer.heatsAtThePanel()) delivery.busy(now);
            }
            case Reply.Position position -> course.position(position);
            case Reply.Firmware firmware -> {
                printer.heard(firmware);
                delivery.identified();
            }
            case Reply.Capability capability -> printer.heard(capability);
            case Reply.Asked(var action, var text) -> asked(action, text);
            case Reply.CardPrint(var running) -> course.cardPrint(running, now);
            case Reply.Unknown _ -> delivery.unknownCommand(now);
            case Reply.Skipped _, Reply.Chatter _ -> delivery.other(now);
        }
    }

    private void accepted(Accepted ok) {
        if (ok.said() instanceof Reply.Heat(var temperatures)) printer.heard(temperatures, now);
        else if (ok.said() != null) understand(ok.said());
        delivery.accepted(ok, now);
        attention.answered();
    }

    private void asked(String action, String text) {
        switch (action) {
            case "pause" -> course.pause(Message.of("streaming.paused-by-printer"));
            case "paused" -> course.pausedByItself();
            case "resume" -> course.resume(now);
            case "resumed" -> course.resumedByItself();
            case "cancel" -> course.cancel(Message.of("streaming.cancelled-by-printer"), now);
            default -> tell(attention.asked(action, text, now));
        }
    }

    /// The press may be late: no button is pressed of a prompt that the person has not seen.
    private void answer(long prompt, int button) {
        if (attention.press(prompt, button)) desk.urge("M876 S" + button, now);
        else news.add(new Occurrence.Noted(Message.of("streaming.prompt-gone")));
    }

    private void tell(boolean isNews) {
        var why = attention.waits();
        if (isNews && why != null) news.add(new Occurrence.NeedsPerson(why));
    }
}
