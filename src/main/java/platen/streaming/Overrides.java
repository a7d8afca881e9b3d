package platen.streaming;

import org.jspecify.annotations.Nullable;
import platen.sync.ByHand;
import platen.values.Message;

/// How much faster and thicker than its program a print goes, as the firmware was told by hand. It goes back to what
/// the program says with the end of the print.
final class Overrides {
    private static final int FULL_FAN = 255;

    private final Desk desk;
    private @Nullable Integer speed;
    private @Nullable Integer flow;
    private @Nullable Integer fan;

    Overrides(Desk desk) {
        this.desk = desk;
    }

    /// Nothing of it is in force: the board has started anew.
    void forget() {
        speed = null;
        flow = null;
        fan = null;
    }

    @Nullable
    Message speed(int percent) {
        if (percent < ByHand.LEAST_SPEED || percent > ByHand.MOST_SPEED)
            return Message.of("streaming.hand-percent", ByHand.LEAST_SPEED, ByHand.MOST_SPEED);
        desk.put("M220 S" + percent);
        speed = percent;
        return null;
    }

    @Nullable
    Message flow(int percent) {
        if (percent < ByHand.LEAST_FLOW || percent > ByHand.MOST_FLOW)
            return Message.of("streaming.hand-percent", ByHand.LEAST_FLOW, ByHand.MOST_FLOW);
        desk.put("M221 S" + percent);
        flow = percent;
        return null;
    }

    @Nullable
    Message fan(int percent) {
        if (percent < 0 || percent > ByHand.FULL) return Message.of("streaming.hand-percent", 0, ByHand.FULL);
        desk.put(percent == 0 ? "M107" : "M106 S" + Math.round(percent * (double) FULL_FAN / ByHand.FULL));
        fan = percent;
        return null;
    }

    /// The next print begins as its program says.
    void reset() {
        if (speed != null) desk.put("M220 S" + ByHand.FULL);
        if (flow != null) desk.put("M221 S" + ByHand.FULL);
        forget();
    }

    @Nullable
    Integer speed() {
        return speed;
    }

    @Nullable
    Integer flow() {
        return flow;
    }

    @Nullable
    Integer fan() {
        return fan;
    }
}
