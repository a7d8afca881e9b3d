package platen.streaming;

import platen.values.Message;

/// Something that happened at a printer and that somebody may want to keep or to be told.
public sealed interface Occurrence {

    /// The printer answers; what its firmware calls itself.
    record Connected(String firmware) implements Occurrence {}

    record Disconnected(Message why) implements Occurrence {}

    /// Nothing answers at the port, though it can be opened.
    record Unanswered() implements Occurrence {}

    /// The heaters were told to be off, outside a print.
    record CooledDown(boolean confirmed) implements Occurrence {}

    /// A print has begun: its first line is on the way.
    record Started(String name) implements Occurrence {}

    record Paused(Message why) implements Occurrence {}

    record Resumed() implements Occurrence {}

    /// `recording`: the last that was said. A conversation adds it when it tells of the end.
    record Ended(String name, Outcome outcome, Figures figures, Recording recording) implements Occurrence {
        Ended(String name, Outcome outcome, Figures figures) {
            this(name, outcome, figures, Recording.NONE);
        }

        Ended with(Recording last) {
            return new Ended(name, outcome, figures, last);
        }
    }

    /// Nothing comes back; a person has to look. The print goes on when the printer answers.
    record Stalled() implements Occurrence {}

    record Recovered() implements Occurrence {}

    /// The firmware waits for a person.
    record NeedsPerson(Message why) implements Occurrence {}

    /// A wish that makes no sense now.
    record Refused(Message why) implements Occurrence {}

    /// What a person wanted by hand was not done, or went wrong.
    record NotDone(Message why) implements Occurrence {}

    /// A line of the talk by hand, with `> ` before it where we said it and `< ` where the printer did.
    record Said(String line) implements Occurrence {}

    record Noted(Message what) implements Occurrence {}
}
