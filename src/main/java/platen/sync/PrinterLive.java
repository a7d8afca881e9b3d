package platen.sync;

import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.values.MachineId;
import platen.values.Message;

/// How a printer is doing at this moment. It lives in memory only, on either side.
///
/// `line` was accepted last; `layer` is that line's, from 1, and `heightMm` that of the part so far.
public record PrinterLive(
        MachineId machine,
        Connection connection,
        Activity activity,
        @Nullable String attempt,
        @Nullable Double nozzleC,
        @Nullable Double nozzleTargetC,
        @Nullable Double bedC,
        @Nullable Double bedTargetC,
        @Nullable Double percent,
        long line,
        @Nullable Integer layer,
        @Nullable Double heightMm,
        @Nullable Long leftS,
        @Nullable Message says,
        @Nullable Question asks) {

    /// What a printer wants of a person. A press is meant for the prompt of one number only.
    ///
    /// @param text    what the firmware asks; empty when it waits and does not say for what
    /// @param buttons what it offers as answers, none when it waits for its own knob
    /// @param hears   whether anything that we say reaches it while it waits
    public record Question(long number, String text, List<String> buttons, boolean hears) {
        public Question {
            buttons = List.copyOf(buttons);
        }
    }

    public enum Connection {
        CONNECTED,
        CONNECTING,
        GONE
    }

    public enum Activity {
        IDLE,
        PRINTING,
        PAUSED,
        ENDING,
        WAITS_FOR_PERSON,
        STALLED,
        BUSY_ELSEWHERE
    }

    /// A printer that is not there.
    public static PrinterLive gone(MachineId machine, @Nullable Message why) {
        return new PrinterLive(
                machine,
                Connection.GONE,
                Activity.IDLE,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                why,
                null);
    }
}
