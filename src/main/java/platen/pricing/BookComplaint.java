package platen.pricing;

import platen.values.Message;

/// What is wrong at a field of a price book, which is named by its path: `papers.2.per_sheet` is the
/// price of the third paper.
public record BookComplaint(String field, Message what) {}
