package platen.streaming;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.gcode.Numbers;
import platen.gcode.TypedLine;
import platen.printers.Profile;
import platen.protocol.Command;
import platen.protocol.Reply;
import platen.protocol.Reply.Position;
import platen.sync.ByHand;
import platen.values.Message;

/// What people do by hand with a printer that prints nothing. Each act is checked here against what is known of the
/// printer at this moment; relative moves bring the modes back that were before.
final class Handwork {
    private static final long LISTENS = Duration.ofSeconds(30).toNanos();
    private static final double SECONDS_A_MINUTE = 60;

    private final Profile profile;
    private final Desk desk;
    private final Acquaintance printer;
    private final Deque<Occurrence> news;
    private final Whereabouts where;
    private final FilamentChange change;
    private Modes modes = new Modes();
    private @Nullable Message doing;
    private long warmSince;
    private long heardUntil = Long.MIN_VALUE;
    private boolean hearsHeat;

    Handwork(Profile profile, Desk desk, Acquaintance printer, Deque<Occurrence> news) {
        this.profile = profile;
        this.desk = desk;
        this.printer = printer;
        this.news = news;
        this.where = new Whereabouts(profile.volume());
        this.change = new FilamentChange(profile.handling());
    }

    /// Nothing of it counts any more: the port is lost, the board has started anew, or a print has begun.
    void forget() {
        if (change.isOn()) news.add(new Occurrence.NotDone(Message.of("streaming.hand-broken-off")));
        change.stop();
        where.forget();
        doing = null;
        warmSince = 0;
    }

    /// The modes as a print left them.
    void after(Print print) {
        modes = print.modes();
    }

    /// The board begins with modes of its own.
    void restarted() {
        modes = new Modes();
        forget();
    }

    /// Begins it, or says why not.
    @Nullable
    Message begin(ByHand act, long now) {
        if (change.isOn()) return Message.of("streaming.hand-busy");
        var refusal = check(act);
        if (refusal != null) return refusal;
        switch (act) {
            case ByHand.Heat heat -> heat(heat, now);
            case ByHand.Home(var axes) -> {
                where.homes(axes);
                say(now, axes.command());
                ask();
            }
            case ByHand.Jog jog -> jog(jog, now);
            case ByHand.Extrude(var mm, var _) -> {
                say(now, fed(List.of(push(mm, profile.handling().extrudeMmS()))));
                ask();
            }
            case ByHand.Load(var celsius) -> feed(true, celsius, now);
            case ByHand.Unload(var celsius) -> feed(false, celsius, now);
            case ByHand.MotorsOff() -> {
                where.forget();
                say(now, "M84");
            }
            case ByHand.Line(var typed, var _) -> TypedLine.read(typed).ifPresent(line -> type(line, now));
            case ByHand.Speed _, ByHand.Flow _, ByHand.Fan _, ByHand.Stop _, ByHand.Release _, ByHand.Unknown _ -> {}
        }
        return null;
    }

    private @Nullable Message check(ByHand act) {
        return switch (act) {
            case ByHand.Heat(var nozzle, var bed) -> tooHot(nozzle, bed);
            case ByHand.Jog jog ->
                Math.abs(jog.mm()) > ByHand.LONGEST_MM || jog.mm() == 0 || Double.isNaN(jog.mm())
                        ? Message.of("streaming.hand-step", ByHand.LONGEST_MM)
                        : where.refusal(jog);
            case ByHand.Extrude(var mm, var atLeast) ->
                !(Math.abs(mm) <= ByHand.LONGEST_MM)
                        ? Message.of("streaming.hand-step", ByHand.LONGEST_MM)
                        : tooCold(atLeast);
            case ByHand.Load(var celsius) -> unmelted(celsius);
            case ByHand.Unload(var celsius) -> unmelted(celsius);
            case ByHand.Line(var typed, var coordinates) -> refusal(typed, coordinates, false);
            case ByHand.Unknown() -> Message.of("streaming.hand-unknown");
            case ByHand.Home _, ByHand.MotorsOff _ -> null;
            case ByHand.Speed _, ByHand.Flow _ -> Message.of("streaming.hand-nothing-prints");
            case ByHand.Fan _, ByHand.Stop _, ByHand.Release _ -> null;
        };
    }

    private @Nullable Message tooHot(double nozzleC, double bedC) {
        if (!(nozzleC >= 0 && nozzleC <= profile.nozzle().maxC()))
            return Message.of("streaming.hand-too-hot", profile.nozzle().maxC());
        return bedC >= 0 && bedC <= profile.bed().maxC()
                ? null
                : Message.of("streaming.hand-too-hot", profile.bed().maxC());
    }

    private @Nullable Message tooCold(double atLeastC) {
        double least = Math.max(atLeastC, profile.nozzle().minExtrudeC());
        double now = printer.temperatures().nozzle().celsius();
        if (Double.isNaN(now)) return Message.of("streaming.hand-no-temperature");
        return now >= least ? null : Message.of("streaming.hand-cold", Math.round(now), Math.round(least));
    }

    private @Nullable Message unmelted(double celsius) {
        if (celsius < profile.nozzle().minExtrudeC())
            return Message.of(
                    "streaming.hand-cold",
                    Math.round(celsius),
                    Math.round(profile.nozzle().minExtrudeC()));
        return tooHot(celsius, 0);
    }

    private void heat(ByHand.Heat heat, long now) {
        say(now, "M104 S" + Numbers.plain(heat.nozzleC()));
        if (profile.bed().maxC() > 0) say(now, "M140 S" + Numbers.plain(heat.bedC()));
        desk.put("M105");
        doing = null;
        warmSince = heat.nozzleC() > 0 || heat.bedC() > 0 ? now : 0;
    }

