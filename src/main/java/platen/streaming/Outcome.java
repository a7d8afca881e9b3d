package platen.streaming;

import platen.values.Message;

/// How a print ended.
public record Outcome(End end, Message why, Heaters heaters) {

    public enum End {
        FINISHED,
        CANCELLED,
        FAILED
    }

    /// What is known about the heaters afterwards.
    public enum Heaters {
        /// The printer accepted that they are off.
        OFF,
        /// The program ended by itself and left one on.
        LEFT_ON,
        /// We said so, but heard no answer.
        UNCONFIRMED
    }
}
