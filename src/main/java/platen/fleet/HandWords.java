package platen.fleet;

import platen.gcode.TypedLine;
import platen.sync.ByHand;
import platen.values.Message;

/// What is written of an act by hand, and what it may do to the plate.
final class HandWords {
    private HandWords() {}

    static Message asked(ByHand act) {
        return switch (act) {
            case ByHand.Heat(var nozzle, var bed) when nozzle == 0 && bed == 0 -> Message.of("fleet.asked-cool-down");
            case ByHand.Heat(var nozzle, var bed) -> Message.of("fleet.hand.heat", whole(nozzle), whole(bed));
            case ByHand.Home(var axes) ->
                axes == ByHand.Axes.ALL
                        ? Message.of("fleet.hand.home-all")
                        : Message.of("fleet.hand.home", axes.name());
            case ByHand.Jog(var axis, var mm) -> Message.of("fleet.hand.jog", axis.name(), plain(mm));
            case ByHand.Extrude(var mm, var _) ->
                Message.of(mm > 0 ? "fleet.hand.extrude" : "fleet.hand.retract", plain(Math.abs(mm)));
            case ByHand.Load(var celsius) -> Message.of("fleet.hand.load", whole(celsius));
            case ByHand.Unload(var celsius) -> Message.of("fleet.hand.unload", whole(celsius));
            case ByHand.MotorsOff() -> Message.of("fleet.hand.motors-off");
            case ByHand.Speed(var percent) -> Message.of("fleet.hand.speed", percent);
            case ByHand.Flow(var percent) -> Message.of("fleet.hand.flow", percent);
            case ByHand.Fan(var percent) -> Message.of("fleet.hand.fan", percent);
            case ByHand.Line(var gcode, var _) -> Message.of("fleet.asked-command", gcode);
            case ByHand.Stop() -> Message.of("fleet.hand.stop");
            case ByHand.Release() -> Message.of("fleet.hand.release");
            case ByHand.Unknown() -> Message.of("streaming.hand-unknown");
        };
    }

    /// Homing Z goes down to the plate: into whatever lies there.
    static boolean movesIntoPart(ByHand act) {
        return switch (act) {
            case ByHand.Home(var axes) -> axes.has(ByHand.Axis.Z);
            case ByHand.Line(var typed, var _) ->
                TypedLine.read(typed)
                        .filter(line -> line.code().equals("G28") || line.code().equals("G29"))
                        .isPresent();
            default -> false;
        };
    }

    /// What comes out of the nozzle may lie on the plate: a person looks before the next print.
    static boolean leavesPlastic(ByHand act) {
        return switch (act) {
            case ByHand.Extrude(var mm, var _) -> mm > 0;
            case ByHand.Load _, ByHand.Unload _ -> true;
            case ByHand.Line(var typed, var _) ->
                TypedLine.read(typed).filter(TypedLine::mayExtrude).isPresent();
            default -> false;
        };
    }

    private static long whole(double celsius) {
        return Math.round(celsius);
    }

    private static String plain(double mm) {
        return mm == Math.rint(mm) ? Long.toString((long) mm) : Double.toString(mm);
    }
}
