package platen.streaming;

import org.jspecify.annotations.Nullable;
import platen.values.Message;

/// Where the conversation with a printer is. Times are those of the events, in nanoseconds.
sealed interface Phase {

    /// No print of ours.
    sealed interface Between extends Phase {}

    /// No port. Says why, where something went wrong.
    record Gone(@Nullable Message why) implements Between {}

    /// Listening before the first word: the board may be starting, or printing for somebody else.
    record Looking(long untilNs, long latestNs) implements Between {}

    /// Getting acquainted: numbers, heaters off where needed, identity.
    record Greeting(Topic topic) implements Between {
        enum Topic {
            SYNC,
            COOL,
            CARD,
            IDENTITY
        }
    }

    /// Somebody else's print, from the printer's card: hands off.
    record Foreign(long lookAgainNs) implements Between {}

    record Idle() implements Between {}

    /// The board has stopped itself and needs a person.
    record Halted(Message why) implements Between {}

    /// A print of ours.
    sealed interface Live extends Phase {}

    /// The lines are counted from 1 again, before the first is sent.
    record Starting() implements Live {}

    record Printing() implements Live {}

    /// Waiting until the last move is made.
    record Finishing() implements Live {}

    record Pausing(Message why, Step step) implements Live {
        enum Step {
            DRAIN,
            POSITION,
            SCRIPT
        }
    }

    /// Stands still. Where the firmware paused by itself, it also resumes by itself.
    record Paused(Message why, boolean byFirmware) implements Live {}

    record Resuming() implements Live {}

    /// What was sent is still being carried out.
    record Cancelling(Message why) implements Live {}

    /// The safe end: the heaters are being turned off.
    record Cooling(Outcome.End end, Message why) implements Live {}
}
