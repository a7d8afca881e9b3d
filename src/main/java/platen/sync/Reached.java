package platen.sync;

import org.jspecify.annotations.Nullable;

/// How far a print was when it was last looked at: the line of the program that the printer had accepted, the
/// bytes of the file up to its end, and its layer, from 1 (0 before the first).
///
/// All else that going on from there needs (modes, feed rate, targets, height, filament) follows from the program
/// and that line, and is read from the program when it is needed: two accounts of it could differ. What no program
/// tells is here: how warm it was, and whether a pause had moved the head away from where the line left it.
public record Reached(
        long line,
        long offset,
        int layer,
        @Nullable Double nozzleC,
        @Nullable Double bedC,
        boolean headMoved) {}
