package platen.sync;

import com.fasterxml.jackson.annotation.JsonIgnore;
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
        @Nullable Question asks,
        @Nullable Detail detail) {

    /// Without what an older host does not tell.
    public PrinterLive(
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
        this(
                machine,
                connection,
                activity,
                attempt,
                nozzleC,
                nozzleTargetC,
                bedC,
                bedTargetC,
                percent,
                line,
                layer,
                heightMm,
                leftS,
                says,
                asks,
                null);
    }

    /// What only the printer's own page shows.
    ///
    /// @param others  heaters and sensors besides the nozzle that works and the bed
    /// @param speedPercent what the firmware was told last in this print, as `flowPercent` and `fanPercent`
    /// @param xMm     where it stands, as far as it has said so since it was homed
    /// @param doing   what is being done with it by hand, or was done last
    /// @param busy    whether that still goes on
    /// @param stopped it has stopped itself, and a person may let it go
    /// @param said    lines that the server may not know yet
    public record Detail(
            @Nullable List<Reading> others,
            @Nullable Integer speedPercent,
            @Nullable Integer flowPercent,
            @Nullable Integer fanPercent,
            @Nullable Double xMm,
            @Nullable Double yMm,
            @Nullable Double zMm,
            @Nullable Message doing,
            boolean busy,
            boolean stopped,
            @Nullable Said said) {}

    /// A sensor as the firmware names it: T1 another nozzle, C the chamber.
    public record Reading(
            String sensor,
            @Nullable Double celsius,
            @Nullable Double targetC) {}

    /// Lines of the talk by hand; the first has this number, counted since the host started.
    public record Said(long first, List<String> lines) {
        public Said {
            lines = List.copyOf(lines);
        }
    }

    /// Whether somebody's work by hand goes on, so that no print may begin.
    @JsonIgnore
    public boolean isHandled() {
        return detail != null && detail.busy();
    }

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
                null,
                null);
    }
}
