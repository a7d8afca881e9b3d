package platen.people;

import platen.values.Message;

/// What is wrong with one field of a form.
public record FieldProblem(String field, Message what) {}
