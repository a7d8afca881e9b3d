package platen.streaming;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import platen.printers.Volume;
import platen.protocol.Reply.Position;
import platen.sync.ByHand;
import platen.sync.ByHand.Axis;
import platen.values.Message;

/// Where the nozzle stands, as far as the firmware has told it since it was homed by hand.
final class Whereabouts {
    /// How far an axis may go that nobody has homed.
    private static final double BLIND_MM = 10;

    private final Volume volume;
    private final Set<Axis> homed = EnumSet.noneOf(Axis.class);
    private @Nullable Position at;
    private int asked;

    Whereabouts(Volume volume) {
        this.volume = volume;
    }

    /// The motors may have been let go, or something else has moved.
    void forget() {
        homed.clear();
        at = null;
        asked = 0;
    }

    void homes(ByHand.Axes axes) {
        for (var axis : Axis.values()) {
            if (axes.has(axis)) homed.add(axis);
        }
        at = null;
    }

    /// The firmware is asked where it stands; of several such questions the last answer counts.
    void asks() {
        asked++;
    }

    void told(Position position) {
        if (asked > 0 && --asked == 0) at = position;
    }

    void moves(ByHand.Jog jog) {
        if (at == null) return;
        at = new Position(
                at.xMm() + (jog.axis() == Axis.X ? jog.mm() : 0),
                at.yMm() + (jog.axis() == Axis.Y ? jog.mm() : 0),
                at.zMm() + (jog.axis() == Axis.Z ? jog.mm() : 0),
                at.eMm());
    }

    /// Why it may not go there.
    @Nullable
    Message refusal(ByHand.Jog jog) {
        var axis = jog.axis();
        if (!homed.contains(axis)) {
            if (axis == Axis.Z && jog.mm() < 0) return Message.of("streaming.hand-home-z");
            return Math.abs(jog.mm()) > BLIND_MM
                    ? Message.of("streaming.hand-home-first", axis.name(), BLIND_MM)
                    : null;
        }
        double now = mm(axis);
        if (Double.isNaN(now)) return Message.of("streaming.hand-moves-still");
        double to = now + jog.mm();
        if (axis == Axis.Z && to < 0) return Message.of("streaming.hand-below", tenths(now));
        if (to < least(axis) || to > most(axis))
            return Message.of("streaming.hand-beyond", axis.name(), tenths(to), least(axis), most(axis));
        return null;
    }

    /// Where an axis stands, or not a number.
    double mm(Axis axis) {
        if (at == null || !homed.contains(axis)) return Double.NaN;
        return switch (axis) {
            case X -> at.xMm();
            case Y -> at.yMm();
            case Z -> at.zMm();
        };
    }

    private double least(Axis axis) {
        return switch (axis) {
            case X -> volume.minX();
            case Y -> volume.minY();
            case Z -> volume.minZ();
        };
    }

    private double most(Axis axis) {
        return switch (axis) {
            case X -> volume.maxX();
            case Y -> volume.maxY();
            case Z -> volume.maxZ();
        };
    }

    private static double tenths(double mm) {
        return Math.round(mm * 10) / 10.0;
    }
}
