package platen.processes;

/// How a child process ended. The output is what it wrote to both of its streams.
public sealed interface Outcome {
    /// It ended by itself; 128 + n is death by signal n. `cut` tells that the output's beginning is missing.
    record Ended(int code, String output, boolean cut) implements Outcome {}

    /// It took too long and was ended, with everything that it had started.
    record TimedOut(String output) implements Outcome {}

    /// There is no such program, or the machine has no room for it.
    record NotStarted(String reason) implements Outcome {}
}
