package platen.streaming;

import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.protocol.Temperatures;
import platen.values.Message;

/// A printer as it is now. Immutable; a new one is published when something changes, and some times a second.
///
/// @param hearsWhileWaiting what we say reaches the firmware even while it waits for a person
public record Status(
        Connection connection,
        @Nullable Message trouble,
        String firmware,
        Temperatures temperatures,
        boolean stalled,
        @Nullable Message waitsForPerson,
        @Nullable Prompt prompt,
        boolean hearsWhileWaiting,
        @Nullable PrintStatus print,
        @Nullable Hand hand) {

    public enum Connection {
        GONE,
        CONNECTING,
        READY,
        /// It prints something that we did not send.
        FOREIGN,
        HALTED
    }

    public enum Stage {
        STARTING,
        PRINTING,
        FINISHING,
        PAUSING,
        PAUSED,
        RESUMING,
        CANCELLING,
        COOLING
    }

    /// What the firmware asks a person, with its buttons. No other prompt had or will have its number.
    public record Prompt(long number, String text, List<String> buttons) {

        public Prompt {
            buttons = List.copyOf(buttons);
        }
    }

    /// @param why          why it is paused or being ended
    /// @param fileLine     the line of the file that was accepted last
    /// @param fileOffset   the bytes of the file up to the end of that line
    /// @param layer        the layer of that line, from 1; 0 before the first
    /// @param likelyLine   the line up to which the nozzle has likely come: what is planned is not printed yet
    /// @param heightMm     of the part at that line; not a number until the program was read to its end
    /// @param acceptedShare of the file's bytes, 0 to 1
    /// @param progress     0 to 1: of the time that the program takes, or of its bytes until that is known
    /// @param leftS        not a number while it cannot be told
    public record PrintStatus(
            String name,
            Stage stage,
            @Nullable Message why,
            long sent,
            long accepted,
            long fileLine,
            long fileOffset,
            int layer,
            long likelyLine,
            double heightMm,
            double acceptedShare,
            double progress,
            double leftS,
            double elapsedS,
            long resends,
            double okLatencyP50Us,
            double okLatencyP99Us) {}

    /// What was done by hand, and what the firmware was told by hand in this print; places are not numbers while
    /// nobody knows them.
    public record Hand(
            @Nullable Message doing,
            boolean busy,
            @Nullable Integer speedPercent,
            @Nullable Integer flowPercent,
            @Nullable Integer fanPercent,
            double xMm,
            double yMm,
            double zMm) {}

    public static final Status UNKNOWN =
            new Status(Connection.GONE, null, "", Temperatures.NONE, false, null, null, false, null, null);

    /// It is being found out at which speed the printer talks.
    static Status searching(int baud) {
        var trouble = Message.of("streaming.tries-speed", Integer.toString(baud));
        return new Status(Connection.CONNECTING, trouble, "", Temperatures.NONE, false, null, null, false, null, null);
    }
}