    private void jog(ByHand.Jog jog, long now) {
        boolean up = jog.axis() == ByHand.Axis.Z;
        double speed = up ? profile.handling().jogZMmS() : profile.handling().jogXyMmS();
        var lines = new ArrayList<String>();
        lines.add("G91");
        lines.add("G1 " + jog.axis() + Numbers.plain(jog.mm()) + " F" + Numbers.plain(speed * SECONDS_A_MINUTE));
        lines.addAll(modes.restoring(Double.NaN));
        where.moves(jog);
        say(now, lines);
        ask();
    }

    /// Moves of filament, which mean a way and not a place.
    private List<String> fed(List<String> moves) {
        var lines = new ArrayList<String>();
        lines.add("M83");
        lines.addAll(moves);
        lines.addAll(modes.restoring(Double.NaN));
        return lines;
    }

    private static String push(double mm, double speedMmS) {
        return "G1 E" + Numbers.plain(mm) + " F" + Numbers.plain(speedMmS * SECONDS_A_MINUTE);
    }

    private void feed(boolean in, double celsius, long now) {
        say(now, "M104 S" + Numbers.plain(celsius));
        desk.put("M105");
        warmSince = now;
        change.begin(in, celsius, now);
        doing = Message.of("streaming.hand-heats", Math.round(celsius));
    }

    /// After what nobody understands here, it may stand anywhere.
    private void type(TypedLine line, long now) {
        var bytes = line.text().getBytes(StandardCharsets.ISO_8859_1);
        int traits = Command.traits(bytes, 0, bytes.length);
        if ((traits & Command.MODE) != 0) modes.note(bytes, 0, bytes.length, traits);
        if (!line.isQuery()) where.forget();
        if (line.heats()) warmSince = now;
        say(now, line.text());
        hearsHeat = (traits & Command.ASKS_HEAT) != 0;
    }

    /// A question to a printer that prints, which is refused where it is more than that.
    @Nullable
    Message ask(ByHand.Line asked, long now) {
        var refusal = refusal(asked.gcode(), asked.coordinates(), true);
        if (refusal != null) return refusal;
        TypedLine.read(asked.gcode()).ifPresent(line -> {
            say(now, line.text());
            hearsHeat = line.code().equals("M105");
        });
        return null;
    }

    private @Nullable Message refusal(String typed, boolean coordinates, boolean prints) {
        return TypedLine.read(typed)
                .map(line -> line.refusal(profile, coordinates, prints))
                .orElse(Optional.of(Message.of("streaming.line-none")))
                .orElse(null);
    }

    private void ask() {
        where.asks();
        desk.put("M114");
    }

    private void say(long now, String... commands) {
        say(now, List.of(commands));
    }

    private void say(long now, List<String> commands) {
        desk.put(commands);
        commands.forEach(command -> news.add(new Occurrence.Said("> " + command)));
        heardUntil = now + LISTENS;
        hearsHeat = false;
        if (!change.isOn()) doing = null;
    }

    /// What was heard is told while somebody may wait for it; what comes by itself is not.
    void heard(Reply reply, String text, long now) {
        if (now > heardUntil) return;
        var said = reply instanceof Reply.Accepted(var _, var _, var _, var more) ? more : reply;
        if (said == null || said instanceof Reply.Busy || said instanceof Reply.Idle) return;
        if (said instanceof Reply.Heat && !hearsHeat) return;
        if (said instanceof Reply.Heat) hearsHeat = false;
        news.add(new Occurrence.Said("< " + text));
    }

    void position(Position position) {
        where.told(position);
    }

    /// Goes on with a change of filament; true when heaters were left on by hand for too long and are to go off.
    boolean tick(boolean quiet, long now) {
        var next = change.next(printer.temperatures().nozzle().celsius(), quiet, now);
        switch (next) {
            case FilamentChange.Next.Wait() -> {}
            case FilamentChange.Next.Move(var moves) -> {
                say(now, fed(moves));
                desk.put("M400");
                doing = Message.of(change.isIn() ? "streaming.hand-loads" : "streaming.hand-unloads");
            }
            case FilamentChange.Next.Done(var in) ->
                doing = Message.of(in ? "streaming.hand-loaded" : "streaming.hand-unloaded");
            case FilamentChange.Next.TooSlow() -> {
                say(now, "M104 S0");
                var why = Message.of("streaming.hand-too-slow");
                doing = why;
                news.add(new Occurrence.NotDone(why));
            }
        }
        if (warmSince == 0 || change.isOn()) return false;
        if (!printer.temperatures().saysHot() && now - warmSince > LISTENS) warmSince = 0;
        long longest = Duration.ofMinutes(profile.handling().warmMinutes()).toNanos();
        if (warmSince == 0 || now - warmSince < longest) return false;
        warmSince = 0;
        news.add(new Occurrence.NotDone(
                Message.of("streaming.hand-left-warm", profile.handling().warmMinutes())));
        return true;
    }

    /// The heaters are to be off: what needed them is broken off.
    void cool() {
        if (change.isOn()) desk.clear();
        change.stop();
        doing = null;
        warmSince = 0;
    }

    boolean isBusy() {
        return change.isOn();
    }

    Status.Hand status(Overrides told) {
        return new Status.Hand(
                doing,
                change.isOn(),
                told.speed(),
                told.flow(),
                told.fan(),
                where.mm(ByHand.Axis.X),
                where.mm(ByHand.Axis.Y),
                where.mm(ByHand.Axis.Z));
    }
}
