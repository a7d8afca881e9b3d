package platen.idempotency;

/// What became of a request.
public sealed interface Outcome {
    /// It was done now, and has answered by itself.
    record Done() implements Outcome {}

    /// It was done before; the answer was this.
    record Before(Answer answer) implements Outcome {}

    /// It was done before, but the server ended before it answered: nobody knows the words.
    record Unanswered() implements Outcome {}

    /// It is being done.
    record Running() implements Outcome {}

    /// The same name stood on another request.
    record Other() implements Outcome {}
}
