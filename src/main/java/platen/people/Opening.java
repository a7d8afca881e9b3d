package platen.people;

import java.util.List;

/// What comes of making an account through a link.
public sealed interface Opening {
    record Opened(Person person) implements Opening {}

    record Refused(List<FieldProblem> problems) implements Opening {}

    /// The link was used before, has expired, or never was.
    record LinkSpent() implements Opening {}
}
