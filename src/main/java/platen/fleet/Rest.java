package platen.fleet;

import platen.values.AttemptId;
import platen.values.Digest;

/// What goes on with an attempt that was cut off: a program that is stored already and has passed the file check,
/// from which layer of the part it goes on, and at which height (mm, as text) a person saw the nozzle stand.
public record Rest(AttemptId of, Digest program, long bytes, int fromLayer, String heightMm) {}
