package platen.notices;

import platen.values.Message;

/// Takes mail to its readers.
public interface Post {
    /// What became of a mail.
    sealed interface Outcome {
        /// A mail server has it, and answers for it now.
        record Accepted() implements Outcome {}

        /// It will never arrive: no such address, say.
        record Refused(Message why) implements Outcome {}

        /// Not now.
        record Later(Message why) implements Outcome {}

        /// No mail goes out at this moment, whoever reads it.
        record Unreachable(Message why) implements Outcome {}
    }

    Outcome send(Letter letter);

    /// The server that it goes to, for people.
    String place();
}
